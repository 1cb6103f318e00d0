/**
 * Segments as they were first written: u32 version, u32 n, f64 base ms, index planes 4n, time planes 4n, value planes
 * 8n (XOR with the point's value before), quality n. Read only; new segments are version 2.
 */
import type { Readings } from '#shared/twin/packed.ts';

const HEADER = 16;

export function decodeSegmentV1(raw: Uint8Array): Readings {
  const view = new DataView(raw.buffer, raw.byteOffset, raw.byteLength);
  const n = view.getUint32(4, true);
  const base = view.getFloat64(8, true);
  const index = new Uint32Array(n);
  const timeMs = new Float64Array(n);
  const value = new Float64Array(n);
  const words = new Uint32Array(value.buffer);
  let lastIndex = 0;
  let time = 0;
  let low = 0;
  let high = 0;
  for (let k = 0; k < n; k++) {
    const delta = unplane32(raw, HEADER, n, k);
    if (delta !== 0 || k === 0) {
      time = 0;
      low = 0;
      high = 0;
    }
    lastIndex += delta;
    time += unplane32(raw, HEADER + 4 * n, n, k);
    low ^= unplane32(raw, HEADER + 8 * n, n, k);
    high ^= unplane32(raw, HEADER + 12 * n, n, k);
    index[k] = lastIndex;
    timeMs[k] = base + time;
    words[2 * k] = low;
    words[2 * k + 1] = high;
  }
  return {
    count: n,
    index,
    timeMs,
    value,
    quality: new Uint8Array(raw.subarray(HEADER + 16 * n, HEADER + 17 * n)),
  };
}

function unplane32(raw: Uint8Array, at: number, n: number, k: number): number {
  return (
    (raw[at + k] ?? 0) |
    ((raw[at + n + k] ?? 0) << 8) |
    ((raw[at + 2 * n + k] ?? 0) << 16) |
    ((raw[at + 3 * n + k] ?? 0) << 24)
  );
}
