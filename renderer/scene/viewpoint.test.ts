import { expect, test } from 'vitest';
import type { CameraPose } from './contract.ts';
import { createViewpoint } from './viewpoint.ts';

const origin = { latDeg: 30.2, lonDeg: 115.05, heightM: 21 };
const pose: CameraPose = { eyeEnu: [120.5, -80.25, 60.125], targetEnu: [4, 8, 3] };

test('a pose that went out in ECEF comes back where it was, to a tenth of a millimetre', async () => {
  let flown: CameraPose | null = null;
  let stood: CameraPose | null = null;
  const viewpoint = createViewpoint(() => origin, 0.7, {
    pose: () => pose,
    set: (to) => void (stood = to),
    flyTo: async (to) => void (flown = to),
    pick: () => null,
  });
  const out = viewpoint.pose();
  // On the ground of the earth, not in the middle of it.
  expect(Math.hypot(...out.eyeEcef)).toBeGreaterThan(6_350_000);
  await viewpoint.flyTo(out);
  viewpoint.set(out);
  expect(stood).toEqual(flown);
  const back: CameraPose = flown ?? pose;
  expect(flown).not.toBeNull();
  back.eyeEnu.forEach((value, i) => expect(value).toBeCloseTo(pose.eyeEnu[i] ?? Number.NaN, 4));
  back.targetEnu.forEach((value, i) => expect(value).toBeCloseTo(pose.targetEnu[i] ?? Number.NaN, 4));
});
