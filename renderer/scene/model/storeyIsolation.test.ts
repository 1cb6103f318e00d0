import { expect, test } from 'vitest';
import type { CompoundPlan, Place } from '#shared/twin/compound.ts';
import { emptyPlan } from '#shared/twin/compound.ts';
import {
  isAboveCut,
  isAboveModelStorey,
  isBasement,
  isBelowCut,
  isInStorey,
  storeyCut,
} from './storeyIsolation.ts';

const name = { zh: '', en: '' };
const yawRad = Math.PI / 6;
const place = (
  id: string,
  kind: Place['kind'],
  parentId: string | null,
  z: number,
  height: number,
): Place => ({
  id,
  kind,
  name,
  parentId,
  box: { centreEnu: [100, 50, z], sizeM: [48, 12, height], yawRad },
});
const plan: CompoundPlan = {
  ...emptyPlan,
  places: [
    place('8', 'building', null, 9, 18),
    place('8-2', 'unit', '8', 9, 18),
    place('8-2/3', 'storey', '8-2', 7.5, 3),
    place('8-2/4', 'storey', '8-2', 10.5, 3),
    place('8-2/-1', 'storey', '8-2', -1.6, 3.2),
    place('9', 'building', null, 9, 18),
    place('9-1/4', 'storey', '9', 20, 3),
  ],
};

function cutOf(level: number) {
  const cut = storeyCut(plan, '8', level);
  if (!cut) throw new Error('no cut');
  return cut;
}

test('cuts at the ceiling of the level, of this building only', () => {
  expect(cutOf(4).ceilingM).toBe(12);
  expect(cutOf(3).ceilingM).toBe(9);
  expect(storeyCut(plan, '8', 7)).toBeNull();
  expect(storeyCut(plan, 'none', 1)).toBeNull();
});

test('hides the storey above and the ceiling slab, keeps walls and what stands elsewhere', () => {
  const cut = cutOf(4);
  expect(isAboveCut(cut, [100, 50, 13.5])).toBe(true);
  expect(isAboveCut(cut, [100, 50, 11.95])).toBe(true);
  expect(isAboveCut(cut, [100, 50, 10.5])).toBe(false);
  expect(isAboveCut(cut, [160, 50, 13.5])).toBe(false);
  // 20 m along the building's own axis is inside, across it is not.
  expect(isAboveCut(cut, [100 + 20 * Math.cos(yawRad), 50 + 20 * Math.sin(yawRad), 15])).toBe(true);
  expect(isAboveCut(cut, [100 - 20 * Math.sin(yawRad), 50 + 20 * Math.cos(yawRad), 15])).toBe(false);
});

test('a storey below zero is cut out like any other, and known as a basement', () => {
  expect(cutOf(-1)).toMatchObject({ ceilingM: 0, floorM: -3.2 });
  expect(isBasement(cutOf(-1))).toBe(true);
  expect(isBasement(cutOf(3))).toBe(false);
  expect(isAboveCut(cutOf(-1), [100, 50, 1.5])).toBe(true);
  expect(isAboveCut(cutOf(-1), [100, 50, -1.6])).toBe(false);
});

test('a storey alone: what is under its floor goes too, its floor slab and its devices stay', () => {
  const cut = cutOf(4);
  expect(isBelowCut(cut, [100, 50, 7.5])).toBe(true);
  expect(isBelowCut(cut, [100, 50, 8.9])).toBe(false);
  expect(isBelowCut(cut, [160, 50, 2])).toBe(false);
  expect(isInStorey(cut, [100, 50, 11.8])).toBe(true);
  expect(isInStorey(cut, [100, 50, 13.2])).toBe(false);
  expect(isInStorey(cut, [160, 50, 10])).toBe(false);
});

test('uses the storeys of an imported model', () => {
  const elevationsM = [0, 3, 6];
  expect(isAboveModelStorey(elevationsM, 1, 2, [0, 0, 7])).toBe(true);
  expect(isAboveModelStorey(elevationsM, 1, 1, [0, 0, 4])).toBe(false);
  expect(isAboveModelStorey(elevationsM, 1, 0, [0, 0, 1])).toBe(false);
  expect(isAboveModelStorey(elevationsM, 1, -1, [0, 0, 8])).toBe(true);
  expect(isAboveModelStorey(elevationsM, 1, -1, null)).toBe(false);
});

test('a lift shaft that stands before the stair hall is cut with its building', () => {
  const cut = cutOf(4);
  const before = (awayM: number): readonly [number, number, number] => {
    const reachM = 12 / 2 + awayM;
    return [100 - Math.sin(yawRad) * reachM, 50 + Math.cos(yawRad) * reachM, 13.5];
  };
  expect(isAboveCut(cut, before(3.4))).toBe(true);
  expect(isAboveCut(cut, before(8))).toBe(false);
});
