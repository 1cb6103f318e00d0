/** A device that was removed stands in the past before it went, with what it said then, and nowhere after. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { unpackReadings } from '#shared/twin/packed.ts';
import type { Result } from '#shared/protocol/result.ts';
import type { Snapshot } from '#shared/protocol/socket.ts';
import { eventually, screenOn, startTestHub, type TestHub } from '../testHub.ts';

let nowMs = Date.now() - 3_600_000;
let test: TestHub;
beforeEach(async () => {
  test = await startTestHub({ now: () => nowMs });
});
afterEach(() => test.stop());

const publish = (leaf: string, body: string) =>
  test.client.publishAsync(`linli/v1/test/parking-bay/gone/${leaf}`, body, { qos: 1 });

async function snapshotAt(atMs: number): Promise<Snapshot> {
  const screen = await screenOn(test);
  const answer = await new Promise<Result<Snapshot>>((resolve) =>
    screen.emit('snapshot', { compound: 'test', atMs }, resolve),
  );
  screen.close();
  if (!answer.ok) throw new Error(JSON.stringify(answer.error));
  return answer.value;
}

/** Plate of the device then; null where it is not among the former ones. */
async function plateAt(atMs: number): Promise<string | null> {
  const { formerDevices, columns, words } = await snapshotAt(atMs);
  const device = formerDevices.find(({ key }) => key === 'parking-bay/gone');
  if (!device) return null;
  const { count, index, value } = unpackReadings(columns);
  const at = Array.from({ length: count }, (_, i) => i).find((i) => index[i] === device.points['plate']);
  return new Map(words).get(value[at ?? -1] ?? NaN) ?? '';
}

it('is there with its texts before it went, not before it spoke nor after, the same after a restart', async () => {
  await publish('meta', JSON.stringify({ name: { zh: '旧车位', en: 'Old bay' }, placeId: '1' }));
  const spokeMs = (nowMs += 60_000);
  await publish('state', JSON.stringify({ t: nowMs, v: { occupied: true, plate: '鄂B12' } }));
  await eventually(
    () => test.get<{ devices: Record<string, unknown> }>('/api/compounds/test/state'),
    ({ devices }) => JSON.stringify(devices).includes('鄂B12'),
  );
  expect(await plateAt(nowMs)).toBe(null);
  nowMs += 60_000;
  await publish('meta', '');
  await eventually(
    () => test.get<{ devices: Record<string, unknown> }>('/api/compounds/test/state'),
    ({ devices }) => !('parking-bay/gone' in devices),
  );
  const check = async () => {
    expect(await plateAt(spokeMs + 1000)).toBe('鄂B12');
    expect(await plateAt(spokeMs - 1)).toBe(null);
    expect(await plateAt(nowMs + 1)).toBe(null);
  };
  await check();
  const { formerDevices } = await snapshotAt(spokeMs + 1000);
  expect(formerDevices).toMatchObject([{ name: { zh: '旧车位' }, placeId: '1' }]);
  nowMs += 60_000;
  await test.restart();
  await check();
});

it('one that came back is told as it is now, once', async () => {
  await publish('meta', JSON.stringify({ name: 'First' }));
  await publish('state', JSON.stringify({ t: nowMs, v: { occupied: true } }));
  const spokeMs = nowMs;
  nowMs += 60_000;
  await publish('meta', '');
  await publish('meta', JSON.stringify({ name: 'Second' }));
  await eventually(
    () => test.get<{ devices: Record<string, { name: unknown }> }>('/api/compounds/test/state'),
    ({ devices }) => JSON.stringify(devices['parking-bay/gone'] ?? '').includes('Second'),
  );
  expect((await snapshotAt(spokeMs + 1)).formerDevices).toEqual([]);
});
