import { expect, test } from 'vitest';
import type { ElementProperty } from '#shared/protocol/model.ts';
import { createElementGroups } from './elementGroups.ts';

const told = (set: string, name: string, value: ElementProperty['value']): ElementProperty => ({
  set,
  name,
  value,
  unit: null,
});
const properties = [
  [told('Walls', 'Fire', '2 h'), told('Walls', 'Outside', true)],
  [told('Walls', 'Fire', '1 h')],
  [told('Walls', 'Fire', '2 h'), told('Doors', 'Fire', '2 h')],
  [],
];

test('elements that say the same are one group, of that property in that set alone', async () => {
  const groups = createElementGroups();
  let reads = 0;
  const model = {
    contentKey: 'a',
    count: properties.length,
    read: (element: number) => {
      reads++;
      return Promise.resolve(properties[element] ?? []);
    },
  };
  expect(await groups.by(model, 'Walls', 'Fire')).toEqual([
    { value: '2 h', unit: null, elements: [0, 2] },
    { value: '1 h', unit: null, elements: [1] },
  ]);
  expect(await groups.by(model, 'Walls', 'Nothing')).toEqual([]);
  expect(await groups.names(model)).toEqual([
    { set: 'Walls', name: 'Fire', values: 2 },
    { set: 'Walls', name: 'Outside', values: 1 },
    { set: 'Doors', name: 'Fire', values: 1 },
  ]);
  expect(reads).toBe(properties.length);
});

test('what could not be read is asked for again', async () => {
  const groups = createElementGroups();
  let fails = true;
  const model = {
    contentKey: 'a',
    count: 1,
    read: () => (fails ? Promise.reject(new Error('no file')) : Promise.resolve(properties[0] ?? [])),
  };
  await expect(groups.names(model)).rejects.toThrow('no file');
  fails = false;
  expect(await groups.names(model)).toHaveLength(2);
});
