/**
 * The permission matrix, generated from what is registered: every route and socket request × every role × own and
 * foreign compound × signed in or not. A route that came past the permits, or that this table does not place, fails.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { io, type Socket } from 'socket.io-client';
import msgpack from 'socket.io-msgpack-parser';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { usualScope } from '#shared/access/may.ts';
import { roles, verbsOf, type Role } from '#shared/access/roles.ts';
import type { AlarmRecord } from '#shared/protocol/records.ts';
import type { RequestName } from '#shared/protocol/requests.ts';
import type { Hello } from '#shared/protocol/socket.ts';
import { systems } from '#shared/systems/index.ts';
import { eventually, startTestHub, type TestHub } from '../testHub.ts';

const hubToken = 'a-long-secret';
const foreign = 'riverside';
let test: TestHub;
const alarmIn: Record<string, string> = {};
const incidentIn: Record<string, string> = {};
const bearer = new Map<Role, string>();

async function ask(method: string, path: string, token: string | null, body?: unknown) {
  const answer = await fetch(test.hub.url + path, {
    method,
    redirect: 'manual',
    headers: {
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  const code = /"code":"([^"]+)"/.exec(text)?.[1] ?? null;
  return { status: answer.status, code, text };
}

function socketOf(token: string | null): Socket {
  return io(test.hub.url, {
    parser: msgpack,
    transports: ['websocket'],
    reconnection: false,
    forceNew: true,
    ...(token === null ? {} : { extraHeaders: { authorization: `Bearer ${token}` } }),
  });
}

beforeAll(async () => {
  test = await startTestHub({ token: hubToken });
  const meta = JSON.stringify({ name: 'Riverside smoke', points: [{ id: 'smoke' }] });
  await test.client.publishAsync(`linli/v1/${foreign}/smoke/s1/meta`, meta, { qos: 1 });
  for (const compound of ['test', foreign])
    await test.client.publishAsync(
      `linli/v1/${compound}/smoke/s1/state`,
      JSON.stringify({ t: Date.now(), v: { smoke: 0.4 } }),
      { qos: 1 },
    );
  const { alarms } = await eventually(
    () => test.get<{ alarms: AlarmRecord[] }>('/api/alarms?state=open'),
    (found) => found.alarms.length >= 2,
  );
  for (const { id, compound } of alarms) alarmIn[compound] = id;
  for (const compound of ['test', foreign]) {
    const { incidents } = await eventually(
      () => test.get<{ incidents: { id: string }[] }>(`/api/incidents?compound=${compound}`),
      (found) => found.incidents.length > 0,
    );
    incidentIn[compound] = incidents[0]?.id ?? '';
    const entries = join(test.dataDir, 'models', 'entries');
    const cached = join(test.dataDir, 'models', 'cache', compound);
    mkdirSync(entries, { recursive: true });
    mkdirSync(cached, { recursive: true });
    const entry = { version: 1, id: `m-${compound}`, name: compound, compound, contentKey: compound };
    writeFileSync(join(entries, `m-${compound}.json`), JSON.stringify(entry));
    writeFileSync(join(cached, 'manifest.json'), JSON.stringify({ chunks: [] }));
  }
  await test.post('/api/setup', { name: 'root', password: 'correct horse battery' });
  for (const role of roles) {
    const scope = { ...usualScope(role), compounds: ['test'] };
    const made = await ask('POST', '/api/tokens', hubToken, { name: role, verbs: verbsOf[role], scope });
    bearer.set(role, (JSON.parse(made.text) as { secret: string }).secret);
  }
});
afterAll(() => test.stop());

type Kind = 'nowhere' | 'compound' | 'camera' | 'media' | 'whole-hub';
/** Where each route is, and an address of it in a compound. */
const routes: Record<string, readonly [Kind, (compound: string) => string]> = {
  'GET /': ['nowhere', () => '/'],
  'GET /sign-in': ['nowhere', () => '/sign-in'],
  'GET /admin': ['nowhere', () => '/admin'],
  'GET /media/*': ['media', () => '/media/cam-01.mp4'],
  'GET /api/health': ['nowhere', () => '/api/health'],
  'GET /api/schemas': ['nowhere', () => '/api/schemas'],
  'GET /api/openapi.json': ['nowhere', () => '/api/openapi.json'],
  'GET /api/compounds': ['nowhere', () => '/api/compounds'],
  'POST /api/compounds': ['whole-hub', () => '/api/compounds'],
  'GET /api/compound-faults': ['nowhere', () => '/api/compound-faults'],
  'PUT /api/compounds/:id': ['compound', (id) => `/api/compounds/${id}`],
  'DELETE /api/compounds/:id': ['whole-hub', (id) => `/api/compounds/${id}`],
  'POST /api/compounds/:id/claim': ['whole-hub', (id) => `/api/compounds/${id}/claim`],
  'GET /api/compounds/:id/mapping': ['compound', (id) => `/api/compounds/${id}/mapping`],
  'PUT /api/compounds/:id/mapping': ['compound', (id) => `/api/compounds/${id}/mapping`],
  'GET /api/compounds/:id/export': ['compound', (id) => `/api/compounds/${id}/export`],
  'POST /api/compounds/import': ['whole-hub', () => '/api/compounds/import'],
  'GET /api/compounds/:id/plan': ['compound', (id) => `/api/compounds/${id}/plan`],
  'GET /api/compounds/:id/state': ['compound', (id) => `/api/compounds/${id}/state`],
  'GET /api/points/:id/history': [
    'compound',
    (id) => `/api/points/${id}%2Fsmoke%2Fs1%2Fsmoke/history?from=0`,
  ],
  'GET /api/alarms': ['compound', (id) => `/api/alarms?compound=${id}`],
  'POST /api/alarms/:id/acknowledge': ['compound', (id) => `/api/alarms/${alarmIn[id]}/acknowledge`],
  'GET /api/incidents': ['compound', (id) => `/api/incidents?compound=${id}`],
  'GET /api/rejections': ['nowhere', () => '/api/rejections'],
  'POST /api/demo/:scenario': ['compound', (id) => `/api/demo/nothing?compound=${id}`],
  'GET /api/models': ['nowhere', () => '/api/models'],
  'POST /api/models': ['compound', (id) => `/api/models?compound=${id}`],
  'DELETE /api/models/:id': ['compound', (id) => `/api/models/m-${id}`],
  'DELETE /api/models/jobs/:id': ['nowhere', () => '/api/models/jobs/none'],
  'GET /api/models/:id/manifest': ['compound', (id) => `/api/models/m-${id}/manifest`],
  'GET /api/models/:id/elements': ['compound', (id) => `/api/models/m-${id}/elements`],
  'GET /api/models/:id/chunks/:index': ['compound', (id) => `/api/models/m-${id}/chunks/0`],
  'GET /api/models/:id/elements/:index': ['compound', (id) => `/api/models/m-${id}/elements/0`],
  'GET /api/cameras/:compound/:device/stream': ['camera', (id) => `/api/cameras/${id}/cctv%2Fc1/stream`],
  'GET /api/cameras/:compound/:device/media/:part': [
    'camera',
    (id) => `/api/cameras/${id}/cctv%2Fc1/media/x`,
  ],
  'GET /api/compounds/:id/camera-hosts': ['compound', (id) => `/api/compounds/${id}/camera-hosts`],
  'PUT /api/compounds/:id/camera-hosts': ['compound', (id) => `/api/compounds/${id}/camera-hosts`],
  'GET /api/compounds/:id/rules': ['compound', (id) => `/api/compounds/${id}/rules`],
  'PUT /api/compounds/:id/rules': ['compound', (id) => `/api/compounds/${id}/rules`],
  'GET /api/session': ['nowhere', () => '/api/session'],
  'POST /api/session': ['nowhere', () => '/api/session'],
  'DELETE /api/session': ['nowhere', () => '/api/session'],
  'POST /api/setup': ['nowhere', () => '/api/setup'],
  'GET /api/sessions': ['nowhere', () => '/api/sessions'],
  'DELETE /api/sessions': ['nowhere', () => '/api/sessions'],
  'DELETE /api/sessions/:id': ['nowhere', () => '/api/sessions/none'],
  'POST /api/password': ['nowhere', () => '/api/password'],
  'GET /api/users': ['whole-hub', () => '/api/users'],
  'POST /api/users': ['whole-hub', () => '/api/users'],
  'PATCH /api/users/:name': ['whole-hub', () => '/api/users/nobody'],
  'POST /api/users/:name/password': ['whole-hub', () => '/api/users/nobody/password'],
  'GET /api/tokens': ['whole-hub', () => '/api/tokens'],
  'POST /api/tokens': ['whole-hub', () => '/api/tokens'],
  'DELETE /api/tokens/:id': ['whole-hub', () => '/api/tokens/none'],
  'GET /api/device-credentials': ['whole-hub', () => '/api/device-credentials'],
  'POST /api/device-credentials': ['whole-hub', () => '/api/device-credentials'],
  'DELETE /api/device-credentials/:id': ['whole-hub', () => '/api/device-credentials/none'],
  'GET /api/system/storage': ['whole-hub', () => '/api/system/storage'],
  'GET /api/audit': ['nowhere', () => '/api/audit'],
  'GET /api/systems': ['nowhere', () => '/api/systems'],
  'GET /api/commands': ['compound', (id) => `/api/commands?compound=${id}`],
  'GET /api/commands/:id': ['nowhere', () => '/api/commands/none'],
  'POST /api/commands': ['compound', () => '/api/commands'],
};

/** Where a request's place stands in its body. */
const bodies: Record<string, (compound: string) => object> = {
  'POST /api/commands': (compound) => ({ compound, deviceKeys: ['lift/none'], name: 'release' }),
};

function expected(verb: string, kind: Kind, role: Role | null, own: boolean): boolean {
  if (verb === 'everybody') return true;
  if (role === null) return false;
  if (verb === 'signed-in') return true;
  if (!verbsOf[role].some((one) => one === verb)) return false;
  if (kind === 'whole-hub') return false;
  if ((kind === 'camera' || kind === 'media') && role === 'kiosk') return false;
  return kind === 'nowhere' || kind === 'media' || own;
}

describe('routes', () => {
  it('each carries a permit and is placed in this table', () => {
    const { registrations } = test.hub.gateway;
    expect(registrations.length).toBeGreaterThan(40);
    expect(registrations.filter(({ permit }) => permit === null)).toEqual([]);
    const placed = registrations
      .filter(({ method }) => method !== 'HEAD')
      .map(({ method, url }) => `${method} ${url}`);
    expect(placed.filter((name) => !(name in routes))).toEqual([]);
    expect(Object.keys(routes).filter((name) => !placed.includes(name))).toEqual([]);
  });

  it('every role may do in its own compound what its verbs say, and nothing in a foreign one', async () => {
    const wrong: unknown[] = [];
    for (const { method, url, permit } of test.hub.gateway.registrations) {
      const place = routes[`${method} ${url}`];
      if (!place || !permit) continue;
      const [kind, pathIn] = place;
      for (const role of [null, ...roles])
        for (const own of [true, false]) {
          if (!own && kind !== 'compound' && kind !== 'camera') continue;
          const token = role === null ? null : (bearer.get(role) ?? '');
          const compound = own ? 'test' : foreign;
          const body = bodies[`${method} ${url}`]?.(compound);
          const { status, code } = await ask(method, pathIn(compound), token, body);
          const refused = role === null ? code === 'sign-in' : code === 'forbidden';
          const right = refused !== expected(permit.verb, kind, role, own);
          if (!right || status >= 500) wrong.push([method, url, role, own, status, code]);
        }
    }
    expect(wrong).toEqual([]);
  });
});

const now = () => Date.now();
/** A request in a compound; null where none is in it. */
const requests: { [K in RequestName]: (compound: string) => object } = {
  subscribe: (compound) => ({ compound, lastSeq: 0 }),
  snapshot: (compound) => ({ compound, atMs: now() }),
  window: (compound) => ({ compound, fromMs: now() - 1000, toMs: now() }),
  timeline: (compound) => ({ compound, fromMs: now() - 1000, toMs: now(), bins: 4 }),
  nextEvent: (compound) => ({ compound, atMs: now(), direction: -1 }),
  acknowledge: (compound) => ({ alarmId: alarmIn[compound], note: '' }),
  resetAlarm: (compound) => ({ alarmId: alarmIn[compound], note: '' }),
  shelve: (compound) => ({ alarmId: alarmIn[compound], reason: 'x', minutes: 1 }),
  unshelve: (compound) => ({ alarmId: alarmIn[compound] }),
  setService: (compound) => ({ compound, deviceKey: 'smoke/s1', out: false, note: '' }),
  openIncident: (compound) => ({
    compound,
    kind: 'other',
    alarmId: alarmIn[compound],
    placeId: null,
    title: '',
  }),
  advanceIncident: (compound) => ({ incidentId: incidentIn[compound], state: 'in-progress', note: '' }),
  noteIncident: (compound) => ({ incidentId: incidentIn[compound], text: 'x' }),
  stepIncident: (compound) => ({ incidentId: incidentIn[compound], step: 0, done: true }),
  sendCommand: (compound) => ({ compound, deviceKeys: ['lift/none'], name: 'release' }),
  runDemo: (compound) => ({ compound, scenario: 'throw' }),
};

describe('socket requests', () => {
  it('every role may ask in its own compound what its verbs say, and nothing in a foreign one', async () => {
    const wrong: unknown[] = [];
    expect(Object.keys(requests).sort()).toEqual(Object.keys(test.hub.gateway.requests).sort());
    for (const role of roles) {
      const socket = socketOf(bearer.get(role) ?? '');
      const hello = await new Promise<Hello>((resolve) => socket.once('hello', resolve));
      expect([role, hello.compounds.map(({ id }) => id), hello.home]).toEqual([role, ['test'], 'test']);
      for (const [name, { permit }] of Object.entries(test.hub.gateway.requests))
        for (const own of [true, false]) {
          const request = requests[name as RequestName](own ? 'test' : foreign);
          const answer = (await socket.timeout(5000).emitWithAck(name, request)) as {
            ok: boolean;
            error?: { code: string };
          };
          const refused = answer.error?.code === 'forbidden';
          const malformed = ['invalid-request', 'internal'].includes(answer.error?.code ?? '');
          if (malformed || refused === expected(permit.verb, 'compound', role, own))
            wrong.push([name, role, own, answer.error]);
        }
      socket.disconnect();
    }
    expect(wrong).toEqual([]);
  });

  it('nobody in particular gets no socket', async () => {
    const socket = socketOf(null);
    const error = await new Promise<Error & { data?: { code: string } }>((resolve) =>
      socket.once('connect_error', resolve),
    );
    expect(error.data?.code).toBe('sign-in');
    socket.disconnect();
  });
});

it('what could hurt somebody needs more than what is harmless', async () => {
  const send = (role: Role, name: string) =>
    ask('POST', '/api/commands', bearer.get(role) ?? '', {
      compound: 'test',
      deviceKeys: ['lift/l1'],
      name,
      confirmed: true,
    });
  const danger = systems
    .find(({ id }) => id === 'lift')
    ?.commands?.find((command) => command.danger === 'danger')?.id;
  expect(danger).toBeDefined();
  expect((await send('maintenance', danger ?? '')).code).toBe('forbidden');
  expect((await send('operator', danger ?? '')).code).not.toBe('forbidden');
});

it('the past is history, also where it is asked as a state', async () => {
  const state = (role: Role, at: string) =>
    ask('GET', `/api/compounds/test/state${at}`, bearer.get(role) ?? '');
  expect((await state('kiosk', '')).status).toBe(200);
  expect((await state('kiosk', `?at=${now() - 1000}`)).code).toBe('forbidden');
  expect((await state('operator', `?at=${now() - 1000}`)).status).toBe(200);
});

describe('what is told without being asked', () => {
  it('lists and broadcasts do not tell of foreign compounds, and a kiosk hears of state alone', async () => {
    const { alarms } = JSON.parse((await ask('GET', '/api/alarms', bearer.get('inspector') ?? '')).text) as {
      alarms: AlarmRecord[];
    };
    expect(new Set(alarms.map(({ compound }) => compound))).toEqual(new Set(['test']));
    for (const path of ['/api/compounds', '/api/models', '/api/rejections', '/api/audit'])
      expect((await ask('GET', path, bearer.get('inspector') ?? '')).text).not.toContain(foreign);

    const heard: Record<string, unknown[]> = { kiosk: [], inspector: [] };
    const sockets = (['kiosk', 'inspector'] as const).map((role) => {
      const socket = socketOf(bearer.get(role) ?? '');
      socket.onAny((name: string, ...news: unknown[]) => heard[role]?.push([name, news]));
      return { socket, ready: new Promise((resolve) => socket.once('hello', resolve)) };
    });
    for (const [nth, { socket, ready }] of sockets.entries()) {
      await ready;
      const hydration = (await socket.emitWithAck('subscribe', { compound: 'test', lastSeq: 0 })) as {
        value: { alarms: unknown[]; devices: unknown[] };
      };
      expect(hydration.value.devices.length).toBeGreaterThan(0);
      expect(hydration.value.alarms.length > 0).toBe(nth === 1);
    }
    for (const compound of [foreign, 'test'])
      await test.client.publishAsync(
        `linli/v1/${compound}/smoke/s2/meta`,
        JSON.stringify({ name: 'Two', points: [{ id: 'smoke' }] }),
        { qos: 1 },
      );
    for (const compound of [foreign, 'test'])
      await test.client.publishAsync(
        `linli/v1/${compound}/smoke/s2/state`,
        JSON.stringify({ t: now(), v: { smoke: 0.5 } }),
        { qos: 1 },
      );
    await eventually(
      async () => JSON.stringify(heard['inspector']),
      (text) => text.includes('"alarm"'),
    );
    await new Promise((resolve) => setTimeout(resolve, 600));
    for (const { socket } of sockets) socket.disconnect();
    expect(JSON.stringify(heard)).not.toContain(foreign);
    const ofKiosk = new Set((heard['kiosk'] as [string, unknown][]).map(([name]) => name));
    for (const name of ['alarm', 'incident', 'event', 'action']) expect(ofKiosk).not.toContain(name);
  });

  it('health tells a stranger that the hub lives, and no more', async () => {
    expect(JSON.parse((await ask('GET', '/api/health', null)).text)).toEqual({ ok: true, version: 'test' });
  });
});
