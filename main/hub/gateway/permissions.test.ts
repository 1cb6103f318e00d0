/**
 * The permission matrix, generated from what is registered: every route and socket request × every role × own and
 * foreign compound × signed in or not. A route that came past the permits, or that this table does not place, fails.
 */
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
import { importTestModels } from '../testModels.ts';
import { bodies, placesOf, requestsOf, type Kind } from './testPlaces.ts';

const hubToken = 'a-long-secret';
const foreign = 'riverside';
let test: TestHub;
const alarmIn: Record<string, string> = {};
const incidentIn: Record<string, string> = {};
const passIn: Record<string, string> = {};
const bookingIn: Record<string, string> = {};
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
  }
  await importTestModels(
    test.dataDir,
    ['test', foreign].map((compound) => ({ id: `m-${compound}`, name: compound, compound })),
  );
  for (const compound of ['test', foreign]) {
    for (const [system, device] of [
      ['pedestrian-gate', 'g1'],
      ['ground-lock', 'k1'],
    ])
      await test.client.publishAsync(
        `linli/v1/${compound}/${system}/${device}/meta`,
        JSON.stringify({ name: 'Gate' }),
        { qos: 1 },
      );
    const fromMs = Date.now();
    const span = { placeId: '8-2-401', fromMs, untilMs: fromMs + 3_600_000 };
    const pass = await ask('POST', `/api/compounds/${compound}/passes`, hubToken, span);
    passIn[compound] = (JSON.parse(pass.text) as { pass: { id: string } }).pass.id;
    const booked = { ...span, deviceKey: 'ground-lock/k1' };
    const booking = await ask('POST', `/api/compounds/${compound}/bookings`, hubToken, booked);
    bookingIn[compound] = (JSON.parse(booking.text) as { booking: { id: string } }).booking.id;
  }
  await test.post('/api/setup', { name: 'root', password: 'correct horse battery' });
  for (const role of roles) {
    const scope = { ...usualScope(role), compounds: ['test'] };
    const made = await ask('POST', '/api/tokens', hubToken, { name: role, verbs: verbsOf[role], scope });
    bearer.set(role, (JSON.parse(made.text) as { secret: string }).secret);
  }
});
afterAll(() => test.stop());

const routes = placesOf({ alarmIn, incidentIn, passIn, bookingIn });
const requests = requestsOf({ alarmIn, incidentIn, passIn, bookingIn });
const now = () => Date.now();

function expected(verb: string, kind: Kind, role: Role | null, own: boolean): boolean {
  if (verb === 'everybody') return true;
  if (role === null) return false;
  if (verb === 'signed-in') return true;
  if (!verbsOf[role].some((one) => one === verb)) return false;
  if (kind === 'whole-hub') return false;
  if (kind === 'personal') return role === 'admin';
  if (kind === 'picture' && !verbsOf[role].some((one) => one === 'cameras.view')) return false;
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
          if (!own && kind !== 'compound' && kind !== 'camera' && kind !== 'picture') continue;
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

it('who has a token that the hub made does not wait for the wrong ones of others at the same address', async () => {
  const wrong = Array.from({ length: 12 }, () => ask('GET', '/api/session', 'a-wrong-one'));
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect((await ask('GET', '/api/compounds', bearer.get('inspector') ?? '')).status).toBe(200);
  expect((await ask('GET', '/api/compounds', hubToken)).code).toBe('slow-down');
  await Promise.all(wrong);
  expect((await ask('GET', '/api/compounds', hubToken)).status).toBe(200);
});

it('the past is history, also where it is asked as a state', async () => {
  const state = (role: Role, at: string) =>
    ask('GET', `/api/compounds/test/state${at}`, bearer.get(role) ?? '');
  expect((await state('kiosk', '')).status).toBe(200);
  expect((await state('kiosk', `?at=${now() - 1000}`)).code).toBe('forbidden');
  expect((await state('operator', `?at=${now() - 1000}`)).status).toBe(200);
});

it('a past that is carried away is also what alarmed and what was done about it', async () => {
  const tokenFor = async (verbs: readonly string[]) => {
    const scope = { ...usualScope('planner'), compounds: ['test'] };
    const made = await ask('POST', '/api/tokens', hubToken, {
      name: 'carry',
      verbs: ['compounds.edit', ...verbs],
      scope,
    });
    return (JSON.parse(made.text) as { secret: string }).secret;
  };
  const past = `/api/compounds/test/export?from=${now() - 60_000}&to=${now()}`;
  const some = await tokenFor(['history.read', 'alarms.read']);
  const all = await tokenFor(['history.read', 'alarms.read', 'incidents.read']);
  expect((await ask('GET', past, some)).code).toBe('forbidden');
  expect((await ask('GET', past, all)).code).not.toBe('forbidden');
  expect((await ask('GET', '/api/compounds/test/export', some)).code).not.toBe('forbidden');
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
    for (const name of ['alarm', 'incident', 'event', 'action', 'pass', 'passage', 'booking'])
      expect(ofKiosk).not.toContain(name);
  });

  it('health tells a stranger that the hub lives, and no more', async () => {
    expect(JSON.parse((await ask('GET', '/api/health', null)).text)).toEqual({ ok: true, version: 'test' });
  });
});
