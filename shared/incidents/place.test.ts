import { expect, it } from 'vitest';
import { emptyPlan, type Place } from '#shared/twin/compound.ts';
import { buildingOf } from './place.ts';

it('reads a building off an id of any shape', () => {
  for (const [id, building] of [
    ['8-2-401', '8'],
    ['8-2/4', '8'],
    ['8', '8'],
    ['A1', 'A1'],
    ['A1-2-301', 'A1'],
    ['3号楼东', '3号楼东'],
    ['3号楼东-1-201', '3号楼东'],
    ['guard-room', 'guard-room'],
    [null, null],
  ] as const)
    expect(buildingOf(id)).toBe(building);
});

it('believes the plan where it knows the place: an area stands in no building', () => {
  const place = (id: string, kind: Place['kind'], parentId: string | null): Place => ({
    id,
    kind,
    parentId,
    name: { zh: id, en: id },
    box: null,
  });
  const plan = {
    ...emptyPlan,
    places: [
      place('东区', 'courtyard', null),
      place('甲', 'building', '东区'),
      place('flat-12', 'household', '甲'),
      place('garden-1', 'area', '东区'),
    ],
  };
  expect(buildingOf('flat-12', plan)).toBe('甲');
  expect(buildingOf('garden-1', plan)).toBeNull();
  expect(buildingOf('乙-1-101', plan)).toBe('乙');
});
