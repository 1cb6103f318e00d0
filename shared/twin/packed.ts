/**
 * Packed columns: the one binary form for readings on the wire and in history. Little-endian:
 * u32 magic, u32 count (top bit: wide times), f64 base ms, f64 seq, then value f64[n], time offset i32[n] (f64[n] when
 * wide: weeks apart or fractions of a millisecond), index u32[n], quality u8[n].
 */
const MAGIC = 0x4c4e4c32;
const HEADER = 24;

export interface Readings {
  readonly count: number;
  /** Uint32Array [n], point index. */
  readonly index: Uint32Array;
  /** Float64Array [n]. */
  readonly value: Float64Array;
  /** Float64Array [n], ms since epoch. */
  readonly timeMs: Float64Array;
  /** Uint8Array [n]. */
  readonly quality: Uint8Array;
}

const farFromBase = 0x7fffffff;
const wide = 0x80000000;

export function packReadings(readings: Readings, seq = 0): ArrayBuffer {
  const { count } = readings;
  const base = count > 0 ? (readings.timeMs[0] ?? 0) : 0;
  let far = false;
  for (let i = 0; i < count && !far; i++) {
    const offset = (readings.timeMs[i] ?? 0) - base;
    far = Math.abs(offset) > farFromBase || offset !== Math.trunc(offset);
  }
  const timeBytes = far ? 8 : 4;
  const buffer = new ArrayBuffer(HEADER + count * (13 + timeBytes));
  const view = new DataView(buffer);
  view.setUint32(0, MAGIC, true);
  view.setUint32(4, far ? (count | wide) >>> 0 : count, true);
  view.setFloat64(8, base, true);
  view.setFloat64(16, seq, true);
  new Float64Array(buffer, HEADER, count).set(readings.value.subarray(0, count));
  const times = far
    ? new Float64Array(buffer, HEADER + count * 8, count)
    : new Int32Array(buffer, HEADER + count * 8, count);
  for (let i = 0; i < count; i++) times[i] = (readings.timeMs[i] ?? 0) - base;
  new Uint32Array(buffer, HEADER + count * (8 + timeBytes), count).set(readings.index.subarray(0, count));
  new Uint8Array(buffer, HEADER + count * (12 + timeBytes), count).set(readings.quality.subarray(0, count));
  return buffer;
}

/** Throws where the bytes are not packed readings or are cut short. */
export function unpackReadings(source: ArrayBuffer | Uint8Array): Readings & { readonly seq: number } {
  const buffer = source instanceof ArrayBuffer ? source : aligned(source);
  const view = new DataView(buffer);
  if (buffer.byteLength < HEADER || view.getUint32(0, true) !== MAGIC) throw new Error('not packed readings');
  const word = view.getUint32(4, true);
  const count = word & 0x7fffffff;
  const timeBytes = word >= wide ? 8 : 4;
  if (buffer.byteLength < HEADER + count * (13 + timeBytes)) throw new Error('packed readings are cut short');
  const base = view.getFloat64(8, true);
  const times =
    timeBytes === 8
      ? new Float64Array(buffer, HEADER + count * 8, count)
      : new Int32Array(buffer, HEADER + count * 8, count);
  const timeMs = new Float64Array(count);
  for (let i = 0; i < count; i++) timeMs[i] = base + (times[i] ?? 0);
  return {
    count,
    seq: view.getFloat64(16, true),
    value: new Float64Array(buffer, HEADER, count),
    timeMs,
    index: new Uint32Array(buffer, HEADER + count * (8 + timeBytes), count),
    quality: new Uint8Array(buffer, HEADER + count * (12 + timeBytes), count),
  };
}

function aligned(bytes: Uint8Array): ArrayBuffer {
  const copy = new ArrayBuffer(bytes.byteLength);
  new Uint8Array(copy).set(bytes);
  return copy;
}

/** Growing columns that become `Readings`; never keeps what was taken. */
export class ReadingsBuilder {
  count = 0;
  private index = new Uint32Array(256);
  private value = new Float64Array(256);
  private timeMs = new Float64Array(256);
  private quality = new Uint8Array(256);

  push(index: number, value: number, timeMs: number, quality: number): void {
    if (this.count === this.index.length) this.grow();
    this.index[this.count] = index;
    this.value[this.count] = value;
    this.timeMs[this.count] = timeMs;
    this.quality[this.count] = quality;
    this.count++;
  }

  /** Hands over copies of exact length and starts anew. */
  take(): Readings {
    const { count } = this;
    const readings = {
      count,
      index: this.index.slice(0, count),
      value: this.value.slice(0, count),
      timeMs: this.timeMs.slice(0, count),
      quality: this.quality.slice(0, count),
    };
    this.count = 0;
    return readings;
  }

  private grow(): void {
    const larger = <T extends Uint32Array | Float64Array | Uint8Array>(column: T, into: T): T => {
      into.set(column);
      return into;
    };
    const capacity = this.index.length * 2;
    this.index = larger(this.index, new Uint32Array(capacity));
    this.value = larger(this.value, new Float64Array(capacity));
    this.timeMs = larger(this.timeMs, new Float64Array(capacity));
    this.quality = larger(this.quality, new Uint8Array(capacity));
  }
}
