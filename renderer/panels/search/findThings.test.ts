import { expect, it } from 'vitest';
import { deviceRecord } from '#renderer/testing/records.ts';
import { TwinColumns } from '#shared/twin/columns.ts';
import { emptyPlan, type Place } from '#shared/twin/compound.ts';
import { findThings } from './findThings.ts';

const place = (id: string, zh: string, kind: Place['kind'] = 'building'): Place => ({
  id,
  kind,
  name: { zh, en: `Place ${id}` },
  parentId: null,
  box: null,
});
const plan = {
  ...emptyPlan,
  places: [
    place('18', '18号楼'),
    place('8', '8号楼'),
    place('8-1', '8号楼1单元', 'unit'),
    place('8/2', '8层', 'storey'),
    place('8-1/4', '4层', 'storey'),
    place('8-2/4', '4层', 'storey'),
  ],
  views: [{ name: { zh: '8号楼', en: 'View of 8' }, eyeEnu: [0, 0, 0], targetEnu: [0, 0, 0] }],
} as unknown as typeof emptyPlan;
const devices = new Map(
  [
    deviceRecord('lift/8-1', { name: { zh: '电梯 8号楼1单元', en: 'Lift 8-1' } }),
    deviceRecord('vehicle-gate/south', { name: { zh: '南门', en: 'South gate' }, points: { plate: 0 } }),
  ].map((device) => [device.key, device]),
);
const columns = new TwinColumns(1);
columns.set(0, 7, 1, 0);
const savedViews = [
  {
    version: 1,
    id: 'v1',
    compound: 'a',
    by: '张工',
    atMs: 0,
    name: '无墙',
    thumbnail: 'data:image/jpeg;base64,AA==',
  },
] as const;
const find = (wanted: string) =>
  findThings(
    wanted,
    { devices, plan, words: new Map([[7, '鄂B12345']]), columns, savedViews },
    (key, values) =>
      key === 'scene.storey.level' ? `${values?.['building']} · ${values?.['level']} 层` : key,
    (text) => (typeof text === 'string' ? text : text.zh),
  ).map(({ id }) => id);

it('puts the building of that name first, then its view, then what begins so and what holds it', () => {
  expect(find('8号楼')).toEqual(['place 8', 'view 0', 'place 8-1', 'place 18', 'device lift/8-1']);
});

it.each([
  ['鄂b123', ['device vehicle-gate/south']],
  [' PLACE 18 ', ['place 18']],
  ['无墙', ['saved view v1']],
  ['8号楼4层', ['plan {"kind":"building","buildingId":"8","level":4}']],
  ['nothing', []],
  ['  ', []],
])('finds by %s', (wanted, ids) => {
  expect(find(wanted)).toEqual(ids);
});
