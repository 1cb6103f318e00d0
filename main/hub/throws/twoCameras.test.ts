/** One throw told by two cameras, and two throws at one façade, over a real hub with a real model. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { backTrace } from '#shared/physics/ballistics/backTrace.ts';
import { readThrow } from '#shared/incidents/throwReading.ts';
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

const traceOf = (id: string, event = '') =>
  hub.get<{ trace?: ThrowTrace }>(`/api/incidents/${id}/throw-trace${event && `?event=${event}`}`);

test('a throw of two cameras whose clocks are three seconds apart: one incident, one throw, its window, and the clocks', async () => {
  await calibrateThrowCamera(hub, 't2');
  await calibrateThrowCamera(hub, 't5');
  const t = Date.now() - 20_000;
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
});
