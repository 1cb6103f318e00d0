/** REST over one point's history, on a real hub. */
import { Value } from 'typebox/value';
import { afterEach, expect, it } from 'vitest';
import { eventually, startTestHub, type TestHub } from '../testHub.ts';
import { readInstant } from './instants.ts';
import { answers } from './openapi.ts';

let test: TestHub | null = null;
afterEach(async () => {
  await test?.stop();
  test = null;
});

interface Body {
  ok: boolean;
  readings: { t: number; value: unknown }[];
  before: { value: unknown } | null;
  bins: {
    fromMs: number;
    toMs: number;
    count: number;
    min?: unknown;
    max?: unknown;
    mean?: number;
    last: unknown;
  }[];
  error: { code: string; message: string; tip: string };
}

it('gives [from, to), pages without doubling, bins, and a clear fault for what makes no sense', async () => {
  const hub = (test = await startTestHub());
  const now = Date.now() - 60_000;
  const of = (point: string, query: string) =>
    hub.get<Body>(`/api/points/${encodeURIComponent(`test/lift/l1/${point}`)}/history?${query}`);
  for (let i = 0; i < 10; i++)
    await hub.say('lift', 'l1', { floor: i, door: i % 2 ? 'open' : 'closed' }, now + i * 1000);
  const all = await eventually(
    () => of('floor', 'from=0'),
    (body) => body.readings.length === 10,
  );
  expect(all.readings.map(({ value }) => value)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  const first = await of('floor', `from=${now}&to=${now + 4000}`);
  const second = await of('floor', `from=${now + 4000}&to=${now + 10_000}`);
  expect(first.readings.map(({ value }) => value)).toEqual([0, 1, 2, 3]);
  expect(second.readings.map(({ value }) => value)).toEqual([4, 5, 6, 7, 8, 9]);
  expect(second.before?.value).toBe(3);
  // Delivered again, it is the same reading.
  await hub.say('lift', 'l1', { floor: 9, door: 'open' }, now + 9000);
  await eventually(
    () => of('floor', `from=${now}`),
    (body) => body.readings.length === 10,
  );

  const binned = await of('floor', `from=${now}&to=${now + 10_000}&bins=5`);
  expect(binned.bins.map(({ count, min, max, mean, last }) => [count, min, max, mean, last])).toEqual(
    [0, 2, 4, 6, 8].map((low) => [2, low, low + 1, low + 0.5, low + 1]),
  );
  expect(binned.bins[1]).toMatchObject({ fromMs: now + 2000, toMs: now + 4000 });
  const states = await of('door', `from=${now}&to=${now + 20_000}&bins=2`);
  expect(states.bins.map(({ count, last, min }) => [count, last, min])).toEqual([
    [10, 'open', undefined],
    [0, null, undefined],
  ]);
  for (const body of [all, binned, states]) {
    const schema = answers['GET /api/points/:id/history'];
    expect(schema && [...Value.Errors(schema, body)]).toEqual([]);
  }

  const fault = async (query: string) => {
    const { ok, error } = await of('floor', query);
    return ok ? 'ok' : `${error.code}: ${error.message}`;
  };
  expect(await fault(`from=${now + 5}&to=${now}`)).toBe('range-reversed: 结束早于开始');
  expect(await fault(`from=${Math.floor(now / 1000)}`)).toMatch(/^instant-seconds: .*Unix 秒/);
  expect(await fault('from=yesterday')).toMatch(/^instant: .*ISO 8601/);
  expect(await fault('from=2026-02-30T00:00:00Z')).toMatch(/^instant/);
  expect(await fault('from=11/21/2026%20Z')).toMatch(/^instant/);
  expect(await fault(`from=${now}&bins=4001`)).toMatch(/^range-bins: /);
  expect(await fault(`from=${now}&bins=0`)).toMatch(/^range-bins: /);
  expect(await fault(`from=2020-01-01T00:00:00Z`)).toBe('ok');
  const missing = await fetch(`${hub.hub.url}/api/points/x/history?from=0`);
  expect(missing.status).toBe(404);
  const bad = await fetch(`${hub.hub.url}/api/points/test%2Flift%2Fl1%2Ffloor/history?from=5&to=3`);
  expect(bad.status).toBe(400);
});

it.each([
  ['0', 0],
  ['1760000000000', 1_760_000_000_000],
  ['2026-11-21T08:00:00+08:00', Date.UTC(2026, 10, 21)],
  ['2026-11-21T08:00:00 08:00', Date.UTC(2026, 10, 21)],
  ['1760000000', null],
  ['-5', null],
  ['2026-11-21T08:00:00', null],
  ['21.11.2026Z', null],
])('%s is read as %s', (text, ms) => {
  const found = readInstant(text);
  expect(found.ok ? found.value : null).toBe(ms);
});
