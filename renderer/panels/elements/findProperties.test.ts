import { expect, it } from 'vitest';
import { findProperties } from './findProperties.ts';

const names = [
  { set: 'BaseQuantities', name: 'GrossFireArea', values: 9 },
  { set: 'Pset_FireSafety', name: 'Compartment', values: 2 },
  { set: 'Pset_WallCommon', name: 'FireRating', values: 3 },
  { set: '点云', name: '类别', values: 4 },
];
const find = (text: string) =>
  findProperties(names, text, (name) => (name === '类别' ? 'Class' : name)).map(({ name }) => name);

it('names that begin so come first, then those that hold it, then sets', () => {
  expect(find('fire')).toEqual(['FireRating', 'GrossFireArea', 'Compartment']);
});

it('every part must be found, in the name as it is read or as it is kept', () => {
  expect(find('fire wall')).toEqual(['FireRating']);
  expect(find('class')).toEqual(['类别']);
  expect(find('nothing')).toEqual([]);
  expect(find('')).toHaveLength(4);
});
