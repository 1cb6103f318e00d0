import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Enu } from '#shared/twin/compound.ts';
import { calibrate, type Correspondence } from './calibrate.ts';
import { composed, projectionOf, rotationMatrix, type Lens } from './camera.ts';

const lens: Lens = {
  widthPx: 1440,
  heightPx: 2560,
  fx: 1600,
  fy: 1600,
  cx: 730,
  cy: 1270,
  distortion: [-0.12, 0.03, 0.0003, -0.0002, 0],
};
/** Corners of windows of one wall, as a person would mark them. */
const wall: readonly Enu[] = [
  [1.2, 0, 9.9],
  [6.8, 0, 9.9],
  [1.2, 0, 24.9],
  [6.8, 0, 26.4],
  [-2.8, 0, 17.4],
  [10.8, 0, 18.9],
  [2.8, 0, 39.9],
  [5.2, 0, 41.4],
];

function marked(
  positionEnu: readonly [number, number, number],
  rotation: readonly [number, number, number],
  off: (i: number) => number,
): Correspondence[] {
  const project = projectionOf(lens, positionEnu, rotationMatrix(rotation));
  return wall.map((placeEnu, i) => {
    const [x, y] = project(...placeEnu) ?? [Number.NaN, Number.NaN];
    return { placeEnu, xPx: x + off(i * 2), yPx: y + off(i * 2 + 1) };
  });
}

test('corners of one wall give back the pose, whichever way the camera is turned', () => {
  const near = (most: number) => fc.double({ min: -most, max: most, noNaN: true });
  fc.assert(
    fc.property(near(8), near(6), near(3), near(0.12), near(0.2), near(0.25), (x, y, z, pitch, yaw, roll) => {
      const position = [4 + x, -24 + y, 4 + z] as const;
      const turn = composed(
        rotationMatrix([0, 0, roll]),
        composed(rotationMatrix([Math.PI / 2 - 0.75 - pitch, 0, 0]), rotationMatrix([0, 0, yaw])),
      );
      const project = projectionOf(lens, position, turn);
      const places = wall.flatMap((placeEnu): Correspondence[] => {
        const seen = project(...placeEnu);
        return seen ? [{ placeEnu, xPx: seen[0], yPx: seen[1] }] : [];
      });
      const found = calibrate(lens, places);
      for (const axis of [0, 1, 2] as const) expect(found.positionEnu[axis]).toBeCloseTo(position[axis], 3);
      const again = rotationMatrix(found.rotation);
      for (const [i, value] of turn.entries()) expect(again[i]).toBeCloseTo(value, 4);
    }),
    { numRuns: 40 },
  );
});

test('what it says of its own doubt is as large as its errors are', () => {
  const position = [5, -22, 3] as const;
  const rotation = [Math.PI / 2 - 0.8, 0.03, -0.02] as const;
  let seed = 7;
  const next = (): number => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647;
  const normal = (): number => Math.sqrt(-2 * Math.log(next())) * Math.cos(2 * Math.PI * next());
  const ratios: number[] = [];
  for (let run = 0; run < 60; run++) {
    const { positionEnu, covariance } = calibrate(
      lens,
      marked(position, rotation, () => 2 * normal()),
    );
    for (const axis of [0, 1, 2] as const)
      ratios.push((positionEnu[axis] - position[axis]) ** 2 / (covariance[axis * 7] ?? 0));
  }
  const mean = ratios.reduce((sum, ratio) => sum + ratio, 0) / ratios.length;
  expect(mean).toBeGreaterThan(0.7);
  expect(mean).toBeLessThan(1.5);
});

test('a place that was marked wrongly stands out among the residuals', () => {
  const found = calibrate(
    lens,
    marked([5, -22, 3], [Math.PI / 2 - 0.8, 0, 0], (i) => (i === 6 ? 40 : 0)),
  );
  const lengths = found.residuals.map(([x, y]) => Math.hypot(x, y));
  expect(lengths.indexOf(Math.max(...lengths))).toBe(3);
  expect(found.noisePx).toBeGreaterThan(5);
});

test('too few places are refused', () => {
  const places = marked([5, -22, 3], [Math.PI / 2 - 0.8, 0, 0], () => 0);
  expect(() => calibrate(lens, places.slice(0, 3))).toThrow(RangeError);
});
