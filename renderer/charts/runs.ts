/**
 * What the hub's bins say of a point, cut where nothing is known: a device that was silent or bad, or readings further
 * apart than the point can be. A gap stays a gap, nothing is drawn over it.
 */
import type { PointValue } from '#shared/protocol/device.ts';
import type { PointDeclaration } from '#shared/systems/declaration.ts';
import { columnValue } from '#shared/systems/ruleBreaking.ts';

/** As the history API gives it. */
export interface HistoryBin {
  readonly fromMs: number;
  readonly toMs: number;
  readonly count: number;
  readonly quality: string;
  readonly min?: PointValue;
  readonly max?: PointValue;
  readonly mean?: number | null;
  readonly last: PointValue;
}

export interface HistoryReading {
  readonly t: number;
  readonly value: PointValue;
  readonly quality: string;
}

/** Readings of one bin that had a value, as numbers of the column. */
export interface Sample {
  readonly fromMs: number;
  readonly toMs: number;
  readonly count: number;
  readonly min: number;
  readonly max: number;
  readonly mean: number;
  readonly last: number;
}

/** Samples without a gap between them, and until when the last one is known to hold. */
export interface Run {
  readonly samples: readonly Sample[];
  readonly endMs: number;
}

const asNumber = (kind: Pick<PointDeclaration, 'kind' | 'states'>) => {
  const point: PointDeclaration = { id: '', name: { zh: '', en: '' }, ...kind };
  return (value: PointValue | undefined) => {
    const code = columnValue(point, value);
    // A state that is declared no more has no code.
    return point.kind === 'state' && code < 0 ? NaN : code;
  };
};

const isLost = (quality: string) => quality === 'stale' || quality === 'bad';

export interface RunOptions {
  readonly kind: Pick<PointDeclaration, 'kind' | 'states'>;
  /** Longest time between two readings that follow each other; null: a value holds until another is told. */
  readonly gapMs: number | null;
  /** The last reading before the first bin. */
  readonly before: HistoryReading | null;
  /** Nothing holds beyond it. */
  readonly untilMs: number;
  /** When its last reading was, and until when that is known to hold, because its device lives; absent: not known. */
  readonly known?: { readonly readMs: number; readonly untilMs: number } | null;
}

export function runsOf(bins: readonly HistoryBin[], options: RunOptions): readonly Run[] {
  const { kind, gapMs, before, untilMs, known = null } = options;
  const number = asNumber(kind);
  const runs: Run[] = [];
  let samples: Sample[] = [];
  let heardMs = NaN;
  const holdsUntil = (atMs: number) => (gapMs === null ? atMs : Math.min(atMs, heardMs + gapMs));
  const end = (endMs: number) => {
    if (samples.length > 0) runs.push({ samples, endMs });
    samples = [];
  };
  const first = before && !isLost(before.quality) ? number(before.value) : NaN;
  if (before && !Number.isNaN(first)) {
    heardMs = before.t;
    const one = { min: first, max: first, mean: first, last: first };
    samples.push({ fromMs: before.t, toMs: before.t, count: 1, ...one });
  }
  for (const { fromMs, toMs, count, quality, min, max, mean, last } of bins) {
    if (count === 0 || fromMs >= untilMs) continue;
    const value = number(last);
    if (gapMs !== null && fromMs - heardMs > gapMs) end(holdsUntil(fromMs));
    if (!Number.isNaN(value) && !(count === 1 && isLost(quality))) {
      const least = number(min ?? last);
      const most = number(max ?? last);
      samples.push({ fromMs, toMs, count, min: least, max: most, mean: mean ?? value, last: value });
      heardMs = toMs;
    }
    // Found silent, or said to be bad: what follows is not known.
    if (isLost(quality) || Number.isNaN(value)) end(Math.min(toMs, holdsUntil(fromMs)));
  }
  const isLast = known !== null && known.readMs <= heardMs;
  end(isLast ? Math.min(untilMs, Math.max(known.untilMs, heardMs)) : holdsUntil(untilMs));
  return runs;
}

/** Least and most of all that is shown of several points; null where nothing is. */
export function extentOf(all: readonly (readonly Run[])[], fromMs: number): readonly [number, number] | null {
  let [least, most] = [Infinity, -Infinity];
  for (const runs of all)
    for (const { samples, endMs } of runs)
      for (const [i, { min, max }] of samples.entries()) {
        if ((samples[i + 1]?.fromMs ?? endMs) < fromMs) continue;
        least = Math.min(least, min);
        most = Math.max(most, max);
      }
  return least > most ? null : [least, most];
}

/** A state that held from one instant to another. */
export interface Spell {
  readonly fromMs: number;
  readonly toMs: number;
  readonly value: number;
}

/** A lane of states: neighbours of the same value are one spell. */
export function spellsOf(runs: readonly Run[]): readonly Spell[] {
  return runs.flatMap(({ samples, endMs }) => {
    const spells: Spell[] = [];
    for (const { fromMs, last } of samples) {
      const open = spells.at(-1);
      if (open?.value === last) continue;
      if (open) spells[spells.length - 1] = { ...open, toMs: fromMs };
      spells.push({ fromMs, toMs: endMs, value: last });
    }
    return spells;
  });
}

/** The sample that tells of an instant: the one whose time it is, or the last before it in the same run. */
export function sampleAt(runs: readonly Run[], atMs: number): Sample | null {
  for (const { samples, endMs } of runs) {
    const first = samples[0];
    if (!first || atMs < first.fromMs || atMs > endMs) continue;
    let [low, high] = [0, samples.length - 1];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((samples[middle]?.fromMs ?? Infinity) <= atMs) low = middle;
      else high = middle - 1;
    }
    return samples[low] ?? null;
  }
  return null;
}
