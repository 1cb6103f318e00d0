import { expect, test } from 'vitest';
import { hasElement, setOf, sizeOf, withElements, withoutElements } from './elementSets.ts';

test('elements of several models are kept apart, and a set that was given is never changed', () => {
  const first = setOf([
    { modelId: 'a', element: 1 },
    { modelId: 'b', element: 1 },
  ]);
  const more = withElements(first, [{ modelId: 'a', element: 2 }]);
  expect([sizeOf(first), sizeOf(more)]).toEqual([2, 3]);
  const less = withoutElements(more, [{ modelId: 'b', element: 1 }]);
  expect(hasElement(less, { modelId: 'b', element: 1 })).toBe(false);
  expect(hasElement(more, { modelId: 'b', element: 1 })).toBe(true);
  expect([...less.keys()]).toEqual(['a']);
});
