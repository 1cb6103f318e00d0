import { expect, test } from 'vitest';
import fc from 'fast-check';
import { distorted, projectionOf, rayOf, rotationMatrix, undistorted, type Lens } from './camera.ts';

const lens: Lens = {
  widthPx: 1920,
  heightPx: 1080,
  fx: 1400,
  fy: 1410,
  cx: 955,
  cy: 548,
  distortion: [-0.28, 0.09, 0.0004, -0.0006, -0.012],
};

test('a pixel is undistorted to where it was distorted from', () => {
  const inPicture = fc.tuple(
    fc.double({ min: -0.6, max: 0.6, noNaN: true }),
    fc.double({ min: -0.35, max: 0.35, noNaN: true }),
  );
  fc.assert(
    fc.property(inPicture, ([x, y]) => {
      const [back, down] = undistorted(lens, ...distorted(lens, x, y));
      expect(back).toBeCloseTo(x, 6);
      expect(down).toBeCloseTo(y, 6);
    }),
  );
});

test('the ray of a pixel meets what is seen there', () => {
  // Looks north and up: x east, y down the picture.
  const camera = { lens, positionEnu: [2, -20, 3], rotation: [Math.PI / 2 - 0.6, 0, 0] } as const;
  const project = projectionOf(lens, camera.positionEnu, rotationMatrix(camera.rotation));
  const place = [5, 0, 22] as const;
  const pixel = project(...place);
  if (!pixel) throw new Error('It lies behind the camera.');
  const ray = rayOf(camera, ...pixel);
  const way = place.map((value, i) => value - (camera.positionEnu[i] ?? 0));
  const length = Math.hypot(...way);
  for (const [i, value] of way.entries()) expect(ray[i]).toBeCloseTo(value / length, 6);
  expect(project(2, -30, 3)).toBeNull();
});
