import { expect, test } from 'vitest';
import { beatAt } from './beat.ts';

test('half a second bright, half a second low, on whole seconds', () => {
  expect(beatAt(7000)).toEqual({ low: false, restMs: 500 });
  expect(beatAt(7499)).toEqual({ low: false, restMs: 1 });
  expect(beatAt(7500)).toEqual({ low: true, restMs: 500 });
  expect(beatAt(7999)).toEqual({ low: true, restMs: 1 });
});
