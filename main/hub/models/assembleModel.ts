/** Geometry of all sources → pieces of element rows in one ENU frame, with what was decided about the frame. */
import type { Georeference, ImportWarning, ModelManifest } from '#shared/protocol/model.ts';
import type { HandPlacement } from '#shared/models/handPlacement.ts';
import type { CompoundOrigin } from '#shared/twin/compound.ts';
import { fault } from '#shared/protocol/result.ts';
import { hashOf, isSame } from './geometrySink.ts';
import type { FileGeoreference } from './georeference.ts';
import type { Copy } from './kernelInput.ts';
import type { PointCloud } from './points/pointCloud.ts';
import { findOutliers } from './outliers.ts';
import { frameOfHand, frameOfPlacement, placeByMap, recentre, siteFault } from './placement.ts';
import { PIECE, SHAPE, TRANSFORM_SIZE, type PlacedShapes } from './placedShapes.ts';
import { multiplyFrames, type Frame } from './productPlacement.ts';
import { boxOf, emptyBox, joinBox, turnBox, type Box, type PlacedPiece, type Shape } from './shapes.ts';
import type { StreamedTiles } from './readers/tiles/streamedTiles.ts';
import type { SpatialTree } from './spatialTree.ts';

export interface SourceGeometry {
  readonly name: string;
  /** Null where the source names no place on earth. */
  readonly georeference: FileGeoreference | null;
  readonly geometries: readonly PlacedShapes[];
  readonly copies: readonly Copy[];
  readonly streamed?: StreamedTiles | undefined;
  /** In the same frame as its geometries. */
  readonly points?: PointCloud | undefined;
  /** Row of what its pieces call an element. */
  readonly rowOf: (element: number) => number;
}

export type BoxedPiece = PlacedPiece & { readonly box: Box };

export interface AssembledModel {
  readonly pieces: readonly BoxedPiece[];
  /** With placed geometry; what openings cut away to nothing is among them. */
  readonly products: number;
  readonly placed: number;
  readonly placedBy: ModelManifest['placedBy'];
  /** Of what belongs together: single things far off all others are left out. */
  readonly bounds: Box | null;
  readonly georeference: Georeference;
  /** From each source's own frame to ENU. */
  readonly frames: readonly Frame[];
  /** What was added to heights of the file. */
  readonly raiseM: number;
  readonly warnings: readonly ImportWarning[];
}

/** A piece in its file's own frame, metres. */
interface FilePiece extends Omit<PlacedPiece, 'element'> {
  readonly row: number;
}

export function assemble(
  sources: readonly SourceGeometry[],
  tree: SpatialTree,
  target: CompoundOrigin | null,
  hand: HandPlacement | null,
): AssembledModel {
  const warnings: ImportWarning[] = [];
  const shapesOf = createShapes();
  let products = 0;
  let placed = 0;
  const drawn = sources.map((source) => {
    const pieces = piecesOf(source, shapesOf);
    placed += pieces.length;
    products += new Set([...pieces.map(({ row }) => row), ...(source.points?.boxes.keys() ?? [])]).size;
    return pieces.filter(({ shape }) => shape.index.length > 0);
  });
  const georeference = bestOf(sources);
  const all = drawn.flat();
  const boxes = new Map(all.map((piece) => [piece, boxOf(piece.shape, piece.frame)]));
  const boxesOf = (pieces: readonly FilePiece[]): Box[] => pieces.flatMap((piece) => boxes.get(piece) ?? []);
  const clouds = sources.map(({ points }) => points?.parts.map(({ box }) => box) ?? []);
  const raw = findOutliers([...boxesOf(all), ...clouds.flat()]).bounds;
  if (!raw)
    return {
      pieces: [],
      products,
      placed,
      bounds: null,
      frames: [],
      georeference,
      placedBy: hand ? 'hand' : 'recentring',
      raiseM: 0,
      warnings,
    };

  const mapped = sources.map((source, i) => {
    if (!source.georeference) return null;
    const own = findOutliers([...boxesOf(drawn[i] ?? []), ...(clouds[i] ?? [])]).bounds;
    const result = placeByMap(source.georeference, own ?? raw, target);
    if (result.note) warnings.push({ ...result.note, file: source.name, count: 1 });
    return result.placement;
  });
  // Files of one model stand together: what has no place of its own follows the first that has.
  const floorM = tree.storeys.reduce(
    (low, { elevationM }) => Math.min(low, elevationM ?? Infinity),
    Infinity,
  );
  const common = mapped.find((placement) => placement !== null) ?? null;
  const fallback =
    common ?? recentre(raw, Number.isFinite(floorM) && floorM >= raw.min[2] - 1 ? floorM : raw.min[2]);
  if (!common && !hand) {
    const [x = '0', y = '0', z = '0'] = fallback.shiftM.map((value) => (-value).toFixed(3));
    const why = siteFault(georeference, target) ?? fault('recentred', { x, y, z });
    warnings.push({ ...why, file: null, count: 1 });
  }

  const frames = sources.map((_, i) => {
    const own = frameOfPlacement(mapped[i] ?? fallback);
    return hand ? multiplyFrames(frameOfHand(hand), own) : own;
  });
  const pieces = sources.flatMap((_, i) => {
    const frame = frames[i] ?? frameOfPlacement(fallback);
    return (drawn[i] ?? []).map(({ row, color, shape, frame: own }): BoxedPiece => {
      const inEnu = multiplyFrames(frame, own);
      return { element: row, color, shape, frame: inEnu, box: boxOf(shape, inEnu) };
    });
  });
  const far = clouds.flatMap((boxes, i) =>
    boxes.map((box) => turnBox(box, frames[i] ?? frameOfPlacement(fallback))),
  );
  const { bounds, outliers } = findOutliers([...pieces.map(({ box }) => box), ...far]);
  warnings.push(
    ...tellOfOutliers(outliers, pieces, tree, bounds),
    ...tellOfStrays(sources, outliers, pieces.length),
  );
  return {
    pieces,
    products,
    placed,
    bounds,
    frames,
    georeference,
    placedBy: hand ? 'hand' : common ? 'coordinates' : 'recentring',
    raiseM: fallback.shiftM[2] + (hand?.shiftM[2] ?? 0),
    warnings,
  };
}

function bestOf(sources: readonly SourceGeometry[]): Georeference {
  const all = sources.flatMap(({ georeference }) => georeference?.georeference ?? []);
  return (
    all.find(({ kind }) => kind === 'map') ?? all.find(({ kind }) => kind === 'site') ?? { kind: 'none' }
  );
}

/** Shapes of any number of files, those of the same content as one. */
function createShapes(): (geometry: PlacedShapes) => Shape[] {
  const byHash = new Map<number, Shape[]>();
  return ({ shapes, vertices, index, skins }) => {
    const found: Shape[] = [];
    for (let s = 0; s < shapes.length; s += SHAPE.size) {
      const vertexFrom = (shapes[s + SHAPE.vertexFrom] ?? 0) * 6;
      const indexFrom = shapes[s + SHAPE.indexFrom] ?? 0;
      const shape: Shape = {
        vertices: vertices.subarray(vertexFrom, vertexFrom + (shapes[s + SHAPE.vertexCount] ?? 0) * 6),
        index: index.subarray(indexFrom, indexFrom + (shapes[s + SHAPE.indexCount] ?? 0)),
      };
      const skin = skins?.get(s / SHAPE.size);
      if (skin) {
        found.push({ ...shape, skin });
        continue;
      }
      const hash = hashOf(shape.vertices, shape.index);
      const alike = byHash.get(hash) ?? [];
      const same = alike.find((held) => isSame(held, shape));
      if (!same) byHash.set(hash, [...alike, shape]);
      found.push(same ?? shape);
    }
    return found;
  };
}

function piecesOf(
  { geometries, copies, rowOf }: SourceGeometry,
  shapesOf: (geometry: PlacedShapes) => Shape[],
): FilePiece[] {
  const pieces: FilePiece[] = [];
  const ofElement = new Map<number, FilePiece[]>();
  for (const geometry of geometries) {
    const shapes = shapesOf(geometry);
    const before = new Set(ofElement.keys());
    for (let p = 0, t = 0; p < geometry.pieces.length; p += PIECE.size, t += TRANSFORM_SIZE) {
      const element = geometry.pieces[p + PIECE.element] ?? 0;
      const shape = shapes[geometry.pieces[p + PIECE.shape] ?? 0];
      // What no part of a file owns is in all of them; it counts once.
      if (!shape || before.has(element)) continue;
      const piece: FilePiece = {
        row: rowOf(element),
        color: geometry.pieces[p + PIECE.color] ?? 0,
        shape,
        frame: Array.from(geometry.transforms.subarray(t, t + TRANSFORM_SIZE)),
      };
      pieces.push(piece);
      const held = ofElement.get(element);
      if (held) held.push(piece);
      else ofElement.set(element, [piece]);
    }
  }
  for (const { id, of, frame } of copies) {
    const row = rowOf(id);
    for (const piece of ofElement.get(of) ?? [])
      pieces.push({ ...piece, row, frame: multiplyFrames(frame, piece.frame) });
  }
  return pieces;
}

const NAMED_OUTLIERS = 3;

/** The first few by name and how far they are; the others counted. */
function tellOfOutliers(
  outliers: readonly number[],
  pieces: readonly BoxedPiece[],
  tree: SpatialTree,
  bounds: Box | null,
): ImportWarning[] {
  if (!bounds || outliers.length === 0) return [];
  const middle = bounds.min.map((value, axis) => (value + (bounds.max[axis] ?? 0)) / 2);
  const elements = new Map<number, Frame>();
  for (const at of outliers) {
    const piece = pieces[at];
    if (piece && !elements.has(piece.element))
      elements.set(piece.element, [...piece.box.min, ...piece.box.max]);
  }
  return [...elements].slice(0, NAMED_OUTLIERS).map(([element, corners]) => {
    const awayM = Math.max(...corners.map((value, i) => Math.abs(value - (middle[i % 3] ?? 0))));
    const row = tree.rows[element];
    const params = { element: row?.name || row?.globalId || '–', km: (awayM / 1000).toFixed(1) };
    return { ...fault('outlier', params), file: null, count: elements.size };
  });
}

/** Points far off all others, file by file. */
function tellOfStrays(
  sources: readonly SourceGeometry[],
  outliers: readonly number[],
  from: number,
): ImportWarning[] {
  const lost = new Set(outliers);
  let at = from;
  return sources.flatMap(({ name, points }) => {
    const count = (points?.parts ?? []).reduce((sum, part) => sum + (lost.has(at++) ? part.count : 0), 0);
    return count > 0 ? [{ ...fault('points-stray'), file: name, count }] : [];
  });
}

/** Joined boxes of the pieces and points of each row; null where there are none. `frames`: of the sources. */
export function boxesOfRows(
  pieces: readonly BoxedPiece[],
  rows: number,
  sources: readonly SourceGeometry[] = [],
  frames: readonly Frame[] = [],
): (Box | null)[] {
  const boxes: (Box | null)[] = Array.from({ length: rows }, () => null);
  for (const { element, box } of pieces) joinBox((boxes[element] ??= emptyBox()), box);
  for (const [i, { points }] of sources.entries())
    for (const [row, box] of points?.boxes ?? []) {
      const frame = frames[i];
      if (frame) joinBox((boxes[row] ??= emptyBox()), turnBox(box, frame));
    }
  return boxes;
}
