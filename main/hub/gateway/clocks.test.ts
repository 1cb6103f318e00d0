import { afterEach, expect, it } from 'vitest';
import { eventually, startTestHub, type TestHub } from '../testHub.ts';

let test: TestHub;
afterEach(() => test?.stop());

interface Clocks {
  readonly clocks: readonly { readonly device: string; readonly offsetMs: number }[];
}

it('tells how far a clock is off, of one device or of all, and nothing of those that were never heard', async () => {
  let nowMs = Date.now();
  test = await startTestHub({ now: () => nowMs });
  const say = (key: string, t: number) =>
    test.client.publishAsync(`linli/v1/test/${key}/state`, JSON.stringify({ t, v: { smoke: 0 } }), {
      qos: 1,
    });
  await say('smoke/s1', nowMs + 600_000);
  await say('smoke/s2', nowMs);
  const ask = (query: string) => test.get<Clocks>(`/api/compounds/test/clocks${query}`);
  // A clock that runs ahead is known as such once it has kept pace for a while.
  await eventually(
    () => test.get<{ accepted: number }>('/api/health'),
    ({ accepted }) => accepted === 2,
  );
  nowMs += 6000;
  await say('smoke/s1', nowMs + 600_000);
  const { clocks } = await eventually(
    () => ask(''),
    (answer) => answer.clocks.length === 2,
  );
  const offsets = new Map(clocks.map(({ device, offsetMs }) => [device, offsetMs]));
  expect(offsets.get('smoke/s1')).toBeCloseTo(-600_000, -3);
  expect(Math.abs(offsets.get('smoke/s2') ?? NaN)).toBeLessThan(1000);
  expect((await ask('?device=smoke/s1')).clocks.map(({ device }) => device)).toEqual(['smoke/s1']);
  expect((await ask('?device=lift/l1')).clocks).toEqual([]);
});
