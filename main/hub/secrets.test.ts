/** A planted secret leaves the hub nowhere: not over REST, the socket or run.json, not in what is refused or printed. */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import mqtt from 'mqtt';
import { afterEach, expect, it } from 'vitest';
import type { Hello } from '#shared/protocol/socket.ts';
import { eventually, screenOn, startTestHub, type TestHub } from './testHub.ts';

const planted = 'hunter2-planted';
let test: TestHub | null = null;
afterEach(async () => {
  await test?.stop();
  test = null;
});

it('a camera’s login is used by the hub and shown to nobody', async () => {
  test = await startTestHub();
  const socket = await screenOn(test);
  const heard: unknown[] = [];
  socket.onAny((...news: unknown[]) => heard.push(news));
  await socket.emitWithAck('subscribe', { compound: 'test', lastSeq: 0 });
  const url = `http://guard:${planted}@192.0.2.7:8080/live?pwd=${planted}`;
  const meta = (more: object) => JSON.stringify({ name: 'Gate', video: { kind: 'mjpeg', url }, ...more });
  const topic = 'linli/v1/test/cctv/c1/meta';
  await test.client.publishAsync(topic, meta({}), { qos: 1 });
  // Refused: as no JSON, and against the schema.
  await test.client.publishAsync(topic, `${meta({})}x`, { qos: 1 });
  await test.client.publishAsync(topic, meta({ intervalS: -1 }), { qos: 1 });
  await eventually(
    async () => JSON.stringify(heard),
    (text) => text.includes('192.0.2.7:8080/live'),
  );
  const hydration: unknown = await socket.emitWithAck('subscribe', { compound: 'test', lastSeq: 0 });
  const hub = test;
  const paths = hub.hub.gateway.registrations
    .filter(({ method, url }) => method === 'GET' && !url.includes('*') && !url.includes('/models/:'))
    .map(({ url }) =>
      url
        .replace(':compound/:device', 'test/cctv%2Fc1')
        .replace('/points/:id', '/points/test%2Fcctv%2Fc1%2Fonline')
        .replace(':part', 'x')
        .replace(':id', 'test'),
    );
  expect(paths.length).toBeGreaterThan(20);
  const answers = await Promise.all(
    paths.map(async (path) => (await fetch(`${hub.hub.url}${path}?from=0&compound=test`)).text()),
  );
  socket.disconnect();
  const rejected = await hub.get<{ total: number }>('/api/rejections');
  expect(rejected.total).toBeGreaterThanOrEqual(2);
  for (const text of [JSON.stringify(heard), JSON.stringify(hydration), ...answers, JSON.stringify(rejected)])
    expect(text.replaceAll('%', '')).not.toContain(`guard:${planted}`);
  expect(JSON.stringify([heard, hydration])).not.toContain(planted);
});

it('a broker’s login is neither printed nor written to run.json, also where the broker is out of reach', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'linli-secret-'));
  // A port that nobody listens on.
  const taken = createServer();
  const port = await new Promise<number>((resolve) =>
    taken.listen(0, '127.0.0.1', () => {
      const address = taken.address();
      resolve(typeof address === 'object' && address ? address.port : 0);
    }),
  );
  taken.close();
  const child = spawn(
    process.execPath,
    [
      'main/cli.ts',
      '--no-open',
      '--no-simulation',
      '--port',
      '0',
      '--data-dir',
      dataDir,
      '--mqtt-url',
      `mqtt://hub:${planted}@127.0.0.1:${port}`,
    ],
    { cwd: fileURLToPath(new URL('../../', import.meta.url)), stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (text: Buffer) => (output += text.toString()));
  try {
    await eventually(
      async () => output,
      (text) => text.includes('is ready at'),
    );
    const run = readFileSync(join(dataDir, 'run.json'), 'utf8');
    const { url } = JSON.parse(run) as { url: string };
    const health = await eventually(
      async () => (await fetch(`${url}/api/health`)).text(),
      (text) => text.includes('broker'),
    );
    expect(health).toContain(`127.0.0.1:${port}`);
    for (const text of [output, run, health]) expect(text).not.toContain(planted);
  } finally {
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGTERM');
    await ended;
    rmSync(dataDir, { recursive: true, force: true });
  }
});

it('a device with a credential speaks for itself alone, and no longer once it is revoked', async () => {
  test = await startTestHub();
  const { hub } = test;
  const setUp = await fetch(`${hub.url}/api/setup`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'root', password: 'correct horse battery' }),
  });
  const cookie = (setUp.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  const ask = async <T>(method: string, path: string, body?: unknown) =>
    (await (
      await fetch(hub.url + path, {
        method,
        headers: { cookie, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      })
    ).json()) as T;
  const made = await ask<{ username: string; password: string }>('POST', '/api/device-credentials', {
    compound: 'test',
    devices: ['lift/l1'],
  });
  const wrong = await mqtt
    .connectAsync(hub.mqttUrl, { username: made.username, password: 'wrong', reconnectPeriod: 0 })
    .catch((error: Error) => error.message);
  expect(wrong).toContain('Not authorized');

  const device = mqtt.connect(hub.mqttUrl, {
    clientId: 'lift-1',
    username: made.username,
    password: made.password,
    reconnectPeriod: 50,
    protocolVersion: 4,
  });
  const say = (topic: string, v: object) =>
    device.publish(`linli/v1/test/${topic}/state`, JSON.stringify({ t: Date.now(), v }));
  await new Promise((resolve) => device.once('connect', resolve));
  const otherOfThatName = await mqtt
    .connectAsync(hub.mqttUrl, { clientId: 'lift-1', reconnectPeriod: 0 })
    .catch((error: Error) => error.message);
  expect(otherOfThatName).toContain('Identifier rejected');
  expect(device.connected).toBe(true);
  say('lift/l1', { floor: 3 });
  const granted = (filter: string) =>
    device.subscribeAsync(filter).then(
      () => true,
      () => false,
    );
  expect(await granted('linli/v1/test/lift/l1/command/#')).toBe(true);
  for (const filter of ['linli/v1/test/#', '#', 'linli/v1/test/lift/+/command/#'])
    expect([filter, await granted(filter)]).toEqual([filter, false]);
  say('smoke/s1', { smoke: 0.4 });
  const state = async () =>
    (
      await ask<{ devices: Record<string, { points: Record<string, { value: unknown }> }> }>(
        'GET',
        '/api/compounds/test/state',
      )
    ).devices;
  await eventually(state, (found) => found['lift/l1']?.points['floor']?.value === 3);
  const { byCode } = await eventually(
    () => ask<{ byCode: Record<string, number> }>('GET', '/api/rejections'),
    (found) => found.byCode['topic-unreadable'] === 3 && found.byCode['topic-refused'] === 1,
  );
  expect(byCode['device-credential']).toBe(1);
  expect((await state())['smoke/s1']?.points['smoke']).toBeUndefined();

  await new Promise<void>((resolve) =>
    device.connected ? resolve() : device.once('connect', () => resolve()),
  );
  const cut = new Promise<void>((resolve) => device.once('close', () => resolve()));
  await ask('DELETE', `/api/device-credentials/${made.username}`);
  await cut;
  const refused = new Promise<Error>((resolve) => device.once('error', resolve));
  expect((await refused).message).toContain('Not authorized');
  await device.endAsync(true);
  // Without a credential loopback goes on as before.
  await test.say('lift', 'l1', { floor: 5 });
  await eventually(state, (found) => found['lift/l1']?.points['floor']?.value === 5);
});

it('a bridge of another dialect has a credential for its own topics, and speaks for no native device', async () => {
  const started = (test = await startTestHub({ token: 'a-long-secret' }));
  const create = async (body: object) =>
    (await (
      await fetch(`${started.hub.url}/api/device-credentials`, {
        method: 'POST',
        headers: { authorization: 'Bearer a-long-secret', 'content-type': 'application/json' },
        body: JSON.stringify({ compound: 'test', ...body }),
      })
    ).json()) as { ok: boolean; username: string; password: string };
  for (const bad of [{}, { bridges: ['linli/v1'] }, { bridges: ['$SYS'] }, { bridges: ['a/#'] }])
    expect([bad, (await create(bad)).ok]).toEqual([bad, false]);
  const made = await create({ bridges: ['homeassistant', 'zigbee2mqtt'] });
  const { username, password } = made;
  const bridge = await mqtt.connectAsync(started.hub.mqttUrl, { username, password });
  const config = {
    name: 'Leak',
    state_topic: 'zigbee2mqtt/leak',
    unique_id: 'l',
    device: { identifiers: 'leak1' },
  };
  await bridge.publishAsync('homeassistant/binary_sensor/l/config', JSON.stringify(config));
  await bridge.publishAsync('zigbee2mqtt/leak', 'ON');
  const state = () =>
    started.get<{ devices: Record<string, { points: Record<string, unknown> }> }>(
      '/api/compounds/test/state',
    );
  await eventually(state, ({ devices }) => devices['home-assistant/leak1'] !== undefined);
  await bridge.subscribeAsync('zigbee2mqtt/leak/set');
  await expect(bridge.subscribeAsync('linli/v1/test/#')).rejects.toThrow();
  const cut = new Promise<void>((resolve) => bridge.once('close', () => resolve()));
  bridge.publish('linli/v1/test/lift/l1/state', JSON.stringify({ t: Date.now(), v: { floor: 9 } }));
  await cut;
  expect((await state()).devices['lift/l1']?.points['floor']).toBeUndefined();
  await bridge.endAsync(true);
});

it('tells a screen where it stands: who it is, and that nobody is set up yet', async () => {
  test = await startTestHub();
  const socket = await screenOn(test);
  socket.disconnect();
  const hello = await new Promise<Hello>((resolve) => {
    socket.once('hello', resolve);
    socket.connect();
  });
  expect(hello).toMatchObject({ firstRun: true, user: 'operator', person: { role: 'operator' } });
  // The first administrator ends it: the screen at the machine is nobody special any more.
  const closed = new Promise((resolve) => socket.once('disconnect', resolve));
  await test.post('/api/setup', { name: 'root', password: 'correct horse battery' });
  expect(await closed).toBe('io server disconnect');
});
