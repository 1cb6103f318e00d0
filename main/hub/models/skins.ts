/** Pictures that cover shapes: as their files hold them, with where each vertex lies on them. */
import { createHash } from 'node:crypto';
import { imageSize } from 'image-size';

export interface Picture {
  /** PNG, JPEG or WebP. */
  readonly bytes: Uint8Array;
  /** SHA-256 of the bytes: one picture in two files is one. */
  readonly key: string;
  readonly widthPx: number;
  readonly heightPx: number;
  /** What is transparent in it is not there; otherwise transparency is ignored. */
  readonly isCutOut: boolean;
}

export interface Skin {
  readonly picture: Picture;
  /** Float32Array [n, 2] beside the shape's vertices: right and down, 1 for the whole picture; beyond that it repeats. */
  readonly uv: Float32Array;
  /** It goes beyond the picture's edge. */
  readonly repeats: boolean;
}

const READABLE = new Set(['png', 'jpg', 'webp']);
const MOST_PX = 16_384;
/** Unpacked, a screen needs four bytes for each. */
const MOST_TEXELS = 2 ** 26;

/** Null where it is no picture that every browser can show. */
export function readPicture(bytes: Uint8Array, isCutOut: boolean): Picture | null {
  try {
    const { type = '', width, height } = imageSize(bytes);
    if (!READABLE.has(type) || !isSize(width) || !isSize(height)) return null;
    if (width * height > MOST_TEXELS) return null;
    const key = `${createHash('sha256').update(bytes).digest('hex')}${isCutOut ? ' cut' : ''}`;
    return { bytes, key, widthPx: width, heightPx: height, isCutOut };
  } catch {
    return null;
  }
}

const isSize = (px: number): boolean => px >= 1 && px <= MOST_PX;

/** A little beyond the edge is rounding. */
const EDGE = 1e-3;

/** Null where a number is none. */
export function skinOf(picture: Picture, uv: ArrayLike<number>): Skin | null {
  const own = Float32Array.from(uv);
  if (!own.every(Number.isFinite)) return null;
  return { picture, uv: own, repeats: own.some((value) => value < -EDGE || value > 1 + EDGE) };
}

/** Where nothing repeats, without the outermost half texel: it would be mixed with the opposite edge. */
export function insetUv(
  { uv, repeats }: Skin,
  { widthPx, heightPx }: { readonly widthPx: number; readonly heightPx: number },
): Float32Array {
  if (repeats) return uv;
  const half = [0.5 / widthPx, 0.5 / heightPx];
  return uv.map((value, i) => {
    const least = half[i % 2] ?? 0;
    return Math.min(Math.max(value, least), 1 - least);
  });
}
