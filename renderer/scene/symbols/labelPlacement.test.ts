import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { overlaps, placeLabels, type LabelRequest } from './labelPlacement.ts';

const view = { widthPx: 1280, heightPx: 720 };
const label = (id: string, xPx: number, yPx: number, rank = 3, must = false): LabelRequest => ({
  id,
  xPx,
  yPx,
  widthPx: 140,
  heightPx: 28,
  rank,
  must,
});

test('a lone label stands centred above its anchor', () => {
  expect(placeLabels([label('a', 400, 300)], view)).toEqual([{ id: 'a', leftPx: 330, topPx: 246 }]);
});

test('the more urgent keeps the best place', () => {
  const placed = placeLabels([label('late', 400, 300, 3), label('urgent', 402, 300, 0)], view);
  expect(placed[0]).toEqual({ id: 'urgent', leftPx: 332, topPx: 246 });
  expect(placed).toHaveLength(2);
});

test('stays in view at the edges', () => {
  for (const [x, y] of [
    [0, 0],
    [1280, 720],
    [1279, 4],
  ] as const) {
    const [placed] = placeLabels([label('edge', x, y)], view);
    expect(placed?.leftPx).toBeGreaterThanOrEqual(8);
    expect(placed?.topPx).toBeGreaterThanOrEqual(8);
    expect((placed?.leftPx ?? 0) + 140).toBeLessThanOrEqual(1272);
    expect((placed?.topPx ?? 0) + 28).toBeLessThanOrEqual(712);
  }
});

test('leaves out the least urgent in a crowd but never what must be read', () => {
  const crowd = Array.from({ length: 60 }, (_, i) => label(`c${i}`, 600 + (i % 3), 360, 3));
  const placed = placeLabels([...crowd, label('must', 600, 360, 9, true)], view);
  expect(placed.length).toBeLessThan(61);
  expect(placed.map(({ id }) => id)).toContain('must');
});

test('no two placed labels overlap', () => {
  const request = fc.record({
    id: fc.uuid(),
    xPx: fc.integer({ min: 0, max: 1280 }),
    yPx: fc.integer({ min: 0, max: 720 }),
    widthPx: fc.integer({ min: 40, max: 320 }),
    heightPx: fc.integer({ min: 20, max: 36 }),
    rank: fc.integer({ min: 0, max: 4 }),
    must: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.uniqueArray(request, { maxLength: 40, selector: ({ id }) => id }), (requests) => {
      const rects = placeLabels(requests, view).flatMap(({ id, leftPx, topPx }) => {
        const found = requests.find((item) => item.id === id);
        return found ? [{ leftPx, topPx, widthPx: found.widthPx, heightPx: found.heightPx }] : [];
      });
      rects.forEach((a, i) => rects.slice(i + 1).forEach((b) => expect(overlaps(a, b, 0)).toBe(false)));
    }),
  );
});

test('what must be read keeps to the part of the view that is its own, and stands there in rows', () => {
  const half = { leftPx: 0, topPx: 0, widthPx: 640, heightPx: 720 };
  const labels = Array.from({ length: 6 }, (_, i) => label(`m${i}`, 650, 360, 0, true));
  const placed = placeLabels(labels, view, [half]);
  expect(placed).toHaveLength(6);
  for (const { leftPx } of placed) expect(leftPx).toBeGreaterThanOrEqual(640);
  // Whose anchor lies deep under the other picture is not told.
  expect(placeLabels([label('under', 100, 360, 0, true)], view, [half])).toEqual([]);
});
