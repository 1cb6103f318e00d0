/** A chart in figures: rows of a table that is read instead of looked at, and the rows of a CSV file. */
import type { Run } from './runs.ts';
import { sampleAt } from './runs.ts';
import type { Asked } from './chartView.ts';

export interface Cell {
  readonly min: number;
  readonly mean: number;
  readonly max: number;
  readonly last: number;
}

export interface TableRow {
  readonly fromMs: number;
  readonly toMs: number;
  /** One for each point; null where nothing is known. */
  readonly cells: readonly (Cell | null)[];
}

/** At most `rows` equal pieces of what was asked for, in whole bins; the mean is weighted by readings. */
export function tableRows(
  all: readonly (readonly Run[])[],
  { fromMs, toMs, stepMs, bins }: Asked,
  rows: number,
): readonly TableRow[] {
  const lengthMs = Math.ceil(bins / rows) * stepMs;
  const list: TableRow[] = [];
  const cursors = all.map((runs) => ({ samples: runs.flatMap(({ samples }) => samples), at: 0 }));
  for (let from = fromMs; from < toMs; from += lengthMs) {
    const to = Math.min(toMs, from + lengthMs);
    const cells = cursors.map((cursor, i): Cell | null => {
      const { samples } = cursor;
      while ((samples[cursor.at]?.fromMs ?? Infinity) < from) cursor.at++;
      let [min, max, sum, count, last] = [Infinity, -Infinity, 0, 0, NaN];
      for (; (samples[cursor.at]?.fromMs ?? Infinity) < to; cursor.at++) {
        const one = samples[cursor.at];
        if (!one) break;
        min = Math.min(min, one.min);
        max = Math.max(max, one.max);
        sum += one.mean * one.count;
        count += one.count;
        last = one.last;
      }
      if (count > 0) return { min, max, mean: sum / count, last };
      const held = sampleAt(all[i] ?? [], from);
      return held && { min: held.last, max: held.last, mean: held.last, last: held.last };
    });
    list.push({ fromMs: from, toMs: to, cells });
  }
  return list;
}
