/** From a camera's own words to what a back-trace is computed from, over a real hub with a real model. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { backTrace } from '#shared/physics/ballistics/backTrace.ts';
import type { ThrowTrace } from '#shared/protocol/throwTrace.ts';
import type { Enu } from '#shared/twin/compound.ts';
import { eventually, type TestHub } from '../testHub.ts';
import {
  calibrateThrowCamera,
  incidentsOf,
  startThrowHub,
  throwCameraEnu,
  throwLens as lens,
  thrown,
  throwPixels as pixels,
  throwPoints as points,
  throwWindows,
} from '../testThrow.ts';

let hub: TestHub;
beforeAll(async () => {
  hub = await startThrowHub();
});
afterAll(() => hub.stop());

const traceOf = (id: string) =>
  hub.get<{ ok: boolean; trace?: ThrowTrace; error?: { code: string } }>(`/api/incidents/${id}/throw-trace`);

test('a throw is traced to its window: by the planned pose with doubt, surer once the camera is calibrated', async () => {
  const id = await thrown(hub, 't2', { pixels });
  const { trace } = await traceOf(id);
  if (!trace) throw new Error('no trace');
  expect(trace.openings).toHaveLength(18);
  expect(trace.sightings[0]).toMatchObject({ deviceKey: 'throw-camera/t2', calibration: null, dropped: 0 });
  const middle = trace.openings.filter(({ fromLeft }) => fromLeft === 2);
  expect(middle.length).toBeGreaterThan(0);
  const planned = backTrace(trace);

  const calibration = await calibrateThrowCamera(hub);
  expect(calibration.noisePx).toBeLessThan(1);
  expect(
    Math.hypot(...calibration.positionEnu.map((value, i) => value - (throwCameraEnu[i] ?? 0))),
  ).toBeLessThan(0.1);

  const again = (await traceOf(id)).trace;
  expect(again?.sightings[0]?.calibration?.id).toBe(calibration.id);
  const calibrated = backTrace(again ?? trace);
  const best = again?.openings.find((one) => one.id === calibrated.openings[0]?.id);
  expect(best?.element?.globalId).toBe('w41'.padEnd(22, '0'));
  expect(calibrated.openings[0]?.probability).toBeGreaterThan(planned.openings[0]?.probability ?? 1);

  // Asked once more within the minute, from the same calibration, is the same look.
  await traceOf(id);
  const { entries } = await eventually(
    () => hub.get<{ entries: { verb: string; target: string }[] }>('/api/audit'),
    (log) => log.entries.filter(({ verb }) => verb === 'see-throw-trace').length >= 2,
  );
  expect(entries.filter(({ verb }) => verb === 'see-throw-trace')).toHaveLength(2);
  expect(
    entries.some(({ verb, target }) => verb === 'camera-calibrate' && target === 'throw-camera/t2'),
  ).toBe(true);
});

test.each([
  ['a camera that tells no track', 't1', {}, 'throw-no-track', 100],
  ['one point', 't3', { pixels: { ...pixels, points: points.slice(0, 1) } }, 'throw-no-track', 200],
  ['a camera that hangs nowhere', 't4', { pixels }, 'throw-no-pose', 300],
])('%s is refused with its reason', async (_, device, data, code, agoS) => {
  const id = await thrown(hub, device, data, Date.now() - agoS * 1000);
  const refused = await traceOf(id);
  expect(refused.ok).toBe(false);
  expect(refused.error?.code).toBe(code);
});

test('corners on one line, and corners of another house, are no calibration', async () => {
  const url = '/api/cameras/test/throw-camera%2Ft2/calibrations';
  const line = [0, 1, 2, 3, 4].map((i) => ({ placeEnu: [i, 0, 3] as Enu, xPx: 500 + i * 60, yPx: 400 }));
  const wrong = throwWindows.slice(0, 8).map(({ at: [x, y, z] }, i) => ({
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
    (await incidentsOf(hub)).find(({ deviceKeys }) => deviceKeys.includes('throw-camera/t2'))?.id ?? '';
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

test('a camera that was removed is traced as it hung', async () => {
  const ofCamera = (one: { deviceKeys: readonly string[] }) => one.deviceKeys.includes('throw-camera/t2');
  const id = (await incidentsOf(hub)).find(ofCamera)?.id ?? '';
  const before = await traceOf(id);
  expect(before.trace?.sightings).toMatchObject([{ deviceName: { en: 'Throw two' } }]);
  await hub.client.publishAsync('linli/v1/test/throw-camera/t2/meta', '', { qos: 1 });
  await eventually(
    () => hub.get<{ devices: Record<string, unknown> }>('/api/compounds/test/state'),
    ({ devices }) => !('throw-camera/t2' in devices),
  );
  expect(await traceOf(id)).toEqual(before);
});
