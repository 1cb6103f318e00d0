/** One throw told by two cameras, and two throws at one façade, over a real hub with a real model. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { backTrace } from '#shared/physics/ballistics/backTrace.ts';
import { prepared, sightOf } from '#shared/physics/ballistics/coverage.ts';
import { readThrow } from '#shared/incidents/throwReading.ts';
import type { ThrowCoverage } from '#shared/protocol/throwCoverage.ts';
import type { ThrowTrace } from '#shared/protocol/throwTrace.ts';
import { eventually, type TestHub } from '../testHub.ts';
import {
  calibrateThrowCamera,
  incidentsOf,
  sayThrow,
  secondPixels,
  startThrowHub,
  thrown,
  throwPixels,
} from '../testThrow.ts';

let hub: TestHub;
beforeAll(async () => {
  hub = await startThrowHub();
});
afterAll(() => hub.stop());

test('what is covered is judged from all windows and all cameras whose pose is known', async () => {
  const { coverage } = await hub.get<{ coverage: ThrowCoverage }>('/api/compounds/test/throw-coverage');
  expect(coverage.windows).toHaveLength(18);
  expect(coverage.cameras.map(({ id, isCalibrated }) => [id, isCalibrated])).toEqual([
    ['throw-camera/t2', false],
    ['throw-camera/t5', false],
  ]);
  expect(coverage.unplaced.map(({ en }) => en)).toEqual(['Throw one', 'Throw t3', 'Throw t4']);
  const cameras = coverage.cameras.map(prepared);
  const sights = coverage.windows.map((one) => sightOf(one, cameras, []));
  expect(sights.filter(({ class: one }) => one === 'coarse').length).toBeGreaterThan(3);
  expect((await fetch(`${hub.hub.url}/api/compounds/none/throw-coverage`)).status).toBe(404);
});

const traceOf = (id: string, event = '') =>
  hub.get<{ trace?: ThrowTrace }>(`/api/incidents/${id}/throw-trace${event && `?event=${event}`}`);

test('a throw of two cameras whose clocks are three seconds apart: one incident, one throw, its window, and the clocks', async () => {
  await calibrateThrowCamera(hub, 't2');
  await calibrateThrowCamera(hub, 't5');
  const t = Date.now() - 100_000;
  const id = await thrown(hub, 't2', { pixels: throwPixels }, t);
  await sayThrow(hub, 't5', { pixels: secondPixels }, t - 3000);
  const { trace } = await eventually(
    () => traceOf(id),
    (answer) => answer.trace?.sightings.length === 2,
  );
  if (!trace) throw new Error('no trace');
  const result = backTrace(trace);
  const best = trace.openings.find((one) => one.id === result.openings[0]?.id);
  expect(best?.element?.globalId).toBe('w41'.padEnd(22, '0'));
  const nth = trace.sightings.findIndex(({ deviceKey }) => deviceKey === 'throw-camera/t5');
  const sign = nth === 1 ? 1 : -1;
  const clock = result.clocks[1];
  expect(Math.abs((clock?.behindS ?? 0) - sign * 3)).toBeLessThan(0.1);
  expect(clock?.deviationS).toBeLessThan(0.1);
  expect(readThrow(trace, result).clocks[1]?.way).toBe(nth === 1 ? 'behind' : 'ahead');
  expect(await incidentsOf(hub)).toHaveLength(1);
  expect(trace.throws).toHaveLength(1);
  expect(trace.throws[0]?.eventId).toBe(trace.eventId);
});

test('another throw at the same façade a minute later joins the incident, and each is traced by its own cameras', async () => {
  const [{ id = '' } = {}] = await incidentsOf(hub);
  const t = Date.now() - 40_000;
  await sayThrow(hub, 't2', { pixels: throwPixels }, t);
  await sayThrow(hub, 't5', { pixels: secondPixels }, t - 3000);
  const { trace } = await eventually(
    () => traceOf(id),
    (answer) => answer.trace?.throws.length === 2 && answer.trace.sightings.length === 2,
  );
  expect(await incidentsOf(hub)).toHaveLength(1);
  const [older, newer] = trace?.throws ?? [];
  expect(Math.abs((newer?.atMs ?? 0) - (older?.atMs ?? 0) - 60_000)).toBeLessThan(6000);
  for (const { eventId = '', atMs = 0 } of trace?.throws ?? []) {
    const one = (await traceOf(id, eventId)).trace;
    expect(one?.eventId).toBe(eventId);
    expect(one?.atMs).toBe(atMs);
    expect(new Set(one?.sightings.map(({ deviceKey }) => deviceKey)).size).toBe(2);
    expect(one?.throws).toHaveLength(2);
  }
});

test('of two throws within seconds each has its own sight by the other camera', async () => {
  const [{ id = '' } = {}] = await incidentsOf(hub);
  const t = Date.now() - 20_000;
  for (const laterMs of [0, 3550]) {
    await sayThrow(hub, 't2', { pixels: throwPixels }, t + laterMs);
    await sayThrow(hub, 't5', { pixels: secondPixels }, t + laterMs - 3000);
  }
  const { trace } = await eventually(
    () => traceOf(id),
    (answer) => answer.trace?.throws.length === 4,
  );
  for (const { eventId = '' } of trace?.throws ?? []) {
    const one = (await traceOf(id, eventId)).trace;
    const [own, other] = one?.sightings ?? [];
    const apartS = (other?.track[0]?.timeS ?? NaN) - (own?.track[0]?.timeS ?? NaN);
    expect(Math.abs(apartS)).toBeCloseTo(3, 5);
  }
});

test('what another camera told of another wall at the same time is another throw', async () => {
  await hub.client.publishAsync(
    'linli/v1/test/throw-camera/t6/meta',
    JSON.stringify({
      name: { zh: '背面', en: 'From behind' },
      positionEnu: [1, 18, 3],
      camera: { headingRad: -Math.PI / 2, pitchRad: 0.3, fovRad: 1.5, rangeM: 40 },
    }),
    { qos: 1 },
  );
  const t = Date.now() - 5000;
  await sayThrow(hub, 't2', { pixels: { ...throwPixels, points: throwPixels.points.slice(0, 31) } }, t);
  await sayThrow(hub, 't6', { pixels: throwPixels }, t + 500);
  const [{ id = '' } = {}] = await incidentsOf(hub);
  const { trace } = await eventually(
    () => traceOf(id),
    (answer) => answer.trace?.throws.length === 6,
  );
  const [front, behind] = trace?.throws.slice(-2) ?? [];
  expect([front, behind].map((one) => one?.deviceName.en)).toEqual(['Throw two', 'From behind']);
  for (const [one, key] of [
    [front, 'throw-camera/t2'],
    [behind, 'throw-camera/t6'],
  ] as const) {
    const { sightings = [] } = (await traceOf(id, one?.eventId)).trace ?? {};
    expect(sightings.map(({ deviceKey }) => deviceKey)).toEqual([key]);
  }
});
