import { expect, it } from 'vitest';
import { emptyPlan, type Place } from '#shared/twin/compound.ts';
import { deviceStepOf, liftedPlan, liftOf, stepOf } from './lift.ts';

const place = (
  id: string,
  kind: Place['kind'],
  z: number,
  heightM: number,
  parentId: string | null,
): Place => ({
  id,
  kind,
  name: { zh: id, en: id },
  parentId,
  box: { centreEnu: [0, 0, z], sizeM: [20, 10, heightM], yawRad: 0.3 },
});
const plan = {
  ...emptyPlan,
  places: [
    place('8', 'building', 4.5, 9, null),
    place('8-1', 'unit', 4.5, 9, '8'),
    place('8-1/1', 'storey', 1.5, 3, '8-1'),
    place('8-1/2', 'storey', 4.5, 3, '8-1'),
    place('8-1/3', 'storey', 7.5, 3, '8-1'),
    place('8-1-201', 'household', 4.5, 3, '8-1/2'),
  ],
};

it('floors go up with the rooms that stand on them, what is beside the building stays', () => {
  const lift = liftOf({ kind: 'building', buildingId: '8' }, plan, []);
  if (!lift) throw new Error('the building has storeys');
  expect(lift.floorsM).toEqual([0, 3, 6]);
  expect([1.5, 2.94, 4, 5.9, 8, 12].map((z) => stepOf(lift, [0, 0, z]))).toEqual([0, 1, 1, 2, 2, 2]);
  expect(stepOf(lift, [60, 0, 8])).toBe(0);
  // Under the ceiling of the second storey, not on the floor of the third.
  expect(deviceStepOf(lift, [0, 0, 5.9])).toBe(1);
  expect(liftedPlan(plan, lift, 2).places.map(({ box }) => box?.centreEnu[2])).toEqual([
    4.5, 4.5, 1.5, 6.5, 11.5, 6.5,
  ]);
});

it('storeys of a model are those its file names, landings between them are none', () => {
  const bounds = { minEnu: [0, 0, -1], maxEnu: [10, 10, 9] } as const;
  const storeys = [0, 3, 3.4, null, 6].map((elevationM, i) => ({ name: `${i}`, elevationM }));
  const lift = liftOf({ kind: 'model', modelId: 'm' }, plan, [{ id: 'm', bounds, storeys }]);
  expect(lift?.floorsM).toEqual([0, 3, 6]);
  expect(liftOf({ kind: 'model', modelId: 'm' }, plan, [{ id: 'm', bounds, storeys: [] }])).toBeNull();
  expect(liftOf({ kind: 'building', buildingId: '9' }, plan, [])).toBeNull();
});
