/** Counts by building and storey, from below, in the order of the plan. */
import { expect, test } from 'vitest';
import { UNSEEN, type CoverageClass } from '#shared/physics/ballistics/coverage.ts';
import type { CoveredWindow } from '#shared/protocol/throwCoverage.ts';
import { coverageRows } from './coverageRows.ts';

const box = { centreEnu: [0, 0, 0], sizeM: [1, 1, 1], yawRad: 0 } as const;
const window = (buildingId: string | null, storey: string, heightM: number): CoveredWindow => ({
  id: `${buildingId}${storey}${heightM}`,
  placeEnu: [0, 0, heightM],
  outward: null,
  storey,
  buildingId,
  cornersEnu: [],
});

test('storeys from below, buildings as the plan has them, those in none last; all adds up', () => {
  const windows = [
    window(null, 'EG', 1),
    window('2', '10层', 30),
    window('2', '2层', 5),
    window('1', '1层', 2),
    window('2', '2层', 5),
  ];
  const classes: CoverageClass[] = ['not', 'coarse', 'sure', 'sure', 'not'];
  const { all, rows } = coverageRows({
    coverage: {
      windows,
      cameras: [],
      unplaced: [],
      buildings: [
        { id: '1', name: { zh: '一', en: 'One' }, box },
        { id: '2', name: { zh: '二', en: 'Two' }, box },
      ],
    },
    sights: classes.map((one) => ({ ...UNSEEN, class: one })),
  });
  expect(rows.map(({ buildingId }) => buildingId)).toEqual(['1', '2', null]);
  expect(rows[1]?.storeys).toEqual([
    { storey: '2层', counts: { sure: 1, coarse: 0, not: 1 } },
    { storey: '10层', counts: { sure: 0, coarse: 1, not: 0 } },
  ]);
  expect(all).toEqual({ sure: 2, coarse: 1, not: 2 });
});
