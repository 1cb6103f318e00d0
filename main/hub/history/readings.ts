/** Set operations on readings: join, choose, cut by time, and the way from columns back to readings. */
import type { TwinColumns } from '#shared/twin/columns.ts';
import { ReadingsBuilder, unpackReadings, type Readings } from '#shared/twin/packed.ts';
import { latestInstantMs } from '#shared/time/instant.ts';

export function concatReadings(parts: readonly Readings[]): Readings {
  if (parts.length === 1 && parts[0]) return parts[0];
  const count = parts.reduce((sum, part) => sum + part.count, 0);
  const joined = {
    count,
    index: new Uint32Array(count),
    value: new Float64Array(count),
    timeMs: new Float64Array(count),
    quality: new Uint8Array(count),
  };
  let at = 0;
  for (const part of parts) {
    joined.index.set(part.index, at);
    joined.value.set(part.value, at);
    joined.timeMs.set(part.timeMs, at);
    joined.quality.set(part.quality, at);
    at += part.count;
  }
  return joined;
}

export function pushFrom(builder: ReadingsBuilder, readings: Readings, i: number): void {
  builder.push(
    readings.index[i] ?? 0,
    readings.value[i] ?? NaN,
    readings.timeMs[i] ?? 0,
    readings.quality[i] ?? 0,
  );
}

/** Those for which `keep` holds, in the order they came. */
export function chooseReadings(
  readings: Readings,
  keep: (index: number, timeMs: number) => boolean,
): Readings {
  const builder = new ReadingsBuilder();
  for (let i = 0; i < readings.count; i++) {
    if (keep(readings.index[i] ?? 0, readings.timeMs[i] ?? 0)) pushFrom(builder, readings, i);
  }
  return builder.take();
}

export interface Slice {
  readonly fromMs: number;
  readonly toMs: number;
  readonly readings: Readings;
}

/** Readings cut at multiples of `sliceMs` of their own time, and where one is longer than `most`, in order of arrival. */
export function groupBySlice(readings: Readings, sliceMs: number, most: number): Slice[] {
  const full: Slice[] = [];
  const groups = new Map<number, { builder: ReadingsBuilder; fromMs: number; toMs: number }>();
  for (let i = 0; i < readings.count; i++) {
    const timeMs = readings.timeMs[i] ?? 0;
    const key = Math.floor(timeMs / sliceMs);
    let group = groups.get(key);
    if (group && group.builder.count >= most) {
      full.push(taken(group));
      group = undefined;
    }
    if (!group) groups.set(key, (group = { builder: new ReadingsBuilder(), fromMs: timeMs, toMs: timeMs }));
    pushFrom(group.builder, readings, i);
    group.fromMs = Math.min(group.fromMs, timeMs);
    group.toMs = Math.max(group.toMs, timeMs);
  }
  return [...full, ...[...groups.values()].map(taken)];
}

function taken({ builder, fromMs, toMs }: { builder: ReadingsBuilder; fromMs: number; toMs: number }): Slice {
  return { fromMs, toMs, readings: builder.take() };
}

/** Sets what lies in afterMs < t ≤ untilMs; later readings win, of equal times the one that came last. */
export function applyTo(columns: TwinColumns, readings: Readings, afterMs: number, untilMs: number): void {
  const { count, index, value, timeMs: times, quality } = readings;
  for (let i = 0; i < count; i++) {
    const timeMs = times[i] ?? 0;
    if (timeMs > afterMs && timeMs <= untilMs)
      columns.set(index[i] ?? 0, value[i] ?? NaN, timeMs, quality[i] ?? 0);
  }
}

/** As `applyTo`; returns how many readings changed anything, which one that was there before does not. */
export function applyLate(columns: TwinColumns, readings: Readings, untilMs: number): number {
  const { count, index: indices, value: values, timeMs: times, quality } = readings;
  let changed = 0;
  for (let i = 0; i < count; i++) {
    const [index, timeMs, value] = [indices[i] ?? 0, times[i] ?? 0, values[i] ?? NaN];
    if (timeMs > untilMs || timeMs < (columns.times[index] ?? 0)) continue;
    const known =
      timeMs === columns.times[index] &&
      Object.is(value, columns.values[index]) &&
      quality[i] === columns.qualities[index];
    if (known) continue;
    columns.set(index, value, timeMs, quality[i] ?? 0);
    changed++;
  }
  return changed;
}

/** Times as whole milliseconds, as history keeps them. */
export function wholeMilliseconds(readings: Readings): Readings {
  if (readings.timeMs.every((timeMs) => timeMs === Math.floor(timeMs))) return readings;
  return { ...readings, timeMs: readings.timeMs.map(Math.floor) };
}

/** What is no number is none. */
const isInstant = (timeMs: number): boolean => Math.abs(timeMs) <= latestInstantMs;

/** What a row of the journal holds, without readings of no time at all. */
export function journaled(body: Uint8Array): { readonly readings: Readings; readonly isWhole: boolean } {
  try {
    const readings = unpackReadings(body);
    if (readings.timeMs.every(isInstant)) return { readings, isWhole: true };
    return { readings: chooseReadings(readings, (_, timeMs) => isInstant(timeMs)), isWhole: false };
  } catch {
    return { readings: concatReadings([]), isWhole: false };
  }
}

/** Every point that was ever heard. */
export function columnsToReadings(columns: TwinColumns): Readings {
  const builder = new ReadingsBuilder();
  for (let index = 0; index < columns.length; index++) {
    const timeMs = columns.times[index] ?? 0;
    if (timeMs > 0) builder.push(index, columns.values[index] ?? NaN, timeMs, columns.qualities[index] ?? 0);
  }
  return builder.take();
}
