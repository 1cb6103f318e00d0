import { expect, test } from 'vitest';
import { between, clampOrbit, EYE_FLOOR_M, orbitOf, poseOf, turnBetween, zoomAbout } from './orbit.ts';

const pose = { eyeEnu: [140, -150, 108], targetEnu: [4, -1.4, 4] } as const;

test('a pose survives the way through an orbit', () => {
  const back = poseOf(orbitOf(pose));
  back.eyeEnu.forEach((value, i) => expect(value).toBeCloseTo(pose.eyeEnu[i] ?? Number.NaN, 9));
});

test('the eye never goes below ground', () => {
  const low = clampOrbit({ targetEnu: [0, 0, 10], distanceM: 200, azimuthRad: 0, elevationRad: -1 }, 900);
  expect(poseOf(low).eyeEnu[2]).toBeGreaterThanOrEqual(EYE_FLOOR_M - 1e-9);
});

test('zoom keeps the anchor on its ray', () => {
  const orbit = orbitOf(pose);
  const anchor = [40, 20, 0] as const;
  const eye = poseOf(orbit).eyeEnu;
  const near = poseOf(zoomAbout(orbit, anchor, 0.5)).eyeEnu;
  anchor.forEach((value, i) => expect(near[i]).toBeCloseTo(((eye[i] ?? 0) + value) / 2, 6));
});

test('turns the short way round and arrives where it was sent', () => {
  expect(turnBetween(3, -3)).toBeCloseTo(2 * Math.PI - 6, 9);
  const from = orbitOf(pose);
  const to = { ...from, azimuthRad: from.azimuthRad + 3 * Math.PI, distanceM: 20 };
  expect(between(from, to, 1).distanceM).toBeCloseTo(20, 9);
  expect(between(from, to, 0)).toEqual(from);
});
