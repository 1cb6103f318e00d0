import fc from 'fast-check';
import { expect, it } from 'vitest';
import { axesOf, longerFovRad, poseInFrame, poseOnEarth } from './pose.ts';

const coordinate = fc.double({ min: -800, max: 800, noNaN: true });
const lat = fc.double({ min: -85, max: 85, noNaN: true });
const lon = fc.double({ min: -180, max: 180, noNaN: true });
const dot = (a: readonly number[], b: readonly number[]) =>
  a.reduce((sum, value, i) => sum + value * (b[i] ?? 0), 0);

it('a view goes to the earth and back to a millimetre, and its axes are those of a camera', () => {
  fc.assert(
    fc.property(
      lat,
      lon,
      fc.tuple(coordinate, coordinate, fc.double({ min: 2, max: 900, noNaN: true })),
      (latDeg, lonDeg, eyeEnu) => {
        fc.pre(Math.hypot(eyeEnu[0], eyeEnu[1]) > 1);
        const origin = { latDeg, lonDeg, heightM: 35 };
        const pose = poseOnEarth(origin, eyeEnu, [0, 0, 0]);
        const back = poseInFrame(origin, pose);
        back.eyeEnu.forEach((value, i) =>
          expect(Math.abs(value - (eyeEnu[i] ?? Number.NaN))).toBeLessThan(1e-3),
        );
        const { direction, right, up } = axesOf(pose);
        for (const axis of [direction, right, up]) expect(Math.hypot(...axis)).toBeCloseTo(1, 9);
        expect(dot(direction, right)).toBeCloseTo(0, 9);
        expect(dot(direction, up)).toBeCloseTo(0, 9);
        // Level: no more of the horizon on one side than on the other, and never on its head.
        expect(dot(right, pose.upEcef)).toBeCloseTo(0, 9);
        expect(dot(up, pose.upEcef)).toBeGreaterThan(0);
      },
    ),
  );
});

it('an angle of view from top to bottom is another across a wide picture, and the same in a tall one', () => {
  const upright = (40 * Math.PI) / 180;
  expect(longerFovRad(upright, 0.6)).toBe(upright);
  expect(longerFovRad(upright, 1)).toBe(upright);
  expect(Math.tan(longerFovRad(upright, 16 / 9) / 2)).toBeCloseTo((Math.tan(upright / 2) * 16) / 9, 12);
});
