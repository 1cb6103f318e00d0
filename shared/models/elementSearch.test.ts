import { expect, test } from 'vitest';
import type { ElementColumns } from '#shared/protocol/model.ts';
import { indexOf, searchIndex } from './elementSearch.ts';

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
