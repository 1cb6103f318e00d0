import { expect, test } from 'vitest';
import { isOpening, uprightBox } from './openings.ts';

test('a turned window is as wide, thin and high as it was made', () => {
  const [yaw, width, depth, height] = [0.617, 1.6, 0.12, 1.5];
  const corners: number[] = [];
  for (const x of [-1, 1])
    for (const y of [-1, 1])
      for (const z of [0, 1]) {
        const [u, v] = [(x * width) / 2, (y * depth) / 2];
        corners.push(
          40 + Math.cos(yaw) * u - Math.sin(yaw) * v,
          -7 + Math.sin(yaw) * u + Math.cos(yaw) * v,
          13 + z * height,
        );
      }
  const box = uprightBox([Float64Array.from(corners)]);
  expect(box?.yawRad).toBeCloseTo(yaw, 6);
  for (const [axis, size] of [width, depth, height].entries()) expect(box?.sizeM[axis]).toBeCloseTo(size, 6);
  expect(box?.centreEnu[0]).toBeCloseTo(40, 6);
  expect(box?.centreEnu[2]).toBeCloseTo(13.75, 6);
  expect(uprightBox([])).toBeNull();
});

test('windows and doors are openings, their lintels are not', () => {
  expect(['IfcWindow', 'IFCDOOR', 'IfcWindowStandardCase', 'Window'].every(isOpening)).toBe(true);
  expect(['IfcWall', 'IfcWindowStyle', 'IfcOpeningElement'].some(isOpening)).toBe(false);
});
