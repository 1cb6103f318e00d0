import { expect, test } from 'vitest';
import { fromAbove } from './fromAbove.ts';
import { poseOf } from './orbit.ts';

const cut = (sizeM: readonly [number, number, number], yawRad: number) => ({
  box: { centreEnu: [100, 50, 9] as const, sizeM, yawRad },
  ceilingM: 12,
  floorM: 9,
});

test.each([
  [[48, 12, 18], 0],
  [[12, 48, 18], 1.2],
  [[48, 12, 18], 2.4],
] as const)('looks down on a storey of %j from its southern side, all of it in view', (sizeM, yawRad) => {
  for (const aspect of [0.8, 16 / 9, 32 / 9]) {
    const orbit = fromAbove(cut(sizeM, yawRad), 40, aspect);
    const { eyeEnu } = poseOf(orbit);
    expect(eyeEnu[2]).toBeGreaterThan(15);
    expect(eyeEnu[1]).toBeLessThan(50);
    const highM = 2 * orbit.distanceM * Math.tan(Math.PI / 9);
    expect(highM).toBeGreaterThan(12);
    expect(highM * aspect).toBeGreaterThan(48);
  }
});
