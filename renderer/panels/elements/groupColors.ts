/** Colours for groups: one after the other round the circle, told apart by people who see few; numbers run from blue to yellow. Pure. */
import type { Rgb } from '#scene/toolContract.ts';

const named: readonly Rgb[] = [
  [86, 180, 233],
  [230, 159, 0],
  [0, 158, 115],
  [240, 228, 66],
  [204, 121, 167],
  [0, 114, 178],
  [213, 94, 0],
  [148, 148, 148],
  [128, 108, 196],
  [142, 192, 76],
  [102, 72, 46],
  [180, 220, 230],
];
const low: Rgb = [38, 84, 150];
const high: Rgb = [250, 220, 90];

/** Labels in the order in which they are told. */
export function colorsOf(labels: readonly string[]): ReadonlyMap<string, Rgb> {
  const numbers = labels.filter((label) => label !== '').map(Number);
  const isScale = numbers.length > 3 && numbers.every(Number.isFinite);
  if (!isScale) return new Map(labels.map((label, i) => [label, named[i % named.length] ?? low]));
  const least = Math.min(...numbers);
  const most = Math.max(...numbers);
  return new Map(
    labels.map((label): [string, Rgb] => {
      if (label === '') return [label, [120, 120, 120]];
      const t = most > least ? (Number(label) - least) / (most - least) : 0;
      const at = (i: 0 | 1 | 2) => Math.round(low[i] + (high[i] - low[i]) * t);
      return [label, [at(0), at(1), at(2)]];
    }),
  );
}
