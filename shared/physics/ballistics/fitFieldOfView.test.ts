import { expect, test } from 'vitest';
import type { Enu } from '#shared/twin/compound.ts';
import { projectionOf, rotationMatrix } from './camera.ts';
import { fitFieldOfView } from './fitFieldOfView.ts';
import { fovOf, lensOf } from './pinhole.ts';
import { aimed } from './turns.ts';

test('corners of a wall and its balconies tell the field of view to a degree', () => {
  const lens = lensOf(1920, 1080, 1.5);
  const project = projectionOf(lens, [1, -18, 3], rotationMatrix(aimed(Math.PI / 2, 0.3)));
  const corners: Enu[] = [0, 3, 6, 9, 12].flatMap((z): Enu[] => [
    [-5, 0, z],
    [0, -1.3, z],
    [6, 0, z],
  ]);
  const places = corners.map((placeEnu, i) => {
    const [x, y] = project(...placeEnu) ?? [0, 0];
    return { placeEnu, xPx: x + Math.sin(i * 7.3) * 0.5, yPx: y + Math.cos(i * 5.1) * 0.5 };
  });
  const found = fitFieldOfView(lensOf(1920, 1080, 1.2), places);
  expect(Math.abs(found - 1.5)).toBeLessThan(Math.PI / 180);
  expect(fovOf(lensOf(1920, 1080, found))).toBeCloseTo(found, 9);
  expect(() => fitFieldOfView(lens, places.slice(0, 4))).toThrow(RangeError);
});
