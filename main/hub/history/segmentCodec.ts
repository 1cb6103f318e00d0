/**
 * A segment on disk: readings sorted by point and time, columns split into byte planes, zstd over all. Values are
 * XORed with the point's previous value, so that what repeats becomes zeros. Exact: every bit comes back.
 * Layout before zstd: u32 version, u32 n, f64 base ms, index planes 4n, time planes 4n, value planes 8n, quality n.
 */
import { zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import type { Readings } from '#shared/twin/packed.ts';

const VERSION = 1;
const HEADER = 16;

export function encodeSegment(readings: Readings): Uint8Array {
  const n = readings.count;
  const order = sortedByPoint(readings);
  const base = n > 0 ? Math.floor(readings.timeMs[order[0] ?? 0] ?? 0) : 0;
  const raw = new Uint8Array(HEADER + n * 17);
  const view = new DataView(raw.buffer);
  view.setUint32(0, VERSION, true);
  view.setUint32(4, n, true);
  view.setFloat64(8, base, true);
  const bits = new DataView(new ArrayBuffer(8));
  let lastIndex = 0;
  let lastTime = 0;
  let lastLow = 0;
  let lastHigh = 0;
  for (let k = 0; k < n; k++) {
    const i = order[k] ?? 0;
    const index = readings.index[i] ?? 0;
    const time = Math.round((readings.timeMs[i] ?? 0) - base);
    if (index !== lastIndex || k === 0) {
      lastTime = 0;
      lastLow = 0;
      lastHigh = 0;
    }
    bits.setFloat64(0, readings.value[i] ?? NaN, true);
    const low = bits.getUint32(0, true);
    const high = bits.getUint32(4, true);
    plane32(raw, HEADER, n, k, index - lastIndex);
    plane32(raw, HEADER + 4 * n, n, k, time - lastTime);
    plane32(raw, HEADER + 8 * n, n, k, low ^ lastLow);
    plane32(raw, HEADER + 12 * n, n, k, high ^ lastHigh);
    raw[HEADER + 16 * n + k] = readings.quality[i] ?? 0;
    lastIndex = index;
    lastTime = time;
    lastLow = low;
    lastHigh = high;
  }
  return zstdCompressSync(raw);
}

export function decodeSegment(packed: Uint8Array): Readings {
  const raw = zstdDecompressSync(packed);
  const view = new DataView(raw.buffer, raw.byteOffset, raw.byteLength);
  if (view.getUint32(0, true) !== VERSION) throw new Error(`segment version ${view.getUint32(0, true)} is unknown`);
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
  return { count: n, index, timeMs, value, quality: new Uint8Array(raw.subarray(HEADER + 16 * n, HEADER + 17 * n)) };
}

/** Stable: readings of one point at one instant keep their order of arrival. */
function sortedByPoint(readings: Readings): Uint32Array {
  const order = new Uint32Array(readings.count);
  for (let i = 0; i < order.length; i++) order[i] = i;
  return order.sort(
    (a, b) =>
      (readings.index[a] ?? 0) - (readings.index[b] ?? 0) ||
      (readings.timeMs[a] ?? 0) - (readings.timeMs[b] ?? 0) ||
      a - b,
  );
}

function plane32(raw: Uint8Array, at: number, n: number, k: number, word: number): void {
  raw[at + k] = word;
  raw[at + n + k] = word >>> 8;
  raw[at + 2 * n + k] = word >>> 16;
  raw[at + 3 * n + k] = word >>> 24;
}

function unplane32(raw: Uint8Array, at: number, n: number, k: number): number {
  return (
    (raw[at + k] ?? 0) |
    ((raw[at + n + k] ?? 0) << 8) |
    ((raw[at + 2 * n + k] ?? 0) << 16) |
    ((raw[at + 3 * n + k] ?? 0) << 24)
  );
}
