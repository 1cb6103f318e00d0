import { expect, it } from 'vitest';
import type { StoreyLines } from '#scene/toolContract.ts';
import { barM, bestScale, extentOf, fits, pathOf, sheetOf, spread } from './sheet.ts';
import { inPaperColors } from './sheetFile.ts';

/** A house of 30 by 10 metres round (100, 50), turned. */
function house(yawRad: number): Pick<StoreyLines, 'box' | 'cut' | 'below'> {
  const [cos, sin] = [Math.cos(yawRad), Math.sin(yawRad)];
  const points = [
    [-15, -5],
    [15, -5],
    [15, 5],
    [-15, 5],
  ].flatMap(([u = 0, v = 0]) => [100 + u * cos - v * sin, 50 + u * sin + v * cos]);
  return {
    box: { centreEnu: [100, 50, 3], sizeM: [30, 10, 6], yawRad },
    cut: [[{ points, isClosed: true }]],
    below: [],
  };
}

it('a turned house lies level on its sheet, true to scale, and north is told', () => {
  const extent = extentOf(house(0.4));
  expect(extent.alongM).toBeCloseTo(30, 9);
  expect(extent.acrossM).toBeCloseTo(10, 9);
  const sheet = sheetOf('A3', 100, extent);
  const [x0, y0] = sheet.at(100, 50);
  const [x1, y1] = sheet.at(100 + Math.cos(0.4) * 10, 50 + Math.sin(0.4) * 10);
  expect([x1 - x0, y1 - y0].map((mm) => Math.round(mm * 1000) / 1000 + 0)).toEqual([100, 0]);
  expect(sheet.northDeg).toBeCloseTo((0.4 * 180) / Math.PI, 9);
  const [xn, yn] = sheet.at(100, 60);
  expect(Math.atan2(xn - x0, y0 - yn)).toBeCloseTo(0.4, 9);
});

it.each([0.2, 1.9, 3.4, -2.2])('north stays in the upper half at a yaw of %s', (yawRad) => {
  expect(Math.abs(sheetOf('A3', 100, extentOf(house(yawRad))).northDeg)).toBeLessThanOrEqual(90.001);
});

it('the best scale is the largest that fits the paper', () => {
  const extent = extentOf(house(0));
  expect(bestScale('A3', extent)).toBe(100);
  expect(bestScale('A4', extent)).toBe(150);
  expect(fits('A4', 100, extent)).toBe(false);
});

it('a bar of scale is round and of a length to measure with', () => {
  for (const scale of [50, 100, 150, 200, 500]) {
    const mm = (barM(scale) * 1000) / scale;
    expect(mm).toBeGreaterThanOrEqual(30);
    expect(mm).toBeLessThanOrEqual(80);
  }
});

it('paths are closed where the line is', () => {
  const sheet = { at: (x: number, y: number) => [x, y] as const };
  expect(pathOf([{ points: [0, 0, 1, 0, 1, 1], isClosed: true }], sheet)).toBe(
    'M0.00 0.00L1.00 0.00L1.00 1.00Z',
  );
});

it('marks that would cover each other step aside, the first keeps its place', () => {
  const placed = spread(
    [
      [0, 0],
      [0.5, 0],
      [20, 0],
    ],
    4,
  );
  expect(placed[0]).toEqual([0, 0]);
  expect(placed[2]).toEqual([20, 0]);
  expect(Math.hypot(...(placed[1] ?? [0, 0]))).toBeGreaterThanOrEqual(3.9);
});

it('on paper the colours are those of paper', () => {
  expect(inPaperColors('<path fill="var(--plan-ink, #1b1f24)"/>')).toBe('<path fill="#1b1f24"/>');
});
