import fc from 'fast-check';
import { expect, it } from 'vitest';
import { dividerAfter, panesOf, pointIn, viewsOf, viewWidthPx } from './panes.ts';

const shares = fc.double({ min: 0, max: 1, noNaN: true });
const widths = fc.integer({ min: 2, max: 8000 });

it('covers the picture without gap or overlap, left before right', () => {
  fc.assert(
    fc.property(fc.constantFrom('swipe' as const, 'beside' as const), shares, widths, (kind, at, widthPx) => {
      let reached = 0;
      for (const pane of panesOf(kind, at, widthPx)) {
        expect(pane.leftPx).toBe(reached);
        reached += pane.widthPx;
      }
      expect(reached).toBe(widthPx);
    }),
  );
});

it('shows through a swipe two parts of one view, side by side two views', () => {
  expect(panesOf('swipe', 0.25, 400)).toEqual([
    { side: 0, leftPx: 0, widthPx: 100, viewPx: 400, fromPx: 0 },
    { side: 1, leftPx: 100, widthPx: 300, viewPx: 400, fromPx: 100 },
  ]);
  expect(panesOf('beside', 0.25, 400)).toEqual([
    { side: 0, leftPx: 0, widthPx: 200, viewPx: 200, fromPx: 0 },
    { side: 1, leftPx: 200, widthPx: 200, viewPx: 200, fromPx: 0 },
  ]);
  expect([viewWidthPx('swipe', 400), viewWidthPx('beside', 400)]).toEqual([400, 200]);
  expect([viewsOf('swipe', 400).length, viewsOf('beside', 400).length]).toEqual([1, 2]);
});

it('leaves a side out where the divider stands at its edge', () => {
  expect(panesOf('swipe', 0, 400).map(({ side }) => side)).toEqual([1]);
  expect(panesOf('swipe', 1, 400).map(({ side }) => side)).toEqual([0]);
});

it('finds for every point the side that is drawn there, and the same place in its view', () => {
  fc.assert(
    fc.property(
      fc.constantFrom('swipe' as const, 'beside' as const, null),
      shares,
      fc.integer({ min: 1, max: 4000 }).map((half) => half * 2),
      shares,
      (kind, at, widthPx, along) => {
        const xPx = Math.min(widthPx - 1, Math.floor(along * widthPx)) + 0.5;
        const point = pointIn(kind, at, widthPx, xPx);
        const pane = panesOf(kind, at, widthPx).find(
          ({ leftPx, widthPx: wide }) => xPx > leftPx && xPx < leftPx + wide,
        );
        // A pixel that the divider runs through may belong to either.
        if (kind === 'swipe' && Math.abs(xPx - at * widthPx) < 1) return;
        expect(point.side).toBe(pane?.side);
        expect(point.xPx).toBeCloseTo(xPx - (pane?.leftPx ?? 0) + (pane?.fromPx ?? 0), 9);
      },
    ),
  );
});

it('moves the divider by keys, in small or large steps, and never over the edge', () => {
  expect(dividerAfter('ArrowRight', false, 0.5)).toBe(0.51);
  expect(dividerAfter('ArrowLeft', true, 0.5)).toBe(0.4);
  expect(dividerAfter('Home', false, 0.5)).toBe(0);
  expect(dividerAfter('End', false, 0.5)).toBe(1);
  expect(dividerAfter('ArrowLeft', true, 0.05)).toBe(0);
  expect(dividerAfter('PageUp', false, 0.95)).toBe(1);
  expect(dividerAfter('a', false, 0.5)).toBeNull();
});
