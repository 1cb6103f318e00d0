import { expect, it } from 'vitest';
import type { Place } from '#shared/twin/compound.ts';
import { sketchOf } from './sketch.ts';

const storey: Place = {
  id: '8-2/4',
  kind: 'storey',
  parentId: '8-2',
  name: { zh: '4层', en: 'storey 4' },
  box: null,
};
const box = { centreEnu: [100, 50, 9.8] as const, sizeM: [14, 10, 2.8] as const, yawRad: 0 };
const home = (id: string, x: number): Place => ({
  id,
  kind: 'household',
  parentId: storey.id,
  name: { zh: id, en: id },
  box: { centreEnu: [x, 50, 9.8], sizeM: [6, 10, 2.8], yawRad: 0 },
});
const alarm = (nth: number) => ({ nth, deviceKey: `smoke/${nth}`, atMs: nth });
const sketch = (...at: (readonly [number, number, number])[]) =>
  sketchOf(
    { place: storey, box, floorM: 8.4, households: [home('401', 96), home('402', 104)] },
    at.map((_, i) => alarm(i + 1)),
    new Map(at.map((positionEnu, i) => [`smoke/${i + 1}`, { positionEnu }])),
  );

it('draws the storey from above, north up, with a metre around it', () => {
  const { viewBox, homes } = sketch();
  expect(viewBox).toEqual([92, -56, 16, 12]);
  expect(homes.map(({ id }) => id)).toEqual(['401', '402']);
  // y of pictures goes down: the north side of the home is its upper one, and its name stands there.
  expect(homes[0]?.nameAt).toEqual([96, -52.5]);
});

it('marks the alarms of this storey at their places, the others by number only', () => {
  const { marks, elsewhere } = sketch([96, 50, 10.8], [100, 52, 13.6], [300, 50, 10], [96.2, 50, 10.8]);
  expect(marks.map(({ nth }) => nth)).toEqual([1, 4]);
  expect(marks[0]?.at).toEqual([96, -50]);
  // Two in one room stand beside each other.
  expect(Math.hypot((marks[1]?.at[0] ?? 0) - 96, (marks[1]?.at[1] ?? 0) + 50)).toBeGreaterThanOrEqual(1.6);
  expect(elsewhere).toEqual([2, 3]);
});
