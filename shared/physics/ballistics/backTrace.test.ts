/** Back to the window, on throws made by the same flight; how it fares on others is what `bench:backtrace` measures. */
import { expect, test } from 'vitest';
import { backTrace } from './backTrace.ts';
import { projectionOf, rotationMatrix, type Camera } from './camera.ts';
import { fly, type Flight } from './flight.ts';
import type { Opening } from './openings.ts';
import { heightInterval } from './posterior.ts';
import type { Sighting, TrackPoint } from './throwModel.ts';

const facade = { originEnu: [0, 0, 0], alongUnit: [1, 0, 0], outwardUnit: [0, -1, 0] } as const;
const extent = { fromM: 0, toM: 12, bottomM: 0, topM: 54 };
const openings: Opening[] = Array.from({ length: 18 * 3 }, (_, i) => {
  const [floor, bay] = [Math.floor(i / 3), i % 3];
  const [fromM, sillM] = [bay * 4 + 1.2, floor * 3 + 0.9];
  return {
    id: `${floor + 1}-${bay + 1}`,
    storey: `${floor + 1}`,
    fromM,
    toM: fromM + 1.6,
    sillM,
    headM: sillM + 1.5,
  };
});
const cameraAt = (x: number): Camera => ({
  positionEnu: [x, -20, 2.5],
  rotation: [Math.PI / 2 - 0.75, 0, 0],
  lens: { widthPx: 1440, heightPx: 2560, fx: 1640, fy: 1640, cx: 720, cy: 1280, distortion: [0, 0, 0, 0, 0] },
});
/** From the tenth floor's middle window, a bottle, tossed. */
const flight: Flight = {
  releaseEnu: [6, -0.3, 28.6],
  velocity: [0.3, -1.5, 0.4],
  dragPerM: 0.012,
  wind: [0.3, 0, 0],
};

function track(camera: Camera, unseenS: number, clockS = 0): TrackPoint[] {
  const project = projectionOf(camera.lens, camera.positionEnu, rotationMatrix(camera.rotation));
  return Array.from({ length: 55 }, (_, i) => {
    const [x = 0, y = 0, z = 0] = fly(flight, [unseenS + i / 25]);
    const [xPx, yPx] = project(x, y, z) ?? [0, 0];
    // A pixel to and fro.
    return { timeS: i / 25 + clockS, xPx: xPx + Math.sin(i * 7.3), yPx: yPx + Math.cos(i * 5.1) };
  });
}
function sighting(camera: Camera, points: readonly TrackPoint[], deg = 0.1, clockS = 0): Sighting {
  const poseCovariance = Array.from({ length: 36 }, (_, k) =>
    k % 7 > 0 ? 0 : k < 21 ? 1e-4 : ((deg * Math.PI) / 180) ** 2,
  );
  return { camera, poseCovariance, noisePx: 1, clockS, track: points };
}
const traced = (...sightings: Sighting[]) => backTrace({ facade, extent, openings, sightings });
const widthOf = (found: ReturnType<typeof backTrace>): number => {
  const [low, high] = heightInterval(found.posterior, 0.9);
  return high - low;
};
const camera = cameraAt(5);

test('the window it came from is ranked first, and what is said adds up to one', () => {
  const found = traced(sighting(camera, track(camera, 0.2)));
  expect(found.openings[0]?.id).toBe('10-2');
  expect(found.storeys[0]?.id).toBe('10');
  const [low, high] = heightInterval(found.posterior, 0.9);
  expect(low).toBeLessThan(28.6);
  expect(high).toBeGreaterThan(28.6);
  const sum = found.openings.reduce((all, { probability }) => all + probability, found.elsewhere);
  expect(sum).toBeCloseTo(1, 9);
});

test('a worse calibration makes it less sure, a second camera surer', () => {
  const sharp = traced(sighting(camera, track(camera, 0.2), 0.1));
  const blurred = traced(sighting(camera, track(camera, 0.2), 1));
  expect(widthOf(blurred)).toBeGreaterThan(1.2 * widthOf(sharp));
  expect(blurred.storeys[0]?.probability).toBeLessThan(sharp.storeys[0]?.probability ?? 0);
  const other = cameraAt(10);
  const both = traced(sighting(camera, track(camera, 0.2), 1), sighting(other, track(other, 0.2), 1));
  expect(widthOf(both)).toBeLessThan(widthOf(blurred));
});

test.each([3, -3, 0.4])(
  'a second camera whose clock is %s s off is told so, and sharpens all the same',
  (offS) => {
    const other = cameraAt(10);
    const one = sighting(camera, track(camera, 0.2), 0.5);
    const found = traced(one, sighting(other, track(other, 0.3, -offS), 0.5, 2.5));
    expect(found.openings[0]?.id).toBe('10-2');
    const [own, second] = found.clocks;
    expect(own?.deviationS).toBeLessThan(0.01);
    // Seen a tenth of a second later than by the first, which counts from its own first point.
    const behindS = offS + 0.1;
    expect(Math.abs((second?.behindS ?? 0) - behindS)).toBeLessThan(0.1);
    expect(second?.deviationS).toBeGreaterThan(0.001);
    expect(second?.deviationS).toBeLessThan(0.1);
    expect(widthOf(found)).toBeLessThan(widthOf(traced(one)));
  },
);

test('when the zero of the times lies makes no difference', () => {
  const later = track(camera, 0.2).map((point) => ({ ...point, timeS: point.timeS - 4 }));
  const [plain, moved] = [traced(sighting(camera, track(camera, 0.2))), traced(sighting(camera, later))];
  expect(moved.delayS).toBeCloseTo(plain.delayS, 3);
  expect(moved.openings[0]?.probability).toBeCloseTo(plain.openings[0]?.probability ?? 0, 3);
  expect(moved.residuals[0]?.timeS).toBeCloseTo(-4, 9);
});

test('points of a bird in between lead nowhere', () => {
  const points = track(camera, 0.2).map((point, i) =>
    i % 5 === 2 ? { ...point, xPx: point.xPx + 90 - i, yPx: point.yPx - 60 } : point,
  );
  const found = traced(sighting(camera, points));
  expect(found.openings[0]?.id).toBe('10-2');
  const strays = found.residuals.filter(({ belongs }) => belongs < 0.1);
  expect(strays).toHaveLength(11);
});

test('from between the windows is elsewhere', () => {
  const above = openings.filter(({ storey }) => storey !== '10');
  const found = backTrace({
    facade,
    extent,
    openings: above,
    sightings: [sighting(camera, track(camera, 0.2), 0.02)],
  });
  expect(found.elsewhere).toBeGreaterThan(0.5);
});

test('no number, no order and a time twice hurt nothing', () => {
  const good = track(camera, 0.2);
  const first = good[3];
  if (!first) throw new Error('No point.');
  const mixed = [
    ...good.toReversed(),
    { timeS: 0.1, xPx: Number.NaN, yPx: 4 },
    { timeS: Number.POSITIVE_INFINITY, xPx: 4, yPx: 4 },
    first,
  ];
  expect(traced(sighting(camera, mixed)).openings).toEqual(traced(sighting(camera, good)).openings);
});

test('too few points are refused', () => {
  expect(() => traced(sighting(camera, track(camera, 0.2).slice(0, 3)))).toThrow(RangeError);
  expect(() => traced(sighting(camera, [{ timeS: Number.NaN, xPx: 1, yPx: 1 }]))).toThrow(RangeError);
});

test('thousands of points, as a fast camera sends them, say no less and cost no more', () => {
  const project = projectionOf(camera.lens, camera.positionEnu, rotationMatrix(camera.rotation));
  const dense = Array.from({ length: 5000 }, (_, i): TrackPoint => {
    const [x = 0, y = 0, z = 0] = fly(flight, [0.2 + (i / 5000) * 2.1]);
    const [xPx, yPx] = project(x, y, z) ?? [0, 0];
    return { timeS: (i / 5000) * 2.1, xPx: xPx + Math.sin(i * 7.3), yPx: yPx + Math.cos(i * 5.1) };
  });
  const found = traced(sighting(camera, dense));
  expect(found.openings[0]?.id).toBe('10-2');
  expect(found.residuals.length).toBeLessThanOrEqual(250);
});

test.each([
  ['told to be very sure', 1, 0.05],
  ['of a large picture', 4, 1],
] as const)('no camera is too good: one %s finds the window too', (_, larger, noisePx) => {
  const { lens } = camera;
  const [widthPx, heightPx, fx, fy] = [lens.widthPx, lens.heightPx, lens.fx, lens.fy].map(
    (px) => px * larger,
  );
  const large = {
    ...camera,
    lens: { ...lens, widthPx, heightPx, fx, fy, cx: lens.cx * larger, cy: lens.cy * larger } as typeof lens,
  };
  const found = traced({ ...sighting(large, track(large, 0.2)), noisePx });
  expect(found.openings[0]?.id).toBe('10-2');
  expect(found.elsewhere).toBeLessThan(0.1);
  const [low, high] = heightInterval(found.posterior, 0.9);
  expect(low).toBeLessThan(28.6);
  expect(high).toBeGreaterThan(28.6);
});
