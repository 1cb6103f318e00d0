import { expect, test } from 'vitest';
import { createElementIds } from './elementIds.ts';

test('an element is named by its GlobalId, and found by it', () => {
  const ids = createElementIds(['a', 'b', '', 'a', '']);
  expect([0, 1, 2, 3, 4].map(ids.idOf)).toEqual(['a', 'b', '~2', 'a~3', '~4']);
  for (const element of [0, 1, 2, 3, 4]) expect(ids.elementOf(ids.idOf(element))).toBe(element);
  expect(ids.elementOf('nobody')).toBe(-1);
});

test('other elements before it do not change its name', () => {
  expect(createElementIds(['x', 'y', 'b']).elementOf('b')).toBe(2);
});
