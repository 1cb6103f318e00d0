/** GA/T 1400 on a real hub: a gate registers, reports cars and people, is asked for more; of people nothing stays. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import type { SourcesEdit, SourcesView } from '#shared/protocol/sources.ts';
import { createHttpAsker } from './ingest/http/askHttp.ts';
import { eventually, startTestHub, type TestHub } from './testHub.ts';

const platform = '42010500002000000001';
const gate = '42010500001190000001';
const lower = '42010500001190000009';
const secret = 'Geheim-7';
let test: TestHub;
let server: Server | null = null;
afterEach(async () => {
  await test?.stop();
  const open = server;
  server = null;
  if (open) await new Promise<void>((resolve) => open.close(() => resolve()));
});

async function put(edit: SourcesEdit) {
  const answer = await fetch(`${test.hub.url}/api/sources`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(edit),
  });
  return (await answer.json()) as SourcesView & { ok: boolean; error?: { code: string } };
}
type Device = Exclude<NonNullable<SourcesEdit['viid']>, null>['devices'][number];
const devices = (...more: readonly Device[]) =>
  put({
    brokers: [],
    viid: { id: platform, devices: [{ id: gate, secret, direction: 'in', name: '东门' }, ...more] },
  });

function speaker(id: string, password = secret) {
  const asker = createHttpAsker({ login: { name: id, password }, anyCertificate: false });
  return async (path: string, body?: unknown) => {
    const { status, body: bytes } = await asker.ask({
      method: body === undefined ? 'GET' : 'POST',
      url: new URL(`/VIID/${path}`, test.hub.url),
      headers: { 'content-type': 'application/VIID+JSON;charset=UTF-8', 'User-Identify': id },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      silenceMs: 5000,
      signal: AbortSignal.timeout(10_000),
    });
    return { status, text: bytes.toString('utf8') };
  };
}
const registration = (id: string) => ({ RegisterObject: { DeviceID: id } });
interface State {
  readonly devices: Record<
    string,
    { name: { zh: string }; points: Record<string, { value: unknown; t: number }> }
  >;
}
const state = async () => (await test.get<State>('/api/compounds/test/state')).devices;
const car = (more: object) => ({
  MotorVehicleListObject: {
    MotorVehicleObject: [
      {
        MotorVehicleID: 'v1',
        DeviceID: gate,
        PlateNo: '鄂B12345',
        PlateColor: '5',
        VehicleColor: '1',
        LaneNo: 2,
        ...more,
      },
    ],
  },
});
/** Every byte that the hub has written. */
function* written(dir: string): Iterable<Buffer> {
  for (const name of readdirSync(dir)) {
    const path = join(dir, name);
    if (statSync(path).isDirectory()) yield* written(path);
    else yield readFileSync(path);
  }
}

it('nobody registers where nobody is named; who is named is a gate whose cars pass at their own time', async () => {
  test = await startTestHub();
  const say = speaker(gate);
  expect((await say('System/Register', registration(gate))).status).toBe(404);
  const shown = await devices();
  expect(shown).toMatchObject({ ok: true, viid: { id: platform, devices: [{ id: gate, on: true }] } });
  expect(JSON.stringify(shown)).not.toContain(secret);
  expect((await say('MotorVehicles', car({}))).status).toBe(401);
  expect((await speaker(gate, 'wrong')('System/Register', registration(gate))).status).toBe(401);
  const isRegistered = async () =>
    (await test.get<SourcesView>('/api/sources')).viid?.devices.map(({ registered }) => registered);
  expect(await isRegistered()).toEqual([false]);
  expect((await say('System/Register', registration(gate))).status).toBe(200);
  expect(await isRegistered()).toEqual([true]);

  // Now, as the clocks in Shanghai have it.
  const nowMs = Math.floor(Date.now() / 1000) * 1000;
  const at = new Date(nowMs + 8 * 3_600_000).toISOString().slice(0, 19).replaceAll(/\D/g, '');
  const answer = await say('MotorVehicles', car({ PassTime: at }));
  expect([answer.status, JSON.parse(answer.text)]).toMatchObject([
    200,
    { ResponseStatusListObject: { ResponseStatusObject: [{ Id: 'v1', StatusCode: 0 }] } },
  ]);
  const key = `vehicle-gate/${gate}`;
  const found = await eventually(state, (all) => all[key]?.points['plate']?.value === '鄂B12345');
  expect(found[key]).toMatchObject({
    name: { zh: '东门' },
    points: {
      'plate-color': { value: 'blue' },
      color: { value: 'black' },
      direction: { value: 'in' },
      lane: { value: '2' },
    },
  });
  expect(Math.abs((found[key]?.points['plate']?.t ?? 0) - nowMs)).toBeLessThan(2000);
  // Its secret stays while it is edited, and another one throws it out.
  await put({ brokers: [], viid: { id: platform, devices: [{ id: gate }] } });
  expect((await say('System/Keepalive', { KeepaliveObject: { DeviceID: gate } })).status).toBe(200);
  await put({ brokers: [], viid: { id: platform, devices: [{ id: gate, secret: 'other' }] } });
  expect((await say('System/Keepalive', { KeepaliveObject: { DeviceID: gate } })).status).toBe(401);
  expect(await put({ brokers: [], viid: { id: platform, devices: [{ id: lower }] } })).toMatchObject({
    ok: false,
  });
  await put({ brokers: [], viid: null });
  expect((await say('System/Register', registration(gate))).status).toBe(404);
});

it('of faces and people it is known that one was seen; nothing else is anywhere, not even of what was refused', async () => {
  test = await startTestHub();
  await devices({ id: lower, secret });
  const say = speaker(lower);
  await say('System/Register', registration(lower));
  const about = {
    Name: 'ZHANGSAN-MARK',
    IDNumber: 'IDNUMBER-MARK',
    SubImageList: { SubImageInfoObject: [{ Data: 'PICTURE-MARK' }] },
    FeatureList: { FeatureObject: [{ FeatureData: 'FEATURE-MARK' }] },
  };
  const face = { FaceID: 'FACEID-MARK', DeviceID: gate, ...about };
  expect((await say('Faces', { FaceListObject: { FaceObject: [face] } })).status).toBe(200);
  expect(
    (await say('Persons', { PersonListObject: { PersonObject: [{ PersonID: 'PERSON-MARK', ...about }] } }))
      .status,
  ).toBe(200);
  expect((await say('Faces', `{"FaceListObject": {"Name": "BROKEN-MARK"`)).status).toBe(400);
  expect((await say('Faces', { Strange: [{ ...about, Name: 'STRANGE-MARK' }] })).status).toBe(400);
  const plain = await fetch(`${test.hub.url}/VIID/Faces`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'user-identify': lower },
    body: '{"Name": "PLAIN-MARK',
  });
  expect(plain.status).toBe(400);
  const listed = async () =>
    (
      await test.get<{ devices: { id: string; deviceKey: string | null }[] }>(
        '/api/compounds/test/foreign-devices',
      )
    ).devices;
  const [seen] = await eventually(
    async () => (await listed()).filter(({ id }) => id === gate),
    (found) => found.length === 1,
  );
  expect(seen?.deviceKey).toBe(`cctv/${gate}`);
  const { byCode } = await test.get<{ byCode: object }>('/api/rejections');
  expect(byCode).toEqual({ 'viid-json': 1, 'viid-content': 1 });
  const places = [
    '/api/rejections',
    '/api/compounds/test/state',
    '/api/compounds/test/journal?limit=100',
    '/api/sources',
  ];
  for (const place of places) expect(JSON.stringify(await test.get(place))).not.toContain('-MARK');
  await test.restart();
  for (const bytes of written(test.dataDir)) expect(bytes.includes('-MARK')).toBe(false);
});

it('one that takes subscriptions is asked for its cars alone, with its own secret, once it has registered', async () => {
  test = await startTestHub();
  const asked: { url: string; identity: string; body: string }[] = [];
  const opened = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (part: string) => (body += part));
    request.on('end', () => {
      const isKnown = request.headers.authorization?.includes(`username="${platform}"`) === true;
      if (!isKnown)
        return void response
          .writeHead(401, { 'www-authenticate': 'Digest realm="cam", nonce="n", qop="auth", algorithm=MD5' })
          .end();
      asked.push({ url: request.url ?? '', identity: String(request.headers['user-identify']), body });
      response.writeHead(200).end('{}');
    });
  });
  server = opened;
  opened.listen(0, '127.0.0.1');
  await once(opened, 'listening');
  const address = opened.address();
  const port = address !== null && typeof address === 'object' ? address.port : 0;
  await devices({ id: lower, secret, subscribeUrl: `http://127.0.0.1:${port}/` });
  const say = speaker(lower);
  await say('System/Register', registration(lower));
  const [request] = await eventually(
    async () => asked,
    (all) => all.length === 1,
  );
  expect(request).toMatchObject({ url: '/VIID/Subscribes', identity: platform });
  expect(request?.body).toContain('"SubscribeDetail":"13"');
  expect(request?.body).toContain(`${test.hub.url}/VIID/SubscribeNotifications`);
  expect(request?.body).not.toContain(secret);
  const notification = {
    SubscribeNotificationListObject: {
      SubscribeNotificationObject: [
        {
          MotorVehicleObjectList: {
            MotorVehicleObject: [{ MotorVehicleID: 'v9', DeviceID: gate, PlateNo: '京A00001' }],
          },
        },
      ],
    },
  };
  expect((await say('SubscribeNotifications', notification)).status).toBe(200);
  await eventually(state, (all) => all[`vehicle-gate/${gate}`]?.points['plate']?.value === '京A00001');
});
