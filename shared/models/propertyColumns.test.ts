import { expect, it } from 'vitest';
import { contentText, openColumns } from './propertyColumns.ts';

/** Lists as they are packed: their count, where each begins, their items. */
const packed = (lists: readonly (readonly number[])[]): number[] => {
  const from = [0];
  for (const list of lists) from.push((from.at(-1) ?? 0) + list.length);
  return [lists.length, ...from, ...lists.flat()];
};
const reader = openColumns(
  {
    properties: [
      ['Brick', 120, 'mm'],
      ['Plaster', 15, 'mm'],
      ['Material', 'Concrete', null],
      ['FireRating', 'EI 30', null],
    ],
    setNames: ['Material', 'Material', 'Pset_WallCommon', 'Material'],
  },
  new Uint32Array([...packed([[0, 1], [2], [3], [1, 0]]), ...packed([[0, 2], [1], [0], [2], [3]])]),
);

it('gathers elements by all that a set says', () => {
  expect(reader.groupsOfSet('Material')).toEqual([
    { value: 'Brick + Plaster', unit: null, elements: [0, 2] },
    { value: 'Concrete', unit: null, elements: [1] },
    { value: 'Plaster + Brick', unit: null, elements: [4] },
  ]);
  expect(reader.groupsOfSet('Nothing')).toEqual([]);
});

it('names each part once, and no more than six', () => {
  expect(
    contentText([
      ['Board', 12.5, 'mm'],
      ['Wool', 50, 'mm'],
      ['Board', 12.5, 'mm'],
    ]),
  ).toBe('Board + Wool');
  expect(contentText(Array.from({ length: 9 }, (_, i) => [`Layer ${i}`, i, 'mm'] as const))).toBe(
    'Layer 0 + Layer 1 + Layer 2 + Layer 3 + Layer 4 + Layer 5 + …',
  );
});

const measured = openColumns(
  {
    properties: [
      ['OverallWidth', 900, 'mm'],
      ['OverallWidth', 1900, 'mm'],
      ['Height', 2.5, 'm'],
      ['Height', 5, 'm'],
      ['Reference', 'T30 900 mm', null],
      ['Area', 12.000000001, 'm²'],
    ],
    setNames: ['Quantities', 'Quantities', 'Quantities', 'Quantities', 'Common', 'Quantities'],
  },
  new Uint32Array([...packed([[0], [1], [2], [3], [4], [5]]), ...packed([[0], [1], [2], [3], [4], [5]])]),
);

it.each([
  ['900 mm', [0, 4]],
  ['900mm', [0]],
  ['2.5 m', [2]],
  ['5 m', [3]],
  ['12 m²', [5]],
  ['900', [0, 1, 4]],
  ['t30', [4]],
])('finds %s as it is shown', (needle, rows) => {
  expect(measured.rowsContaining(needle, Infinity)).toEqual(rows);
});
