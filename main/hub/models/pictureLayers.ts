/**
 * Which pieces with pictures share a chunk. A chunk is drawn with one call, so its pictures are layers of one texture, and
 * layers are of one size: pictures go together by their size, rounded up to powers of two.
 */
import type { Piece } from './encodeChunk.ts';
import type { Picture } from './skins.ts';

const LEAST_PX = 16;
const MOST_PX = 2048;
/** Of all layers of a model: 170 MB on a graphics card and 128 beside it. Larger pictures are shown coarser. */
const MODEL_TEXELS = 32 * 2 ** 20;
const CHUNK_TEXELS = 16 * 2 ** 20;
/** WebGL 2 promises so many. */
const MOST_LAYERS = 256;
const CHUNK_TRIANGLES = 400_000;

export interface Layers {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly pictures: readonly Picture[];
}

export interface PicturedGroup {
  readonly pieces: readonly Piece[];
  readonly layers: Layers;
}

const layerPx = (px: number, coarser: number): number =>
  Math.max(LEAST_PX, Math.min(MOST_PX, 2 ** Math.ceil(Math.log2(px))) / coarser);

/** By how much the layers of all these pieces are coarser than their pictures, so that together they fit. */
export function coarserFor(pieces: readonly Piece[]): number {
  const pictures = new Map<string, Picture>();
  for (const { shape } of pieces) if (shape.skin) pictures.set(shape.skin.picture.key, shape.skin.picture);
  let coarser = 1;
  const total = (): number =>
    [...pictures.values()].reduce(
      (sum, { widthPx, heightPx }) => sum + layerPx(widthPx, coarser) * layerPx(heightPx, coarser),
      0,
    );
  while (coarser < MOST_PX && total() > MODEL_TEXELS) coarser *= 2;
  return coarser;
}

/** `pieces`: with pictures, all of one kind. */
export function groupPictured(
  pieces: readonly Piece[],
  coarser = coarserFor(pieces),
): readonly PicturedGroup[] {
  const byPicture = new Map<string, { readonly picture: Picture; readonly pieces: Piece[] }>();
  for (const piece of pieces) {
    const picture = piece.shape.skin?.picture;
    if (!picture) continue;
    const held = byPicture.get(picture.key);
    if (held) held.pieces.push(piece);
    else byPicture.set(picture.key, { picture, pieces: [piece] });
  }
  const pictures = [...byPicture.values()];

  const open = new Map<string, { pieces: Piece[]; pictures: Picture[]; triangles: number }>();
  const done: PicturedGroup[] = [];
  for (const { picture, pieces: own } of pictures) {
    const widthPx = layerPx(picture.widthPx, coarser);
    const heightPx = layerPx(picture.heightPx, coarser);
    const key = `${widthPx} ${heightPx}`;
    const most = Math.max(1, Math.min(MOST_LAYERS, Math.floor(CHUNK_TEXELS / (widthPx * heightPx))));
    let group = open.get(key);
    if (!group || group.pictures.length >= most || group.triangles > CHUNK_TRIANGLES) {
      group = { pieces: [], pictures: [], triangles: 0 };
      open.set(key, group);
      done.push({ pieces: group.pieces, layers: { widthPx, heightPx, pictures: group.pictures } });
    }
    group.pictures.push(picture);
    for (const piece of own) {
      group.pieces.push(piece);
      group.triangles += piece.shape.index.length / 3;
    }
  }
  return done;
}
