/** From a camera's own words to what a back-trace is computed from, over a real hub with a real model. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { backTrace } from '#shared/physics/ballistics/backTrace.ts';
import { projectionOf, rotationMatrix, type Lens } from '#shared/physics/ballistics/camera.ts';
import { fly } from '#shared/physics/ballistics/flight.ts';
import { aimed } from '#shared/physics/ballistics/turns.ts';
import type { CameraCalibration } from '#shared/protocol/calibration.ts';
import type { IncidentRecord } from '#shared/protocol/records.ts';
import type { ThrowTrace } from '#shared/protocol/throwTrace.ts';
import { emptyPlan, type Enu } from '#shared/twin/compound.ts';
import { createModelRoom } from '../models/index.ts';
import { testIfc } from '../testIfc.ts';
import { eventually, startTestHub, testDevices, testManifest, type TestHub } from '../testHub.ts';

const WINDOWS = [0, 1, 2, 3, 4, 5].flatMap((storey) =>
  [-4, 0, 4].map((x, bay) => ({
    name: `w${storey}${bay}`,
    type: 'IFCWINDOW',
    at: [x, 0, storey * 3 + 0.9] as const,
    sizeM: [1.6, 0.1, 1.5] as const,
  })),
);
const lens: Lens = {
  widthPx: 1920,
  heightPx: 1080,
  fx: 1920 / 2 / Math.tan(0.75),
  fy: 1920 / 2 / Math.tan(0.75),
  cx: 960,
  cy: 540,
  distortion: [0, 0, 0, 0, 0],
};
const positionEnu: Enu = [1, -18, 3];
const aim = { headingRad: Math.PI / 2, pitchRad: 0.3 };
const project = projectionOf(lens, positionEnu, rotationMatrix(aimed(aim.headingRad, aim.pitchRad)));
/** From the middle window of the fifth storey. */
const flight = {
  releaseEnu: [0, -0.3, 13.6],
  velocity: [0.2, -1.6, 0.3],
  dragPerM: 0.012,
  wind: [0, 0, 0],
} as const;
const points = Array.from({ length: 34 }, (_, i) => {
  const s = 0.16 + i / 25;
  const [x = 0, y = 0, z = 0] = fly(flight, [s]);
  const [px, py] = project(x, y, z) ?? [0, 0];
  return { s, x: px + Math.sin(i * 7.3), y: py + Math.cos(i * 5.1) };
});

let hub: TestHub;
beforeAll(async () => {
  hub = await startTestHub({
    compounds: [
      {
        manifest: testManifest,
        plan: emptyPlan,
        devices: [
          ...testDevices,
          ...['t3', 't4'].map((device, i) => ({
            id: device,
            system: 'throw-camera',
            name: { zh: `抛物 ${device}`, en: `Throw ${device}` },
            placeId: String(20 + i),
          })),
          {
            id: 't2',
            system: 'throw-camera',
            name: { zh: '抛物二', en: 'Throw two' },
            positionEnu: [...positionEnu],
            camera: { ...aim, fovRad: 1.5, rangeM: 40 },
          },
        ],
      },
    ],
  });
  const room = createModelRoom({ dataDir: hub.dataDir });
  const bytes = Buffer.from(testIfc(WINDOWS));
  const order = { name: 'house', modelId: 'house', compound: 'test', files: [{ name: 'house.ifc', bytes }] };
  const imported = await room.importNow(order);
  await room.stop();
  if (!imported.ok) throw new Error(JSON.stringify(imported.error));
});
afterAll(() => hub.stop());

let said = 0;
async function thrown(
  device: string,
  data: Readonly<Record<string, unknown>>,
  t = Date.now(),
): Promise<string> {
  const before = new Set((await incidents()).map(({ id }) => id));
  said++;
  await hub.client.publishAsync(
    `linli/v1/test/throw-camera/${device}/event`,
    JSON.stringify({ t, id: `e${said}`, type: 'throw', data: { people: true, ...data } }),
    { qos: 1 },
  );
  const all = await eventually(incidents, (list) => list.some(({ id }) => !before.has(id)));
  return all.find(({ id }) => !before.has(id))?.id ?? '';
}
const incidents = async () =>
  (await hub.get<{ incidents: IncidentRecord[] }>('/api/incidents?compound=test')).incidents;
const traceOf = (id: string) =>
  hub.get<{ ok: boolean; trace?: ThrowTrace; error?: { code: string } }>(`/api/incidents/${id}/throw-trace`);
const pixels = { widthPx: 1920, heightPx: 1080, noisePx: 1, points };

test('a throw is traced to its window: by the planned pose with doubt, surer once the camera is calibrated', async () => {
  const id = await thrown('t2', { pixels });
  const { trace } = await traceOf(id);
  if (!trace) throw new Error('no trace');
  expect(trace.openings).toHaveLength(18);
  expect(trace.sightings[0]).toMatchObject({ deviceKey: 'throw-camera/t2', calibration: null, dropped: 0 });
  const middle = trace.openings.filter(({ fromLeft }) => fromLeft === 2);
  expect(middle.length).toBeGreaterThan(0);
  const planned = backTrace(trace);

  const places = WINDOWS.slice(0, 15).map(({ at: [x, y, z] }) => {
    const placeEnu: Enu = [x - 0.8, y - 0.05, z];
    const [xPx, yPx] = project(...placeEnu) ?? [0, 0];
    return { placeEnu, xPx: xPx + 0.4, yPx: yPx - 0.3 };
  });
  const url = '/api/cameras/test/throw-camera%2Ft2/calibrations';
  const kept = await hub.post<{ calibration: CameraCalibration }>(url, { lens, places });
  expect(kept.calibration.noisePx).toBeLessThan(1);
  expect(
    Math.hypot(...kept.calibration.positionEnu.map((value, i) => value - (positionEnu[i] ?? 0))),
  ).toBeLessThan(0.1);

  const again = (await traceOf(id)).trace;
  expect(again?.sightings[0]?.calibration?.id).toBe(kept.calibration.id);
  const calibrated = backTrace(again ?? trace);
  const best = again?.openings.find((one) => one.id === calibrated.openings[0]?.id);
  expect(best?.element?.globalId).toBe('w41'.padEnd(22, '0'));
  expect(calibrated.openings[0]?.probability).toBeGreaterThan(planned.openings[0]?.probability ?? 1);

  const { entries } = await eventually(
    () => hub.get<{ entries: { verb: string; target: string }[] }>('/api/audit'),
    (log) => log.entries.filter(({ verb }) => verb === 'see-throw-trace').length === 2,
  );
  expect(
    entries.some(({ verb, target }) => verb === 'camera-calibrate' && target === 'throw-camera/t2'),
  ).toBe(true);
});

test.each([
  ['a camera that tells no track', 't1', {}, 'throw-no-track'],
  ['one point', 't3', { pixels: { ...pixels, points: points.slice(0, 1) } }, 'throw-no-track'],
  ['a camera that hangs nowhere', 't4', { pixels }, 'throw-no-pose'],
])('%s is refused with its reason', async (_, device, data, code) => {
  const id = await thrown(device, data, Date.now() - said * 100_000);
  const refused = await traceOf(id);
  expect(refused.ok).toBe(false);
  expect(refused.error?.code).toBe(code);
});

test('corners on one line, and corners of another house, are no calibration', async () => {
  const url = '/api/cameras/test/throw-camera%2Ft2/calibrations';
  const line = [0, 1, 2, 3, 4].map((i) => ({ placeEnu: [i, 0, 3] as Enu, xPx: 500 + i * 60, yPx: 400 }));
  const wrong = WINDOWS.slice(0, 8).map(({ at: [x, y, z] }, i) => ({
    placeEnu: [x, y, z] as Enu,
    xPx: (i * 733) % 1920,
    yPx: (i * 511) % 1080,
  }));
  for (const [places, code] of [
    [line, 'calibration-open'],
    [wrong, 'calibration-off'],
  ] as const) {
    const answer = await hub.post<{ ok: boolean; error?: { code: string } }>(url, { lens, places });
    expect(answer.ok).toBe(false);
    expect(answer.error?.code).toBe(code);
  }
});

test('a camera’s bad word hides no throw, and of several throws each can be asked for', async () => {
  const before =
    (await incidents()).find(({ deviceKeys }) => deviceKeys.includes('throw-camera/t2'))?.id ?? '';
  const say = (nth: number, data: object) =>
    hub.client.publishAsync(
      'linli/v1/test/throw-camera/t2/event',
      JSON.stringify({ t: Date.now(), id: `again${nth}`, type: 'throw', data: { people: true, ...data } }),
      { qos: 1 },
    );
  await say(1, { pixels: { ...pixels, points: points.slice(0, 1) } });
  await say(2, { pixels: { ...pixels, points: points.slice(0, 20) } });
  const traced = await eventually(
    () => traceOf(before),
    ({ trace }) => trace?.throws.filter(({ deviceName }) => deviceName.en === 'Throw two').length === 2,
  );
  expect(traced.trace?.sightings[0]?.track).toHaveLength(20);
  const first = traced.trace?.throws[0]?.eventId ?? '';
  const older = await hub.get<{ trace: ThrowTrace }>(`/api/incidents/${before}/throw-trace?event=${first}`);
  expect(older.trace.eventId).toBe(first);
  expect(older.trace.sightings[0]?.track).toHaveLength(points.length);
});
