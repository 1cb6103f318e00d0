/** What is told of a back-trace: of a real one, and of ones that leave it open. */
import { expect, test } from 'vitest';
import { backTrace } from '#shared/physics/ballistics/backTrace.ts';
import { projectionOf, rotationMatrix, type Camera } from '#shared/physics/ballistics/camera.ts';
import { fly } from '#shared/physics/ballistics/flight.ts';
import { landedAt } from '#shared/physics/ballistics/landing.ts';
import { aimed } from '#shared/physics/ballistics/turns.ts';
import { watchedFacade } from '#shared/physics/ballistics/watchedFacade.ts';
import type { ThrowTrace, TracedSighting } from '#shared/protocol/throwTrace.ts';
import { percentOf, readThrow } from './throwReading.ts';
import { priorsFor } from './whatIf.ts';

const camera: Camera = {
  positionEnu: [1, -18, 3],
  rotation: aimed(Math.PI / 2, 0.3),
  lens: { widthPx: 1920, heightPx: 1080, fx: 1030, fy: 1030, cx: 960, cy: 540, distortion: [0, 0, 0, 0, 0] },
};
const windows = [0, 1, 2, 3, 4, 5].flatMap((storey) =>
  [-4, 0, 4].map((x, bay) => ({
    id: `${storey}${bay}`,
    storey: `${storey + 1}层`,
    box: { centreEnu: [x, 0, storey * 3 + 1.65], sizeM: [1.6, 0.1, 1.5], yawRad: 0 } as const,
  })),
);
const project = projectionOf(camera.lens, camera.positionEnu, rotationMatrix(camera.rotation));
const flight = {
  releaseEnu: [0, -0.3, 13.6],
  velocity: [0.2, -1.6, 0.3],
  dragPerM: 0.012,
  wind: [0, 0, 0],
} as const;
const watched = watchedFacade(camera, windows);
if (!watched) throw new Error('no wall');
const sighting = (calibrated: boolean, angleRad: number, count = 34): TracedSighting => ({
  eventId: '1',
  deviceKey: 'throw-camera/t1',
  deviceName: { zh: '一', en: 'One' },
  calibration: calibrated ? { id: 'c', by: 'operator', atMs: 1 } : null,
  dropped: 0,
  camera,
  poseCovariance: Array.from({ length: 36 }, (_, k) => (k % 7 > 0 ? 0 : k < 21 ? 1e-4 : angleRad ** 2)),
  noisePx: 1,
  clockS: 0,
  track: Array.from({ length: count }, (_, i) => {
    const timeS = 0.16 + i / 25;
    const [x = 0, y = 0, z = 0] = fly(flight, [timeS]);
    const [xPx, yPx] = project(x, y, z) ?? [0, 0];
    return { timeS, xPx: xPx + Math.sin(i * 7.3), yPx: yPx + Math.cos(i * 5.1) };
  }),
});
const traceOf = (one: TracedSighting): ThrowTrace => ({
  version: 1,
  incidentId: 'i',
  eventId: 'e',
  throws: [],
  atMs: 1_000_000,
  ...watched,
  openings: watched.openings.map((opening) => ({
    ...opening,
    fromLeft: 1,
    placeId: null,
    element: null,
    cornersEnu: [],
  })),
  sightings: [one],
});

test('a calibrated throw: its storey first, the way it flew, and the stretch of wall it left', () => {
  const trace = traceOf(sighting(true, 0.001));
  const reading = readThrow(trace, backTrace(trace));
  expect(reading.mistaken).toBeNull();
  expect(reading.storeys[0]?.id).toBe('5层');
  expect(reading.openings[0]?.opening.id).toBe('41');
  const [low, high] = reading.heightsM;
  expect(low).toBeLessThan(13.6);
  expect(high).toBeGreaterThan(13.6);
  const { atMs, positionsEnu } = reading.path;
  // Released 0.16 s before its first point, which is told at 0.16 s; on the ground about 1.7 s later.
  expect(Math.abs((atMs[0] ?? 0) - 1_000_000)).toBeLessThan(60);
  expect(positionsEnu.at(-1)?.[2]).toBe(0);
  expect((atMs.at(-1) ?? 0) - (atMs[0] ?? 0)).toBeGreaterThan(1300);
  // The zone below holds where it came down, and lies nowhere behind the wall.
  const truth = landedAt(flight)?.atEnu ?? [NaN, NaN, NaN];
  const { offM, widthM, outlineEnu } = reading.landing ?? { offM: [NaN, NaN], widthM: NaN, outlineEnu: [] };
  expect(-truth[1]).toBeGreaterThan(offM[0]);
  expect(-truth[1]).toBeLessThan(offM[1]);
  const [west, east] = [Math.min, Math.max].map((most) => most(...outlineEnu.map(([x]) => x)));
  expect(truth[0]).toBeGreaterThan(west ?? NaN);
  expect(truth[0]).toBeLessThan(east ?? NaN);
  expect(widthM).toBeGreaterThan(0.05);
  expect(widthM).toBeLessThan(5);
  expect(outlineEnu.every(([, y]) => y <= 0)).toBe(true);
  for (const [, y, z] of reading.regionEnu) {
    expect(y).toBeCloseTo(-0.17, 6);
    expect(z).toBeGreaterThan(11);
    expect(z).toBeLessThan(16);
  }
});

test('a camera that nobody calibrated is told of first; then that a second one would help', () => {
  const open = traceOf(sighting(false, 0.035));
  expect(readThrow(open, backTrace(open)).sharpening).toBe('calibrate');
  const doubtful = traceOf(sighting(true, 0.14, 12));
  expect(readThrow(doubtful, backTrace(doubtful)).sharpening).toBe('second-camera');
});

test('a track that rises again is told to look like a bird', () => {
  const own = sighting(true, 0.01);
  const track = own.track.map((point, i) => ({ ...point, xPx: 300 + i * 30, yPx: 500 - i * 6 }));
  const trace = traceOf({ ...own, track });
  expect(readThrow(trace, backTrace(trace)).mistaken).toBe('bird');
});

test('who supposes a light object gets another flight than who supposes a heavy one', () => {
  const trace = traceOf(sighting(true, 0.02));
  const dragOf = (object: 'heavy' | 'light') =>
    backTrace({ ...trace, priors: priorsFor(trace.priors, { object, wind: 'any' }) }).flight.dragPerM;
  expect(dragOf('light')).toBeGreaterThan(2 * dragOf('heavy'));
});

test('what is not certain is never shown as certain, what is not nothing never as nothing', () => {
  expect([0, 0.001, 0.0149, 0.5, 0.9999, 1].map(percentOf)).toEqual(['0', '<1', '1', '50', '99', '100']);
});
