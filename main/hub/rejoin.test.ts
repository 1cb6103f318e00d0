/** What screens and points know again after a restart or a reconnect, over a real hub. */
import { afterEach, describe, expect, it } from 'vitest';
import type { Hydration } from '#shared/protocol/socket.ts';
import type { Result } from '#shared/protocol/result.ts';
import { unpackReadings } from '#shared/twin/packed.ts';
import { eventually, screenOn, startTestHub, type TestHub } from './testHub.ts';

let test: TestHub;
afterEach(() => test?.stop());

describe('a screen that comes back', () => {
  const subscribe = async (lastSeq: number) => {
    const socket = await screenOn(test);
    const answer = (await socket.emitWithAck('subscribe', {
      compound: 'test',
      lastSeq,
    })) as Result<Hydration>;
    socket.disconnect();
    if (!answer.ok) throw new Error(JSON.stringify(answer.error));
    return answer.value;
  };

  it('gets only what changed, but everything from a hub that was started anew', async () => {
    test = await startTestHub();
    await test.say('lift', 'l1', { floor: 3 });
    const first = await eventually(
      () => subscribe(0),
      (one) => unpackReadings(one.columns).count === 1,
    );
    expect(first.full).toBe(true);
    await test.say('lift', 'l1', { door: 'open' });
    const second = await eventually(
      () => subscribe(first.seq),
      (one) => unpackReadings(one.columns).count === 1,
    );
    expect(second.full).toBe(false);
    await test.restart();
    const third = await subscribe(second.seq);
    expect(third.full).toBe(true);
    expect(unpackReadings(third.columns).count).toBe(2);
  });
});

describe('a point that nobody declared', () => {
  it('is what its first value was, for ever: text, yes or no, number', async () => {
    test = await startTestHub();
    const meta = { name: '水泵', points: [{ id: 'mode' }, { id: 'on' }, { id: 'level' }] };
    const describeIt = () =>
      test.client.publishAsync('linli/v1/test/pump/p1/meta', JSON.stringify(meta), { qos: 1 });
    await describeIt();
    await test.say('pump', 'p1', { mode: 'auto', on: true, level: 2 });
    interface Points {
      devices: Record<string, { points: Record<string, { value: unknown }> }>;
    }
    const values = async () => {
      const { devices } = await test.get<Points>('/api/compounds/test/state');
      const points = devices['pump/p1']?.points ?? {};
      return [points['mode']?.value, points['on']?.value, points['level']?.value];
    };
    await eventually(values, ([mode]) => mode !== undefined);
    expect(await values()).toEqual(['auto', true, 2]);
    await describeIt();
    await test.say('pump', 'p1', { mode: 7, on: false, level: 'high' });
    await eventually(values, ([, on]) => on === false);
    expect(await values()).toEqual(['auto', false, 2]);
    await test.restart();
    expect(await values()).toEqual(['auto', false, 2]);
  });
});
