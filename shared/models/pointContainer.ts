/**
 * One node of a point cloud as a file of sections. The hub
 * writes it (`main/hub/models/points/encodePoints.ts`), the screen reads it (`renderer/scene/model/points/decodePoints.ts`).
 */
import { splitSections, type SectionFormat } from './sections.ts';

export const POINTS_VERSION = 1;
/** "LPTS". */
export const POINTS_FORMAT: SectionFormat = {
  magic: 0x5354504c,
  version: POINTS_VERSION,
  noun: 'a node of a point cloud',
};

/**
 * Meshopt-coded with the vertex codec. `places`: u16 or u32 x, y, z and nothing, in steps from the least corner. `colors`:
 * RGB bytes and intensity. `elements`: u32.
 */
export type PointSection = 'places' | 'colors' | 'elements';

export interface PointHeader {
  readonly count: number;
  /** In the cloud's own frame, metres, double precision. */
  readonly least: readonly [number, number, number];
  /** Half of it is the largest error. */
  readonly stepM: number;
  readonly placeBits: 16 | 32;
  readonly sections: readonly { readonly name: PointSection; readonly bytes: number }[];
}

/** Answered by `/api/models/{id}/points`. */
export interface PointIndex {
  readonly version: typeof POINTS_VERSION;
  readonly clouds: readonly {
    /** From its own frame to ENU: x axis, y axis, z axis, origin; metres, 12 numbers. */
    readonly frame: readonly number[];
    /** Parents before their children. */
    readonly nodes: readonly PointNode[];
  }[];
}

export interface PointNode {
  /** Fetched from `/api/models/{id}/points/{file}`. */
  readonly file: number;
  readonly points: number;
  readonly bytes: number;
  /** Number of its parent in the list; −1 at the root. It adds to what all above it show. */
  readonly parent: number;
  /** Between its points, metres. */
  readonly spacingM: number;
  /** Of all below it too, in the cloud's own frame, metres. */
  readonly min: readonly [number, number, number];
  readonly max: readonly [number, number, number];
}

/** Of `meshoptimizer`, once it is ready. */
export interface PointDecoder {
  decodeVertexBuffer(target: Uint8Array, count: number, size: number, source: Uint8Array): void;
}

export interface OpenPoints {
  readonly count: number;
  readonly least: readonly [number, number, number];
  /** Float32Array [n, 3], metres, relative to `least`. */
  readonly positions: Float32Array<ArrayBuffer>;
  /** Uint8Array [n, 4]: sRGB, intensity. */
  readonly colors: Uint8Array<ArrayBuffer>;
  /** Uint32Array [n]. */
  readonly elements: Uint32Array<ArrayBuffer>;
}

/** Throws where the bytes are not a node of this version: nodes come from our own cache. */
export function openPoints(buffer: ArrayBuffer, decoder: PointDecoder): OpenPoints {
  const { header, section } = splitSections<PointHeader, PointSection>(POINTS_FORMAT, buffer);
  const { count, least, stepM, placeBits } = header;
  const rows = (name: PointSection, stride: number): ArrayBuffer => {
    const out = new Uint8Array(count * stride);
    decoder.decodeVertexBuffer(out, count, stride, section(name));
    return out.buffer;
  };
  const wide = placeBits === 32;
  const steps = wide ? new Uint32Array(rows('places', 16)) : new Uint16Array(rows('places', 8));
  const positions = new Float32Array(count * 3);
  for (let i = 0; i < count; i++) {
    positions[i * 3] = (steps[i * 4] ?? 0) * stepM;
    positions[i * 3 + 1] = (steps[i * 4 + 1] ?? 0) * stepM;
    positions[i * 3 + 2] = (steps[i * 4 + 2] ?? 0) * stepM;
  }
  return {
    count,
    least,
    positions,
    colors: new Uint8Array(rows('colors', 4)),
    elements: new Uint32Array(rows('elements', 4)),
  };
}
