/** Personal values on a real hub: in no hydration, tick, snapshot, window or state; given by class, each look written down. */
import { afterEach, expect, it } from 'vitest';
import { unpackReadings } from '#shared/twin/packed.ts';
import type { HistoryWindow, Hydration, Snapshot } from '#shared/protocol/socket.ts';
import type { DeviceRecord } from '#shared/protocol/records.ts';
import { io } from 'socket.io-client';
import msgpack from 'socket.io-msgpack-parser';
import { eventually, startTestHub, type TestHub } from '../testHub.ts';

let test: TestHub;
afterEach(() => test.stop());
const hubToken = 'a-long-secret';

async function ask<T>(path: string, token: string, body?: object) {
  const answer = await fetch(test.hub.url + path, {
    method: body ? 'POST' : 'GET',
    headers: {
      authorization: `Bearer ${token}`,
      ...(body ? { 'content-type': 'application/json' } : {}),
    },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  return { status: answer.status, body: (await answer.json()) as T };
}

it('travels with nothing, whoever asks; whoever has the class asks for it, and that is written down', async () => {
  test = await startTestHub({ token: hubToken });
  await test.client.publishAsync('linli/v1/test/health-kiosk/k1/meta', JSON.stringify({ name: 'Kiosk' }), {
    qos: 1,
  });
  const startMs = Date.now();
  await test.say('health-kiosk', 'k1', { weight: 61.5, visits: 3 });
  await eventually(
    () =>
      ask<{ devices: Record<string, { points: Record<string, unknown> }> }>(
        '/api/compounds/test/state',
        hubToken,
      ),
    ({ body }) => Object.keys(body.devices['health-kiosk/k1']?.points ?? {}).includes('visits'),
  );
  const state = await ask<{ devices: Record<string, { points: Record<string, unknown> }> }>(
    '/api/compounds/test/state',
    hubToken,
  );
  expect(Object.keys(state.body.devices['health-kiosk/k1']?.points ?? {})).toEqual(['visits']);

  const socket = io(test.hub.url, {
    parser: msgpack,
    transports: ['websocket'],
    extraHeaders: { authorization: `Bearer ${hubToken}` },
  });
  await new Promise((resolve) => socket.once('hello', resolve));
  const ticks: number[] = [];
  socket.on('tick', (_: string, packed: Uint8Array) => ticks.push(...unpackReadings(packed).index));
  const value = async <T>(name: string, request: object) =>
    ((await socket.emitWithAck(name, request)) as { value: T }).value;
  const hydration = await value<Hydration>('subscribe', { compound: 'test', lastSeq: 0 });
  const kiosk = hydration.devices.find(({ key }: DeviceRecord) => key === 'health-kiosk/k1');
  const [weight = -1, visits = -1] = [kiosk?.points['weight'], kiosk?.points['visits']];
  await test.say('health-kiosk', 'k1', { weight: 62, visits: 4 });
  await eventually(
    async () => ticks,
    (seen) => seen.includes(visits),
  );
  const snapshot = await value<Snapshot>('snapshot', { compound: 'test', atMs: Date.now() });
  const window = await value<HistoryWindow>('window', {
    compound: 'test',
    fromMs: startMs,
    toMs: Date.now() + 1000,
  });
  for (const packed of [hydration.columns, snapshot.columns, window.columns]) {
    const seen = [...unpackReadings(packed).index];
    expect(seen).toContain(visits);
    expect(seen).not.toContain(weight);
  }
  expect(ticks).not.toContain(weight);
  socket.close();

  await ask('/api/setup', hubToken, { name: 'root', password: 'correct horse battery' });
  const tokenWith = async (personal: readonly string[]) =>
    (
      await ask<{ secret: string }>('/api/tokens', hubToken, {
        name: `p${personal.length}`,
        verbs: ['history.read', 'people.read'],
        scope: { compounds: 'all', cameraGroups: 'all', personal },
      })
    ).body.secret;
  const path = `/api/points/${encodeURIComponent('test/health-kiosk/k1/weight')}/history?from=${startMs - 1000}`;
  const granted = await ask<{ readings: { value: number }[] }>(path, await tokenWith(['health']));
  expect(granted.body.readings.map((reading) => reading.value)).toEqual([61.5, 62]);
  expect((await ask(path, await tokenWith([]))).status).toBe(403);
  const audit = await eventually(
    () =>
      ask<{ entries: { verb: string; outcome: string; target: string }[] }>(
        '/api/audit?verb=see-personal',
        hubToken,
      ),
    ({ body }) => body.entries.length === 2,
  );
  expect(audit.body.entries.map(({ outcome, target }) => [outcome, target]).sort()).toEqual([
    ['read', 'health-kiosk/k1/weight'],
    ['refused', 'health-kiosk/k1/weight'],
  ]);
});

it('that somebody lives alone is not told by the device that watches over it', async () => {
  test = await startTestHub({ token: hubToken });
  const meta = { name: '关怀 8-2-401', placeId: '8-2-401', positionEnu: [1, 2, 3] };
  await test.client.publishAsync('linli/v1/test/elder-care/e1/meta', JSON.stringify(meta), { qos: 1 });
  await ask('/api/setup', hubToken, { name: 'root', password: 'correct horse battery' });
  const see = async (personal: readonly string[]) => {
    const { secret } = (
      await ask<{ secret: string }>('/api/tokens', hubToken, {
        name: `s${personal.length}`,
        verbs: ['state.read', 'people.read'],
        scope: { compounds: 'all', cameraGroups: 'all', personal },
      })
    ).body;
    const socket = io(test.hub.url, {
      parser: msgpack,
      transports: ['websocket'],
      forceNew: true,
      extraHeaders: { authorization: `Bearer ${secret}` },
    });
    await new Promise((resolve) => socket.once('hello', resolve));
    const told: DeviceRecord[] = [];
    socket.on('devices', (_: string, devices: DeviceRecord[]) => told.push(...devices));
    const { value } = (await socket.emitWithAck('subscribe', { compound: 'test', lastSeq: 0 })) as {
      value: Hydration;
    };
    await test.client.publishAsync(
      'linli/v1/test/elder-care/e1/meta',
      JSON.stringify({ ...meta, intervalS: 100 + personal.length }),
      { qos: 1 },
    );
    await eventually(
      async () => told,
      (devices) => devices.some(({ key }) => key === 'elder-care/e1'),
    );
    socket.close();
    const state = await ask<{ devices: Record<string, { placeId: string | null; name: { zh: string } }> }>(
      '/api/compounds/test/state',
      secret,
    );
    const one = state.body.devices['elder-care/e1'];
    return [...value.devices, ...told]
      .filter(({ key }) => key === 'elder-care/e1')
      .map(({ placeId, positionEnu, name }) => [placeId, positionEnu, name.zh])
      .concat([[one?.placeId ?? null, null, one?.name.zh ?? '']]);
  };
  expect(await see(['alone'])).toEqual([
    ['8-2-401', [1, 2, 3], '关怀 8-2-401'],
    ['8-2-401', [1, 2, 3], '关怀 8-2-401'],
    ['8-2-401', null, '关怀 8-2-401'],
  ]);
  expect(await see([])).toEqual(Array.from({ length: 3 }, () => [null, null, '独居老人关怀']));
});
