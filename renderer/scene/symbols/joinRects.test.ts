import { expect, test } from 'vitest';
import { joinRects } from './joinRects.ts';

const at = (leftPx: number, topPx: number) => ({ leftPx, topPx, widthPx: 40, heightPx: 40 });

test('what overlaps becomes one, also through a third', () => {
  expect(joinRects([at(0, 0), at(100, 0)])).toHaveLength(2);
  expect(joinRects([at(0, 0), at(60, 0), at(30, 10)])).toEqual([
    { leftPx: 0, topPx: 0, widthPx: 100, heightPx: 50 },
  ]);
});

test('more than a handful are drawn as one', () => {
  const many = Array.from({ length: 9 }, (_, i) => at(i * 100, 0));
  expect(joinRects(many)).toEqual([{ leftPx: 0, topPx: 0, widthPx: 840, heightPx: 40 }]);
  expect(joinRects([])).toEqual([]);
});
