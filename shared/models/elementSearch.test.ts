import { expect, test } from 'vitest';
import type { ElementColumns } from '#shared/protocol/model.ts';
import { createElementSearch, indexOf, searchIndex } from './elementSearch.ts';
import type { ModelManifest } from '#shared/protocol/model.ts';

const columns: ElementColumns = {
  globalId: ['2O2Fr$t4X7Zf8NOew3FLOH', '1kTvXnbbzCWw8lcMd1dR4o', '0aaaa'],
  type: ['IfcDoor', 'IfcWallStandardCase', 'IfcDoor'],
  name: ['Fire door 8-2', 'Wall, north', 'Door without a place'],
  storey: [0, -1, 0],
  parent: [-1, -1, -1],
  centreEnu: [[1, 2, 3], [4, 5, 6], null],
  sizeM: [2, 9, 1],
};
const model = { id: 'house', name: 'House', storeys: [{ name: '4F', elevationM: 9 }] };
const search = (wanted: string, limit = 10) => searchIndex(indexOf(columns), model, wanted, limit);

test('by a part of the name, by class, by GlobalId, in any case', () => {
  expect(search('north').map(({ index }) => index)).toEqual([1]);
  expect(search('ifcwall').map(({ index }) => index)).toEqual([1]);
  expect(search('2o2fr$T4').map(({ index }) => index)).toEqual([0]);
  expect(search('fire')[0]).toMatchObject({
    modelId: 'house',
    model: 'House',
    storey: '4F',
    centreEnu: [1, 2, 3],
  });
});

test('what stands nowhere is not found, an element once, no more than asked, nothing for nothing', () => {
  expect(search('door').map(({ index }) => index)).toEqual([0]);
  expect(search('o', 1)).toHaveLength(1);
  expect(search('  ')).toEqual([]);
  expect(search('h\nw')).toEqual([]);
});

test('what is called so comes before what is of such a class, and both before what has such a property, of all models', async () => {
  const modelOf = (name: readonly string[], type: readonly string[], rows: readonly number[]) => ({
    columns: {
      globalId: name.map((_, i) => `id${i}`),
      type,
      name,
      storey: name.map(() => -1),
      parent: name.map(() => -1),
      centreEnu: name.map((): [number, number, number] => [0, 0, 0]),
      sizeM: name.map(() => 1),
    },
    properties: {
      read: () => [],
      groups: () => [],
      groupsOfSet: () => [],
      names: () => [],
      rowsContaining: () => rows,
    },
  });
  const held = new Map([
    ['a', modelOf(['Slab', 'Panel', 'Old window frame'], ['IfcSlab', 'IfcWindow', 'IfcPlate'], [0, 2])],
    ['b', modelOf(['Window 7'], ['IfcWindow'], [])],
  ]);
  const find = createElementSearch((id) => Promise.resolve(held.get(id) ?? null));
  const models = [...held.keys()].map((id) => ({ id, name: id, storeys: [] }) as unknown as ModelManifest);
  const found = async (limit: number) =>
    (await find(models, 'window', limit)).map(({ modelId, index }) => `${modelId}${index}`);
  expect(await found(10)).toEqual(['b0', 'a2', 'a1', 'a0']);
  expect(await found(2)).toEqual(['b0', 'a2']);
});
