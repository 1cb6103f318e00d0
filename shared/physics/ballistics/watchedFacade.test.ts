import { expect, test } from 'vitest';
import { aimed } from './turns.ts';
import type { Camera } from './camera.ts';
import { watchedFacade, type WallOpening } from './watchedFacade.ts';

/** Six storeys of four windows in a south wall at y = 0, balconies 1.3 m before it; a back wall; a house behind the camera. */
const window = (id: string, x: number, y: number, z: number, yawRad = 0, depthM = 0.1): WallOpening => ({
  id,
  storey: `${Math.floor(z / 3) + 1}`,
  box: { centreEnu: [x, y, z], sizeM: [1.6, depthM, 1.5], yawRad },
});
const storeys = [0, 1, 2, 3, 4, 5];
const south = storeys.flatMap((storey) =>
  [0, 1, 2, 3].map((bay) => window(`s${storey}-${bay}`, bay * 4, 0, storey * 3 + 1.6)),
);
const balconies = storeys.map((storey) => window(`b${storey}`, 6, -0.65, storey * 3 + 1.6, 0, 1.3));
const north = storeys.map((storey) => window(`n${storey}`, 4, 12, storey * 3 + 1.6, Math.PI));
const opposite = storeys.map((storey) => window(`o${storey}`, 4, -40, storey * 3 + 1.6));
const far = storeys.map((storey) => window(`f${storey}`, 60, 0, storey * 3 + 1.6));
const camera: Camera = {
  positionEnu: [6, -18, 3],
  rotation: aimed(Math.PI / 2, 0.35),
  lens: { widthPx: 1920, heightPx: 1080, fx: 900, fy: 900, cx: 960, cy: 540, distortion: [0, 0, 0, 0, 0] },
};

test('the wall before the camera, its balconies with it; neither its back nor other houses', () => {
  const found = watchedFacade(camera, [...north, ...opposite, ...far, ...balconies, ...south]);
  expect(found?.openings.map(({ id }) => id).sort()).toEqual(
    [...south, ...balconies].map(({ id }) => id).sort(),
  );
  expect(found?.facade.outwardUnit[1]).toBeCloseTo(-1, 9);
  // Balconies stand out 1.3 m: their front is the wall, and hands may be that far behind it.
  expect(found?.facade.originEnu[1]).toBeCloseTo(-1.3, 6);
  expect(found?.priors.outwardM.mean).toBeLessThan(0);
  expect(found?.priors.outwardM.deviation).toBeGreaterThan(0.4);
});

test('openings are numbered from the left of who looks at the wall', () => {
  const found = watchedFacade(camera, south);
  const ground = found?.openings.filter(({ storey }) => storey === '1').map(({ id }) => id);
  expect(ground).toEqual(['s0-0', 's0-1', 's0-2', 's0-3']);
  const first = found?.openings[0];
  expect((first?.toM ?? 0) - (first?.fromM ?? 0)).toBeCloseTo(1.6, 6);
});

test('a camera that looks away from all of them watches no wall', () => {
  expect(watchedFacade({ ...camera, rotation: aimed(Math.PI, 0) }, [...south, ...north])).toBeNull();
});

test('of thousands of windows behind it the near wall is the one that is watched', () => {
  const behind = Array.from({ length: 900 }, (_, i) =>
    window(`x${i}`, (i % 30) * 3 - 40, 60, Math.floor(i / 30) * 3 + 1.6),
  );
  const found = watchedFacade(camera, [...behind, ...south]);
  expect(found?.openings.map(({ id }) => id).sort()).toEqual(south.map(({ id }) => id).sort());
});

test('of two houses in one row the near one is watched, however many windows the far one shows', () => {
  const row = Array.from({ length: 300 }, (_, i) =>
    window(`r${i}`, 22 + (i % 12) * 1.7, 0, Math.floor(i / 12) * 3 + 1.6),
  );
  const found = watchedFacade(camera, [...row, ...south]);
  expect(found?.openings.map(({ id }) => id).sort()).toEqual(south.map(({ id }) => id).sort());
});
