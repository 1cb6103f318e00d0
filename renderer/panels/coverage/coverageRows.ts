/** Windows by class, of each building and of its storeys from below. */
import type { CoverageClass } from '#shared/physics/ballistics/coverage.ts';
import type { JudgedCoverage } from './useCoverage.ts';

export type Counts = Readonly<Record<CoverageClass, number>>;

export interface CoverageRow {
  /** Null: windows that stand in no building of the plan. */
  readonly buildingId: string | null;
  readonly counts: Counts;
  readonly storeys: readonly { readonly storey: string; readonly counts: Counts }[];
}

const NONE: Counts = { sure: 0, coarse: 0, not: 0 };
const plus = (counts: Counts, one: CoverageClass): Counts => ({ ...counts, [one]: counts[one] + 1 });

export function coverageRows({ coverage, sights }: Pick<JudgedCoverage, 'coverage' | 'sights'>): {
  readonly all: Counts;
  readonly rows: readonly CoverageRow[];
} {
  const buildings = new Map<string | null, Map<string, { counts: Counts; lowM: number }>>();
  for (const [i, { buildingId, storey, placeEnu }] of coverage.windows.entries()) {
    const one = sights[i]?.class ?? 'not';
    const storeys = buildings.get(buildingId) ?? new Map<string, { counts: Counts; lowM: number }>();
    buildings.set(buildingId, storeys);
    const held = storeys.get(storey) ?? { counts: NONE, lowM: Infinity };
    storeys.set(storey, { counts: plus(held.counts, one), lowM: Math.min(held.lowM, placeEnu[2]) });
  }
  const sum = (all: readonly Counts[]): Counts =>
    all.reduce(
      (total, { sure, coarse, not }) => ({
        sure: total.sure + sure,
        coarse: total.coarse + coarse,
        not: total.not + not,
      }),
      NONE,
    );
  const order = new Map(coverage.buildings.map(({ id }, i) => [id, i]));
  const placeOf = (id: string | null): number => (id === null ? Infinity : (order.get(id) ?? Infinity));
  const rows = [...buildings]
    .sort(([a], [b]) => placeOf(a) - placeOf(b))
    .map(([buildingId, storeys]): CoverageRow => {
      const sorted = [...storeys].sort(([, a], [, b]) => a.lowM - b.lowM);
      return {
        buildingId,
        counts: sum(sorted.map(([, { counts }]) => counts)),
        storeys: sorted.map(([storey, { counts }]) => ({ storey, counts })),
      };
    });
  return { all: sum(rows.map(({ counts }) => counts)), rows };
}
