/** An age counts from the reading: not from when the hub heard it, found its device silent, or was started again. */
import { afterEach, expect, it } from 'vitest';
import { eventually, startTestHub, type TestHub } from '#hub/testHub.ts';

let test: TestHub;
afterEach(() => test?.stop());

interface Point {
  readonly value: number;
  readonly t: number;
  readonly quality: string;
  readonly ageS: number;
}

const meta = { name: '快表', intervalS: 0.3, points: [{ id: 'level', unit: 'm' }, { id: 'flow' }] };

async function describe(): Promise<void> {
  await test.client.publishAsync('linli/v1/test/meter/m1/meta', JSON.stringify(meta), {
    qos: 1,
    retain: true,
  });
}
const say = (v: object, t: number, retain = false) =>
  test.client.publishAsync('linli/v1/test/meter/m1/state', JSON.stringify({ t, v }), { qos: 1, retain });
async function points(at = ''): Promise<Record<string, Point>> {
  const { devices } = await test.get<{ devices: Record<string, { points: Record<string, Point> }> }>(
    `/api/compounds/test/state${at}`,
  );
  return devices['meter/m1']?.points ?? {};
}
const silent = () => eventually(points, ({ level }) => level?.quality === 'stale');
const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

it('of a device that fell silent, and after a restart, until it is heard again', async () => {
  test = await startTestHub();
  await describe();
  const flowMs = Date.now() - 40_000;
  await say({ flow: 7 }, flowMs);
  const levelMs = Date.now() - 2_000;
  await say({ level: 2 }, levelMs);
  expect((await points())['level']).toMatchObject({ t: levelMs, quality: 'good' });
  const before = await silent();
  expect(before['level']).toMatchObject({ value: 2, t: levelMs });
  expect(before['flow']).toMatchObject({ value: 7, t: flowMs, quality: 'stale' });
  expect(before['level']?.ageS).toBeGreaterThan(2.5);
  expect(before['flow']?.ageS).toBeGreaterThan(40.5);

  await test.restart();
  const told = { value: 2, t: levelMs, quality: 'stale' };
  expect((await points())['level']).toMatchObject(told);
  await wait(2500);
  const after = await points();
  expect(after['level']).toMatchObject(told);
  expect(after['flow']).toMatchObject({ t: flowMs, quality: 'stale' });
  expect(after['level']?.ageS).toBeCloseTo((Date.now() - levelMs) / 1000, 0);

  const againMs = Date.now();
  await say({ level: 3 }, againMs);
  expect((await points())['level']).toMatchObject({ value: 3, t: againMs, quality: 'good' });
  await test.restart();
  expect((await points())['level']).toMatchObject({ value: 3, t: againMs });
});

it('of a silent device, although the broker gives its last word out again', async () => {
  test = await startTestHub();
  await describe();
  const saidMs = Date.now() - 60_000;
  await say({ level: 2 }, saidMs, true);
  await silent();
  await test.restart();
  await say({ level: 2 }, saidMs, true);
  await wait(300);
  const { level } = await points();
  expect(level).toMatchObject({ value: 2, t: saidMs });
  expect(level?.ageS).toBeGreaterThan(60);
});

it('of the past counts to the instant that is asked for', async () => {
  test = await startTestHub();
  await describe();
  const saidMs = Date.now() - 30_000;
  await say({ level: 2 }, saidMs);
  await wait(400);
  const then = await points(`?at=${saidMs + 10_000}`);
  expect(then['level']).toMatchObject({ t: saidMs, ageS: 10 });
  await silent();
  await wait(300);
  const silentThen = (await points(`?at=${Date.now()}`))['level'];
  expect(silentThen).toMatchObject({ t: saidMs, quality: 'stale' });
  await test.restart();
  expect((await points(`?at=${Date.now()}`))['level']).toMatchObject({ t: saidMs, quality: 'stale' });
});
