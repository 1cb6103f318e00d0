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
}

const READABLE = new Set(['png', 'jpg', 'webp']);
const MOST_PX = 16_384;

/** Null where it is no picture that every browser can show. */
export function readPicture(bytes: Uint8Array, isCutOut: boolean): Picture | null {
  try {
    const { type = '', width, height } = imageSize(bytes);
    if (!READABLE.has(type) || !isSize(width) || !isSize(height)) return null;
    const key = `${createHash('sha256').update(bytes).digest('hex')}${isCutOut ? ' cut' : ''}`;
    return { bytes, key, widthPx: width, heightPx: height, isCutOut };
  } catch {
    return null;
  }
}

const isSize = (px: number): boolean => px >= 1 && px <= MOST_PX;

/** A little beyond the edge is rounding. */
const EDGE = 1e-3;

/**
 * Where nothing repeats, the outermost half texel is left out: it would be mixed with the opposite edge.
 * Null where a number is none.
 */
export function skinOf(picture: Picture, uv: ArrayLike<number>): Skin | null {
  const own = Float32Array.from(uv);
  if (!own.every(Number.isFinite)) return null;
  if (own.every((value) => value >= -EDGE && value <= 1 + EDGE)) {
    const half = [0.5 / picture.widthPx, 0.5 / picture.heightPx];
    own.forEach((value, i) => {
      const least = half[i % 2] ?? 0;
      own[i] = Math.min(Math.max(value, least), 1 - least);
    });
  }
  return { picture, uv: own };
}
