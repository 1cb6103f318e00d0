/**
 * Readings in the order of their time, each once: what questions are answered with and what is merged. A reading that
 * was delivered again (same point, time, value bits and quality) is one reading; the last of its kind stays, because
 * at equal times what came last is the state.
 */
import { ReadingsBuilder, type Readings } from '#shared/twin/packed.ts';
import { pushFrom } from './readings.ts';

/** Counting beats comparing where there are many readings in few milliseconds. */
const countingLeast = 5_000;
const countingSpanMs = 4_000_000;

/** A copy: those for which `keep` holds, ascending in time, equal times in order of arrival, repeats gone. */
export function inTimeOrder(
  readings: Readings,
  keep: (index: number, timeMs: number) => boolean = () => true,
): Readings {
  const { index, timeMs, count } = readings;
  const chosen = new Uint32Array(count);
  let length = 0;
  let ascending = true;
  let largestIndex = 0;
  let [fromMs, toMs] = [Infinity, -Infinity];
  for (let i = 0; i < count; i++) {
    const time = timeMs[i] ?? 0;
    const point = index[i] ?? 0;
    if (!keep(point, time)) continue;
    chosen[length++] = i;
    if (time < toMs) ascending = false;
    if (time > toMs) toMs = time;
    if (time < fromMs) fromMs = time;
    if (point > largestIndex) largestIndex = point;
  }
  let order = chosen.subarray(0, length);
  if (!ascending) order = sorted(order, timeMs, fromMs, toMs);
  const dropped = repeatsIn(readings, order, largestIndex);
  const builder = new ReadingsBuilder();
  for (let at = 0; at < length; at++) if (dropped[at] === 0) pushFrom(builder, readings, order[at] ?? 0);
  return builder.take();
}

/** Stable. */
function sorted(
  order: Uint32Array,
  timeMs: Float64Array,
  fromMs: number,
  toMs: number,
): Uint32Array<ArrayBuffer> {
  const spanMs = toMs - fromMs;
  if (order.length < countingLeast || spanMs > countingSpanMs || !Number.isInteger(spanMs))
    return Uint32Array.from(order).sort((a, b) => (timeMs[a] ?? 0) - (timeMs[b] ?? 0) || a - b);
  const starts = new Uint32Array(spanMs + 2);
  for (const i of order) {
    const at = (timeMs[i] ?? 0) - fromMs + 1;
    starts[at] = (starts[at] ?? 0) + 1;
  }
  for (let at = 1; at < starts.length; at++) starts[at] = (starts[at] ?? 0) + (starts[at - 1] ?? 0);
  const result = new Uint32Array(order.length);
  for (const i of order) {
    const at = (timeMs[i] ?? 0) - fromMs;
    const to = starts[at] ?? 0;
    result[to] = i;
    starts[at] = to + 1;
  }
  return result;
}

/** Uint8Array [order.length]: 1 where a later one at the same time says the same of the same point. */
function repeatsIn(readings: Readings, order: Uint32Array, largestIndex: number): Uint8Array {
  const { index, timeMs, value, quality } = readings;
  const dropped = new Uint8Array(order.length);
  // Of each point the last place seen, and from each place the one after it, both walked only within equal times.
  const heads = new Int32Array(largestIndex + 1).fill(-1);
  const nexts = new Int32Array(order.length).fill(-1);
  for (let at = order.length - 1; at >= 0; at--) {
    const i = order[at] ?? 0;
    const point = index[i] ?? 0;
    const head = heads[point] ?? -1;
    for (let seen = head; seen >= 0; seen = nexts[seen] ?? -1) {
      const other = order[seen] ?? 0;
      if (timeMs[other] !== timeMs[i]) break;
      if (Object.is(value[other], value[i]) && quality[other] === quality[i]) {
        dropped[at] = 1;
        break;
      }
    }
    if (dropped[at] === 0) {
      nexts[at] = head;
      heads[point] = at;
    }
  }
  return dropped;
}
