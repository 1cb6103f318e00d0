/**
 * Packed columns: the one binary form for readings on the wire and in history. Little-endian:
 * u32 magic, u32 count, f64 base ms, f64 seq, then value f64[n], time f64 offset i32[n], index u32[n], quality u8[n].
 */
const MAGIC = 0x4c4e4c31;
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

const bytesPerReading = 8 + 4 + 4 + 1;
const farFromBase = 0x7fffffff;

/** Largest offset from the base is ±24.8 days; readings farther away make `packReadings` throw, use `splitByReach`. */
export function packReadings(readings: Readings, seq = 0): ArrayBuffer {
  const { count } = readings;
  const base = count > 0 ? (readings.timeMs[0] ?? 0) : 0;
  const buffer = new ArrayBuffer(HEADER + count * bytesPerReading);
  const view = new DataView(buffer);
  view.setUint32(0, MAGIC, true);
  view.setUint32(4, count, true);
  view.setFloat64(8, base, true);
  view.setFloat64(16, seq, true);
  new Float64Array(buffer, HEADER, count).set(readings.value.subarray(0, count));
  const offsets = new Int32Array(buffer, HEADER + count * 8, count);
  for (let i = 0; i < count; i++) {
    const offset = (readings.timeMs[i] ?? 0) - base;
    if (offset > farFromBase || offset < -farFromBase) throw new RangeError('reading too far from the base time');
    offsets[i] = offset;
  }
  new Uint32Array(buffer, HEADER + count * 12, count).set(readings.index.subarray(0, count));
  new Uint8Array(buffer, HEADER + count * 16, count).set(readings.quality.subarray(0, count));
  return buffer;
}

export function unpackReadings(source: ArrayBuffer | Uint8Array): Readings & { readonly seq: number } {
  const buffer = source instanceof ArrayBuffer ? source : aligned(source);
  const view = new DataView(buffer);
  if (buffer.byteLength < HEADER || view.getUint32(0, true) !== MAGIC) throw new Error('not packed readings');
  const count = view.getUint32(4, true);
  if (buffer.byteLength < HEADER + count * bytesPerReading) throw new Error('packed readings are cut short');
  const base = view.getFloat64(8, true);
  const offsets = new Int32Array(buffer, HEADER + count * 8, count);
  const timeMs = new Float64Array(count);
  for (let i = 0; i < count; i++) timeMs[i] = base + (offsets[i] ?? 0);
  return {
    count,
    seq: view.getFloat64(16, true),
    value: new Float64Array(buffer, HEADER, count),
    timeMs,
    index: new Uint32Array(buffer, HEADER + count * 12, count),
    quality: new Uint8Array(buffer, HEADER + count * 16, count),
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

/** Parts whose times lie within `reachMs` of their first reading, order kept. */
export function splitByReach(readings: Readings, reachMs = 20 * 86_400_000): Readings[] {
  const parts: Readings[] = [];
  let from = 0;
  for (let i = 1; i <= readings.count; i++) {
    const base = readings.timeMs[from] ?? 0;
    if (i < readings.count && Math.abs((readings.timeMs[i] ?? 0) - base) <= reachMs) continue;
    parts.push({
      count: i - from,
      index: readings.index.subarray(from, i),
      value: readings.value.subarray(from, i),
      timeMs: readings.timeMs.subarray(from, i),
      quality: readings.quality.subarray(from, i),
    });
    from = i;
  }
  return parts;
}
