/** A camera that hangs as it was calibrated, one that a storm turned, and marks that say nothing. */
import { expect, test } from 'vitest';
import type { Enu } from '#shared/twin/compound.ts';
import { projectionOf, rotationMatrix, type Camera } from './camera.ts';
import { driftOf } from './drift.ts';
import { lensOf } from './pinhole.ts';
import { aimed } from './turns.ts';

const cameraAt = (pitchRad: number): Camera => ({
  positionEnu: [0, -18, 3],
  rotation: aimed(Math.PI / 2, pitchRad),
  lens: lensOf(1920, 1080, 1.2),
});
const places: readonly Enu[] = [
  [-4, 0, 6],
  [3, 0, 7],
  [0, 0, 10],
];
/** As they are seen when it is tilted so. */
const marksAt = (pitchRad: number, handPx = 0.8) => {
  const { lens, positionEnu, rotation } = cameraAt(pitchRad);
  const project = projectionOf(lens, positionEnu, rotationMatrix(rotation));
  return places.map((placeEnu, i) => {
    const [x, y] = project(...placeEnu) ?? [NaN, NaN];
    return { placeEnu, xPx: x + handPx * Math.sin(i * 7), yPx: y + handPx * Math.cos(i * 5) };
  });
};
const camera = cameraAt(0.3);

test('marks within a hand’s noise say that it hangs still', () => {
  const drift = driftOf(camera, 0.5, marksAt(0.3));
  expect(drift?.hasMoved).toBe(false);
  expect(drift?.offPx).toBeLessThan(1.2);
});

test('half a degree of tilt is told, in degrees and in pixels', () => {
  const drift = driftOf(camera, 0.5, marksAt(0.3 + (0.5 * Math.PI) / 180));
  expect(drift?.hasMoved).toBe(true);
  expect(((drift?.offRad ?? 0) * 180) / Math.PI).toBeCloseTo(0.5, 1);
  expect(drift?.offPx).toBeGreaterThan(10);
});

test('a rough calibration does not tell as little as a fine one', () => {
  const turned = marksAt(0.3 + (0.25 * Math.PI) / 180);
  expect(driftOf(camera, 0.5, turned)?.hasMoved).toBe(true);
  expect(driftOf(camera, 6, turned)?.hasMoved).toBe(false);
});

test('one mark, marks behind the camera and marks of no number say nothing', () => {
  const [one] = marksAt(0.3);
  if (!one) throw new Error('no mark');
  expect(driftOf(camera, 0.5, [one])).toBeNull();
  expect(driftOf(camera, 0.5, [one, { ...one, placeEnu: [0, -40, 3] }])).toBeNull();
  expect(driftOf(camera, 0.5, [one, { ...one, xPx: Number.NaN }])).toBeNull();
});
