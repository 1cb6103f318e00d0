/**
 * Colours for groups, told apart by people who see few of them; numbers run from blue to yellow. Where there are more groups
 * than colours, those with the fewest elements share one grey. Pure.
 */
import type { Rgb } from '#scene/toolContract.ts';

/** Okabe and Ito's, then those that lie farthest from all before them, to every kind of eyes. */
export const NAMED_COLORS: readonly Rgb[] = [
  [86, 180, 233],
  [230, 159, 0],
  [0, 158, 115],
  [240, 228, 66],
  [204, 121, 167],
  [0, 114, 178],
  [213, 94, 0],
  [105, 0, 30],
  [0, 30, 150],
  [165, 255, 255],
  [120, 60, 255],
  [120, 135, 255],
  [135, 195, 135],
  [180, 15, 15],
  [0, 60, 90],
  [105, 255, 165],
  [30, 105, 90],
  [75, 0, 210],
  [0, 225, 225],
  [75, 75, 135],
];
export const OTHERS_COLOR: Rgb = [70, 70, 70];
const low: Rgb = [38, 84, 150];
const high: Rgb = [250, 220, 90];

export interface LabelledGroup {
  /** Empty: its elements say nothing, and keep their own colour. */
  readonly label: string;
  readonly elements: readonly number[];
}

export interface GroupColors {
  readonly byLabel: ReadonlyMap<string, Rgb>;
  /** Groups that share the grey. */
  readonly others: number;
  readonly painted: ReadonlyMap<string, ReadonlyMap<number, Rgb>>;
}

const collator = new Intl.Collator('zh-CN', { numeric: true });

function scaled(labels: readonly string[]): ReadonlyMap<string, Rgb> {
  const numbers = labels.map(Number);
  const [least, most] = [
    numbers.reduce((a, b) => Math.min(a, b), Infinity),
    numbers.reduce((a, b) => Math.max(a, b), -Infinity),
  ];
  return new Map(
    labels.map((label): [string, Rgb] => {
      const t = most > least ? (Number(label) - least) / (most - least) : 0;
      const at = (i: 0 | 1 | 2) => Math.round(low[i] + (high[i] - low[i]) * t);
      return [label, [at(0), at(1), at(2)]];
    }),
  );
}

function colorsFor(counts: ReadonlyMap<string, number>): Omit<GroupColors, 'painted'> {
  const labels = [...counts.keys()].sort(collator.compare);
  if (labels.length > 3 && labels.every((label) => Number.isFinite(Number(label))))
    return { byLabel: scaled(labels), others: 0 };
  const largest = labels
    .toSorted((a, b) => (counts.get(b) ?? 0) - (counts.get(a) ?? 0))
    .slice(0, NAMED_COLORS.length);
  const own = new Set(largest);
  const colored = labels.filter((label) => own.has(label));
  return {
    byLabel: new Map([
      ...colored.map((label, i): [string, Rgb] => [label, NAMED_COLORS[i] ?? OTHERS_COLOR]),
      ...labels.filter((label) => !own.has(label)).map((label): [string, Rgb] => [label, OTHERS_COLOR]),
    ]),
    others: labels.length - colored.length,
  };
}

/** Groups of each model, by its id; what is called alike has one colour in all of them. */
export function colorGroups(models: ReadonlyMap<string, readonly LabelledGroup[]>): GroupColors {
  const counts = new Map<string, number>();
  for (const groups of models.values())
    for (const { label, elements } of groups)
      if (label !== '') counts.set(label, (counts.get(label) ?? 0) + elements.length);
  const { byLabel, others } = colorsFor(counts);
  const painted = new Map<string, ReadonlyMap<number, Rgb>>();
  for (const [modelId, groups] of models) {
    const own = new Map<number, Rgb>();
    for (const { label, elements } of groups) {
      const color = byLabel.get(label);
      if (color) for (const element of elements) own.set(element, color);
    }
    painted.set(modelId, own);
  }
  return { byLabel, others, painted };
}
