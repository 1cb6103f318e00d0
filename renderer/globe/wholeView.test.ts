import fc from 'fast-check';
import { expect, it } from 'vitest';
import { enuToEcef, type Geodetic } from '#shared/geo/enu.ts';
import { axesOf, minus, type EcefPose } from '#shared/geo/pose.ts';
import { isInSight, wholeView } from './wholeView.ts';

const fovRad = (40 * Math.PI) / 180;
const beijing = { latDeg: 40.03, lonDeg: 116.34, heightM: 40 };
const huangshi = { latDeg: 30.2, lonDeg: 115.05, heightM: 21 };
const dot = (a: readonly number[], b: readonly number[]) =>
  a.reduce((sum, value, i) => sum + value * (b[i] ?? 0), 0);

/** Across and up in half pictures; 1 is the edge. */
function seenAt(pose: EcefPose, place: Geodetic, aspect: number): readonly [number, number] {
  const { direction, right, up } = axesOf(pose);
  const away = minus(enuToEcef({ ...place, heightM: 0 }, [0, 0, 0]), pose.eyeEcef);
  const half = Math.tan(fovRad / 2) * dot(away, direction);
  return [dot(away, right) / (half * aspect), dot(away, up) / half];
}

it('holds all places of a country, a city or two neighbours, whatever the window’s shape', () => {
  const near = fc.tuple(
    fc.double({ min: 18, max: 50, noNaN: true }),
    fc.double({ min: 75, max: 130, noNaN: true }),
    fc.constantFrom(0.01, 0.3, 8),
    fc.array(
      fc.tuple(fc.double({ min: -1, max: 1, noNaN: true }), fc.double({ min: -1, max: 1, noNaN: true })),
      { minLength: 2, maxLength: 9 },
    ),
    fc.constantFrom(0.6, 1, 1.5, 3.5),
  );
  fc.assert(
    fc.property(near, ([latDeg, lonDeg, spreadDeg, offsets, aspect]) => {
      const places = offsets.map(([a, b]) => ({
        latDeg: latDeg + a * spreadDeg,
        lonDeg: lonDeg + b * spreadDeg,
        heightM: 0,
      }));
      const pose = wholeView(places, fovRad, aspect);
      for (const place of places) {
        const [across, high] = seenAt(pose, place, aspect);
        expect(Math.max(Math.abs(across), Math.abs(high))).toBeLessThan(0.75);
        expect(isInSight(pose.eyeEcef, place)).toBe(true);
      }
    }),
  );
});

it('has north on top, and keeps its distance from one place alone', () => {
  const pose = wholeView([beijing, huangshi], fovRad, 1.6);
  expect(seenAt(pose, beijing, 1.6)[1]).toBeGreaterThan(0.3);
  expect(seenAt(pose, huangshi, 1.6)[1]).toBeLessThan(-0.3);
  const alone = wholeView([beijing], fovRad, 1.6);
  expect(Math.hypot(...minus(alone.eyeEcef, alone.targetEcef))).toBeCloseTo(1_500_000, 0);
});

it('what lies behind the earth is not in sight, and no places at all show the earth', () => {
  const pose = wholeView([], fovRad, 1.6);
  expect(isInSight(pose.eyeEcef, beijing)).toBe(true);
  expect(isInSight(pose.eyeEcef, { latDeg: -35, lonDeg: -70, heightM: 0 })).toBe(false);
  const round = [0, 90, 180, -90].map((lonDeg) => ({ latDeg: 0, lonDeg, heightM: 0 }));
  expect(Math.hypot(...wholeView(round, fovRad, 1).eyeEcef)).toBeGreaterThan(20_000_000);
});
