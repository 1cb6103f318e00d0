import { expect, it } from 'vitest';
import { deviceRecord } from '#renderer/testing/records.ts';
import { qualityCodes, TwinColumns } from '#shared/twin/columns.ts';
import { emptyPlan, type CompoundPlan } from '#shared/twin/compound.ts';
import { rackOf } from './feedRacks.ts';

const points = { capacity: 0, pallet: 1, cycle: 2 };
const garage = deviceRecord('stereo-garage/g', { points, positionEnu: [5, 6, 4], placeId: 'garage' });

function columnsOf(capacity: number, pallet: number, cycle: number): TwinColumns {
  const columns = new TwinColumns(4);
  columns.values.set([capacity, pallet, cycle]);
  columns.qualities.fill(qualityCodes.good);
  return columns;
}

const planOf = (sizeM: readonly [number, number, number]): CompoundPlan => ({
  ...emptyPlan,
  places: [
    {
      id: 'garage',
      kind: 'area',
      parentId: null,
      name: { zh: '', en: '' },
      box: { centreEnu: [10, 20, 2], sizeM: [...sizeM], yawRad: 0.3 },
    },
  ],
});

it('stands on its place, as large as that lets it be, along its longer side', () => {
  const rack = rackOf(garage, planOf([24, 6.4, 4]), columnsOf(36, 1, 0));
  expect(rack).toMatchObject({ centreEnu: [10, 20, 0], yawRad: 0.3, widthM: 24, depthM: 5.6 });
  expect(rack).toMatchObject({ levels: 4, columns: 9, count: 36, moving: null, progress: 0 });
  expect(rackOf(garage, planOf([5, 20, 4]), columnsOf(36, 1, 0))).toMatchObject({
    yawRad: 0.3 + Math.PI / 2,
    widthM: 20,
    depthM: 5,
  });
});

it('stands where the device does when its place is a whole road, or none', () => {
  expect(rackOf(garage, planOf([200, 6, 4]), columnsOf(36, 1, 0))?.centreEnu).toEqual([5, 6, 0]);
  expect(rackOf(garage, emptyPlan, columnsOf(36, 1, 0))).toMatchObject({ centreEnu: [5, 6, 0], yawRad: 0 });
});

it('moves the pallet that is told as far as its cycle has run, unless the garage is silent', () => {
  const columns = columnsOf(36, 17, 30);
  expect(rackOf(garage, emptyPlan, columns)).toMatchObject({ moving: 17, progress: 0.5 });
  expect(rackOf(garage, emptyPlan, columnsOf(36, 17, 500))).toMatchObject({ progress: 1 });
  expect(rackOf(garage, emptyPlan, columnsOf(36, 99, 30))?.moving).toBeNull();
  columns.qualities[2] = qualityCodes.stale;
  expect(rackOf(garage, emptyPlan, columns)).toMatchObject({ moving: null, progress: 0 });
});

it('is nothing as long as nobody said how many pallets it has, and for other systems', () => {
  expect(rackOf(garage, emptyPlan, columnsOf(NaN, 1, 0))).toBeNull();
  expect(
    rackOf(deviceRecord('smoke/s', { points, positionEnu: [0, 0, 0] }), emptyPlan, columnsOf(36, 1, 0)),
  ).toBeNull();
});
