/**
 * What of an IFC file is triangulated already, as chunks to look at while the rest is made. All is one element, and stands where
 * the model will stand as far as that is known by then: the first geometry says where a file without coordinates has its middle.
 */
import type { HandPlacement } from '#shared/models/handPlacement.ts';
import type { Bounds, ModelManifest } from '#shared/protocol/model.ts';
import type { CompoundOrigin } from '#shared/twin/compound.ts';
import { groupPieces, isFar, sizeOf } from './chunking.ts';
import type { Piece } from './encodeChunk.ts';
import { readGeoreference } from './georeference.ts';
import type { Copy } from './kernelInput.ts';
import { findOutliers } from './outliers.ts';
import { frameOfHand, frameOfPlacement, placeByMap, recentre } from './placement.ts';
import { PIECE, SHAPE, TRANSFORM_SIZE, type PlacedShapes } from './placedShapes.ts';
import { multiplyFrames, type Frame } from './productPlacement.ts';
import { boxOf, emptyBox, type Box, type Shape } from './shapes.ts';
import type { StepFile } from './step/stepFile.ts';

/** A chunk that shows some of the model while it is made. */
export interface Draft {
  readonly chunk: Uint8Array;
  readonly placedBy: ModelManifest['placedBy'];
  readonly bounds: Bounds;
}

/** Laid out by every screen that looks on, copies too. */
const MOST_TRIANGLES = 2_000_000;

export interface Drafts {
  /** Takes geometry of one file as it comes. */
  of(step: StepFile, copies: readonly Copy[]): (geometry: PlacedShapes) => void;
  /** All that was taken so far is told. */
  told(): Promise<void>;
}

interface Standing {
  readonly placedBy: ModelManifest['placedBy'];
  /** From the file's frame to ENU. */
  readonly frame: Frame;
}

interface DraftRequest {
  readonly target: CompoundOrigin | null;
  readonly hand: HandPlacement | null;
  readonly asMeant: boolean;
}

/** Chunks come one after another, in the order of their geometry. */
export function createDrafts({ target, hand, asMeant }: DraftRequest, tell: (draft: Draft) => void): Drafts {
  let encoding: Promise<void> = Promise.resolve();
  let triangles = 0;
  /** Of the first file; others stand beside it. */
  let common: Frame | null = null;
  /** Of all that was taken so far, ENU: few boxes alone do not tell which of them is far off. */
  const boxes: Box[] = [];

  const standingOf = (step: StepFile, pieces: readonly DraftPiece[]): Standing | null => {
    const { bounds } = findOutliers(pieces.map(({ shape, frame }) => boxOf(shape, frame)));
    if (!bounds) return null;
    const { placement } = placeByMap(readGeoreference(step, asMeant), bounds, target);
    const own = placement
      ? frameOfPlacement(placement)
      : (common ??= frameOfPlacement(recentre(bounds, bounds.min[2])));
    if (hand) return { placedBy: 'hand', frame: multiplyFrames(frameOfHand(hand), own) };
    return { placedBy: placement ? 'coordinates' : 'recentring', frame: own };
  };

  async function encode(pieces: readonly DraftPiece[], { frame, placedBy }: Standing): Promise<void> {
    const { encodeChunk } = await import('./encodeChunk.ts');
    const placed = pieces.map(({ shape, color, frame: own }): Piece => {
      const inEnu = multiplyFrames(frame, own);
      const box = boxOf(shape, inEnu);
      boxes.push(box);
      return { element: 0, color, shape, frame: inEnu, box, elementSizeM: sizeOf(box) };
    });
    const bounds = findOutliers(boxes).bounds ?? emptyBox();
    // What is shown first is what is looked at.
    const [near, far] = [
      placed.filter(({ box }) => !isFar(box, bounds)),
      placed.filter(({ box }) => isFar(box, bounds)),
    ];
    for (const group of groupPieces([...near, ...far], [bounds], bounds)) {
      const { transparent, wide } = group;
      const { bytes, bounds: extent } = await encodeChunk(group.pieces, { transparent, wide });
      tell({ chunk: bytes, placedBy, bounds: extent });
    }
  }

  return {
    told: () => encoding,
    of(step, copies) {
      const copiesOf = Map.groupBy(copies, ({ of }) => of);
      let standing: Standing | null = null;
      return (geometry) => {
        if (triangles > MOST_TRIANGLES) return;
        const pieces = draftPieces(geometry, copiesOf).filter(({ shape }) => {
          triangles += shape.index.length / 3;
          return triangles <= MOST_TRIANGLES;
        });
        standing ??= standingOf(step, pieces);
        const there = standing;
        // A draft that fails is no fault of the file: the model comes all the same.
        if (there) encoding = encoding.then(() => encode(pieces, there)).catch(() => undefined);
      };
    },
  };
}

interface DraftPiece {
  readonly color: number;
  readonly shape: Shape;
  /** To the file's frame. */
  readonly frame: Frame;
}

function draftPieces(
  { shapes, vertices, index, pieces, transforms }: PlacedShapes,
  copiesOf: ReadonlyMap<number, readonly Copy[]>,
): DraftPiece[] {
  const made: Shape[] = [];
  for (let s = 0; s < shapes.length; s += SHAPE.size) {
    const vertexFrom = (shapes[s + SHAPE.vertexFrom] ?? 0) * 6;
    const indexFrom = shapes[s + SHAPE.indexFrom] ?? 0;
    made.push({
      vertices: vertices.subarray(vertexFrom, vertexFrom + (shapes[s + SHAPE.vertexCount] ?? 0) * 6),
      index: index.subarray(indexFrom, indexFrom + (shapes[s + SHAPE.indexCount] ?? 0)),
    });
  }
  const found: DraftPiece[] = [];
  for (let p = 0, t = 0; p < pieces.length; p += PIECE.size, t += TRANSFORM_SIZE) {
    const shape = made[pieces[p + PIECE.shape] ?? 0];
    if (!shape || shape.index.length === 0) continue;
    const color = pieces[p + PIECE.color] ?? 0;
    const frame = Array.from(transforms.subarray(t, t + TRANSFORM_SIZE));
    found.push({ color, shape, frame });
    for (const copy of copiesOf.get(pieces[p + PIECE.element] ?? 0) ?? [])
      found.push({ color, shape, frame: multiplyFrames(copy.frame, frame) });
  }
  return found;
}
