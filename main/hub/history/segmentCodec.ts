/**
 * A segment or keyframe on disk, version 2: readings sorted by point and time, columns as byte planes of the width
 * they need, compressed as a whole. Exact: every bit of a value comes back (times are whole milliseconds).
 * - index: difference to the row before.
 * - time: of a point's first row, 0 where it equals that of the point before (a device's points report together), else
 *   1 + distance from the base; of its other rows, distance to the row before.
 * - value: the shortest decimal of up to four places that gives the same double, as a whole number, sign in the lowest
 *   bit; of a point's other rows, the difference to the row before. What is no short decimal goes to a list of doubles.
 * - tag: places, or 7 for the list of doubles, and the quality in the upper bits.
 * Layout before compression: u32 version, u32 n, f64 base ms, u8 width of index, time, value, u8 0, u32 doubles, then planes.
 */
import type { Readings } from '#shared/twin/packed.ts';
import { compress, decompress } from './compression.ts';
import { chooseReadings } from './readings.ts';
import { decodeSegmentV1 } from './segmentV1.ts';

const VERSION = 2;
const HEADER = 24;
const asDouble = 7;
const scales = [1, 10, 100, 1000, 10_000];
/** Largest whole number kept as decimal; sums and doublings of it stay exact. */
const largest = 2 ** 44;

export function encodeSegment(readings: Readings): Uint8Array {
  const n = readings.count;
  const order = sortedByPoint(readings);
  const indices = new Float64Array(n);
  const times = new Float64Array(n);
  const wholes = new Float64Array(n);
  const tags = new Uint8Array(n);
  const doubles: number[] = [];
  let base = Infinity;
  for (let i = 0; i < n; i++) base = Math.min(base, Math.round(readings.timeMs[i] ?? 0));
  let lastIndex = 0;
  let lastTime = 0;
  let firstTime = -1;
  let lastWhole = 0;
  let lastPlaces = asDouble;
  for (let k = 0; k < n; k++) {
    const i = order[k] ?? 0;
    const index = readings.index[i] ?? 0;
    const time = Math.round(readings.timeMs[i] ?? 0) - base;
    const value = readings.value[i] ?? NaN;
    const same = k > 0 && index === lastIndex;
    indices[k] = index - lastIndex;
    times[k] = same ? time - lastTime : time === firstTime ? 0 : time + 1;
    if (!same) firstTime = time;
    const places = same && isDecimal(value, lastPlaces) ? lastPlaces : placesOf(value);
    if (places === asDouble) doubles.push(value);
    else {
      const whole = Math.round(value * (scales[places] ?? 1));
      wholes[k] = folded(same && places === lastPlaces ? whole - lastWhole : whole);
      lastWhole = whole;
    }
    tags[k] = places | ((readings.quality[i] ?? 0) << 3);
    lastIndex = index;
    lastTime = time;
    lastPlaces = places;
  }
  const columns = [indices, times, wholes];
  const widths = columns.map(widthOf);
  const planes = widths.reduce((sum, width) => sum + width, 1);
  const raw = new Uint8Array(HEADER + n * planes + doubles.length * 8);
  const view = new DataView(raw.buffer);
  view.setUint32(0, VERSION, true);
  view.setUint32(4, n, true);
  view.setFloat64(8, n > 0 ? base : 0, true);
  raw.set(widths, 16);
  view.setUint32(20, doubles.length, true);
  let at = HEADER;
  columns.forEach((column, c) => {
    for (let p = 0; p < (widths[c] ?? 0); p++, at += n) writePlane(raw, at, column, 256 ** p);
  });
  raw.set(tags, at);
  doubles.forEach((value, d) => view.setFloat64(at + n + d * 8, value, true));
  return compress(raw);
}

export function decodeSegment(packed: Uint8Array): Readings {
  const raw = decompress(packed);
  const view = new DataView(raw.buffer, raw.byteOffset, raw.byteLength);
  const version = view.getUint32(0, true);
  if (version === 1) return decodeSegmentV1(raw);
  if (version !== VERSION) throw new Error(`segment version ${version} is unknown`);
  const n = view.getUint32(4, true);
  const base = view.getFloat64(8, true);
  let at = HEADER;
  const [deltas, timeMs, value] = [16, 17, 18].map((where) => {
    const column = new Float64Array(n);
    const width = raw[where] ?? 0;
    for (let p = 0; p < width; p++, at += n) readPlane(raw, at, column, 256 ** p);
    return column;
  }) as [Float64Array, Float64Array, Float64Array];
  const index = new Uint32Array(n);
  const quality = new Uint8Array(n);
  let lastIndex = 0;
  let time = 0;
  let firstTime = -1;
  let whole = 0;
  let lastPlaces = asDouble;
  let doubleAt = at + n;
  for (let k = 0; k < n; k++) {
    const delta = deltas[k] ?? 0;
    const same = k > 0 && delta === 0;
    lastIndex += delta;
    index[k] = lastIndex;
    const coded = timeMs[k] ?? 0;
    if (same) time += coded;
    else {
      time = coded === 0 ? firstTime : coded - 1;
      firstTime = time;
    }
    timeMs[k] = base + time;
    const tag = raw[at + k] ?? 0;
    const places = tag & 7;
    quality[k] = tag >>> 3;
    if (places === asDouble) {
      value[k] = view.getFloat64(doubleAt, true);
      doubleAt += 8;
    } else {
      const signed = unfolded(value[k] ?? 0);
      whole = same && places === lastPlaces ? whole + signed : signed;
      value[k] = places === 0 ? whole : whole / (scales[places] ?? 1);
    }
    lastPlaces = places;
  }
  return { count: n, index, timeMs, value, quality };
}

/** As `decodeSegment`, of one point alone: the others are stepped over. */
export function decodePoint(packed: Uint8Array, wanted: number): Readings {
  const raw = decompress(packed);
  const view = new DataView(raw.buffer, raw.byteOffset, raw.byteLength);
  const version = view.getUint32(0, true);
  if (version === 1) return chooseReadings(decodeSegmentV1(raw), (index) => index === wanted);
  if (version !== VERSION) throw new Error(`segment version ${version} is unknown`);
  const n = view.getUint32(4, true);
  const base = view.getFloat64(8, true);
  const [indexWidth, timeWidth, valueWidth] = [raw[16] ?? 0, raw[17] ?? 0, raw[18] ?? 0];
  const timesAt = HEADER + indexWidth * n;
  const valuesAt = timesAt + timeWidth * n;
  const tagsAt = valuesAt + valueWidth * n;
  let index = 0;
  let start = n;
  let end = n;
  let firstTime = -1;
  for (let k = 0; k < n; k++) {
    const delta = wordAt(raw, HEADER + k, indexWidth, n);
    if (k > 0 && delta === 0) continue;
    index += delta;
    if (index > wanted) {
      end = k;
      break;
    }
    const coded = wordAt(raw, timesAt + k, timeWidth, n);
    if (coded !== 0) firstTime = coded - 1;
    if (index === wanted) start = k;
  }
  if (start === n) end = start = 0;
  const count = end - start;
  const timeMs = new Float64Array(count);
  const value = new Float64Array(count);
  const quality = new Uint8Array(count);
  let doubleAt = tagsAt + n;
  for (let k = 0; k < start; k++) if (((raw[tagsAt + k] ?? 0) & 7) === asDouble) doubleAt += 8;
  let time = firstTime;
  let whole = 0;
  let lastPlaces = asDouble;
  for (let i = 0; i < count; i++) {
    const k = start + i;
    if (i > 0) time += wordAt(raw, timesAt + k, timeWidth, n);
    timeMs[i] = base + time;
    const tag = raw[tagsAt + k] ?? 0;
    const places = tag & 7;
    quality[i] = tag >>> 3;
    if (places === asDouble) {
      value[i] = view.getFloat64(doubleAt, true);
      doubleAt += 8;
    } else {
      const signed = unfolded(wordAt(raw, valuesAt + k, valueWidth, n));
      whole = i > 0 && places === lastPlaces ? whole + signed : signed;
      value[i] = places === 0 ? whole : whole / (scales[places] ?? 1);
    }
    lastPlaces = places;
  }
  return { count, index: new Uint32Array(count).fill(wanted), timeMs, value, quality };
}

function wordAt(raw: Uint8Array, at: number, width: number, n: number): number {
  let word = 0;
  for (let p = 0, unit = 1; p < width; p++, unit *= 256) word += (raw[at + p * n] ?? 0) * unit;
  return word;
}

function placesOf(value: number): number {
  for (let places = 0; places < scales.length; places++) if (isDecimal(value, places)) return places;
  return asDouble;
}

/** Dividing back must give the very same double; zero with a sign is none. */
function isDecimal(value: number, places: number): boolean {
  const scale = scales[places];
  if (scale === undefined) return false;
  const whole = Math.round(value * scale);
  return Math.abs(whole) <= largest && whole / scale === value && !Object.is(value, -0);
}

const folded = (whole: number): number => (whole < 0 ? -2 * whole - 1 : 2 * whole);
const unfolded = (code: number): number => (code % 2 === 0 ? code / 2 : -(code + 1) / 2);

function widthOf(column: Float64Array): number {
  let most = 0;
  for (const word of column) if (word > most) most = word;
  let width = 0;
  while (256 ** width <= most) width++;
  return width;
}

function writePlane(raw: Uint8Array, at: number, column: Float64Array, unit: number): void {
  for (let k = 0; k < column.length; k++) raw[at + k] = Math.floor((column[k] ?? 0) / unit) % 256;
}

function readPlane(raw: Uint8Array, at: number, column: Float64Array, unit: number): void {
  for (let k = 0; k < column.length; k++) column[k] = (column[k] ?? 0) + (raw[at + k] ?? 0) * unit;
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
