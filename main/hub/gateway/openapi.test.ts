/** The description of the API is held against what the hub really answers. */
import { Value } from 'typebox/value';
import { afterEach, expect, it } from 'vitest';
import { eventually, startTestHub, type TestHub } from '../testHub.ts';
import { answers, Fault } from './openapi.ts';

let test: TestHub;
afterEach(() => test?.stop());

interface Description {
  paths: Record<string, Record<string, { responses: Record<string, unknown>; requestBody?: unknown }>>;
}

it('answers are what the description says, faults too', async () => {
  test = await startTestHub();
  await test.say('lift', 'l1', { floor: 3, door: 'open' });
  await test.say('smoke', 's1', { smoke: 0.4 });
  await test.client.publishAsync('linli/v1/test/lift/l1/state', 'no JSON', { qos: 1 });
  const { alarms } = await eventually(
    () => test.get<{ alarms: { id: string }[] }>('/api/alarms?state=open'),
    (body) => body.alarms.length === 1,
  );
  const gets: Record<string, string> = {
    '/api/health': '/api/health',
    '/api/compounds': '/api/compounds',
    '/api/compounds/:id/state': '/api/compounds/test/state',
    '/api/compounds/:id/clocks': '/api/compounds/test/clocks',
    '/api/points/:id/history': `/api/points/${encodeURIComponent('test/lift/l1/floor')}/history?from=0`,
    '/api/alarms': '/api/alarms',
    '/api/incidents': '/api/incidents?compound=test',
    '/api/models': '/api/models',
    '/api/rejections': '/api/rejections',
  };
  for (const [route, path] of Object.entries(gets)) {
    const schema = answers[`GET ${route}`];
    if (!schema) throw new Error(`${route} is not described`);
    const body = await test.get<unknown>(path);
    expect([route, ...Value.Errors(schema, body)]).toEqual([route]);
  }
  const acknowledged = await test.post<unknown>(`/api/alarms/${alarms[0]?.id}/acknowledge`);
  const schema = answers['POST /api/alarms/:id/acknowledge'];
  expect(schema && [...Value.Errors(schema, acknowledged)]).toEqual([]);
  expect([...Value.Errors(Fault, await test.get<unknown>('/api/compounds/nowhere/state'))]).toEqual([]);

  const { paths } = await test.get<Description>('/api/openapi.json');
  for (const name of Object.keys(answers)) {
    const [method = '', path = ''] = name.split(' ');
    const route = paths[path.replaceAll(/:(\w+)/g, '{$1}')]?.[method.toLowerCase()];
    expect([name, Object.keys(route?.responses ?? {})]).toEqual([name, ['200', '4XX', '5XX']]);
  }
  expect(paths['/api/models']?.['post']?.requestBody).toBeDefined();
});

it('people, tokens, credentials and the audit log answer as described', async () => {
  test = await startTestHub({ token: 'a-long-secret' });
  const ask = async (method: string, path: string, body?: unknown): Promise<unknown> => {
    const answer = await fetch(test.hub.url + path, {
      method,
      headers: { authorization: 'Bearer a-long-secret', 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return answer.json();
  };
  const root = { name: 'root', password: 'correct horse battery' };
  const asked: [string, string, unknown?][] = [
    ['POST /api/setup', '/api/setup', root],
    ['GET /api/session', '/api/session'],
    ['POST /api/session', '/api/session', root],
    ['GET /api/sessions', '/api/sessions'],
    ['POST /api/users', '/api/users', { ...root, name: 'li', role: 'inspector' }],
    ['PATCH /api/users/:name', '/api/users/li', { disabled: true }],
    ['POST /api/users/:name/password', '/api/users/li/password', { password: 'another long password' }],
    ['GET /api/users', '/api/users'],
    ['POST /api/tokens', '/api/tokens', { name: 'wall', verbs: ['state.read'] }],
    ['GET /api/tokens', '/api/tokens'],
    ['POST /api/device-credentials', '/api/device-credentials', { compound: 'test', devices: ['lift/l1'] }],
    ['GET /api/device-credentials', '/api/device-credentials'],
    ['PUT /api/compounds/:id/camera-hosts', '/api/compounds/test/camera-hosts', { hosts: ['10.0.0.7:80'] }],
    ['GET /api/compounds/:id/camera-hosts', '/api/compounds/test/camera-hosts'],
    ['GET /api/audit', '/api/audit?limit=3'],
  ];
  for (const [route, path, body] of asked) {
    const schema = answers[route];
    if (!schema) throw new Error(`${route} is not described`);
    const answer = await ask(route.split(' ')[0] ?? '', path, body);
    expect([route, ...Value.Errors(schema, answer)]).toEqual([route]);
  }
});

it('compounds answer as described', async () => {
  test = await startTestHub();
  await test.client.publishAsync('linli/v1/stray/lift/l1/meta', '{"name":"Lift"}', { qos: 1 });
  const ask = async (method: string, path: string, body?: unknown): Promise<unknown> => {
    const answer = await fetch(test.hub.url + path, {
      method,
      ...(body === undefined
        ? {}
        : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    });
    return answer.json();
  };
  const building = { id: '1', storeys: 2, position: [0, 0], sizeM: [20, 10] };
  const made = { id: 'new', name: 'New', origin: { latDeg: 30, lonDeg: 114 }, buildings: [building] };
  const asked: [string, string, unknown?][] = [
    ['POST /api/compounds', '/api/compounds', made],
    ['PUT /api/compounds/:id', '/api/compounds/new', { devices: [] }],
    ['POST /api/compounds/:id/claim', '/api/compounds/stray/claim', {}],
    ['GET /api/compounds/:id/mapping', '/api/compounds/new/mapping'],
    [
      'PUT /api/compounds/:id/mapping',
      '/api/compounds/new/mapping',
      { version: 1, homeAssistant: { devices: {} } },
    ],
    [
      'PATCH /api/compounds/:id/mapping',
      '/api/compounds/new/mapping',
      {
        edits: [
          { dialect: 'tasmota', id: 'plug/1 🔌', mapped: { system: 'lift', points: { POWER: 'mode' } } },
        ],
      },
    ],
    ['GET /api/compounds/:id/foreign-devices', '/api/compounds/new/foreign-devices'],
    ['GET /api/compound-faults', '/api/compound-faults'],
    ['DELETE /api/compounds/:id', '/api/compounds/stray'],
  ];
  for (const [route, path, body] of asked) {
    const schema = answers[route];
    if (!schema) throw new Error(`${route} is not described`);
    const answer = await ask(route.split(' ')[0] ?? '', path, body);
    expect([route, ...Value.Errors(schema, answer)]).toEqual([route]);
  }
  const archive = await fetch(`${test.hub.url}/api/compounds/new/export`);
  const form = new FormData();
  form.append('file', await archive.blob(), 'new.linli');
  const taken: unknown = await (
    await fetch(`${test.hub.url}/api/compounds/import?as=again`, { method: 'POST', body: form })
  ).json();
  expect(taken).toEqual({ ok: true, compound: 'again' });
});

it('sources and meters answer as described', async () => {
  test = await startTestHub();
  const ask = async (method: string, path: string, body?: unknown): Promise<unknown> => {
    const answer = await fetch(test.hub.url + path, {
      method,
      ...(body === undefined
        ? {}
        : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    });
    return answer.json();
  };
  const edit = {
    brokers: [{ id: 'annex', url: 'mqtt://127.0.0.1:1' }],
    cameras: [{ id: 'yard', kind: 'onvif', url: 'http://127.0.0.1:1' }],
    viid: {
      id: '42010500002000000001',
      devices: [{ id: '42010500001190000001', secret: 'x', direction: 'in' }],
    },
  };
  const meter = {
    version: 1,
    host: '127.0.0.1',
    port: 1,
    on: false,
    device: { compound: 'test', system: 'lift', id: 'l9', name: 'Lift' },
    registers: [{ function: 'holding', address: 0, type: 'uint16', point: 'floor' }],
  };
  const asked: [string, string, unknown?][] = [
    ['PUT /api/sources', '/api/sources', edit],
    ['GET /api/sources', '/api/sources'],
    ['PUT /api/modbus-meters/:id', '/api/modbus-meters/lift', meter],
    ['GET /api/modbus-meters', '/api/modbus-meters'],
    ['DELETE /api/modbus-meters/:id', '/api/modbus-meters/lift'],
  ];
  for (const [route, path, body] of asked) {
    const schema = answers[route];
    if (!schema) throw new Error(`${route} is not described`);
    const answer = await ask(route.split(' ')[0] ?? '', path, body);
    expect([route, ...Value.Errors(schema, answer)]).toEqual([route]);
  }
  const away = await ask('POST', '/api/modbus-meters/read', meter);
  expect([...Value.Errors(Fault, away)]).toEqual([]);
});

it('work orders, notices, warnings and figures answer as described', async () => {
  test = await startTestHub();
  await test.say('smoke', 's1', { smoke: 0.4 });
  const opened = await test.post<{ order: { id: string } }>('/api/compounds/test/work-orders', {
    kind: 'repair',
    title: 'lamp',
  });
  const warning = {
    kind: 'gas',
    placeIds: ['8'],
    channels: ['none'],
    text: { zh: 'x', en: 'x' },
    drill: true,
  };
  const span = `from=0&to=${Date.now() + 1000}`;
  const asked: readonly (readonly [name: string, path: string, body?: unknown])[] = [
    ['GET /api/compounds/:id/work-orders', '/api/compounds/test/work-orders'],
    ['GET /api/work-orders/:id', `/api/work-orders/${opened.order.id}`],
    ['POST /api/work-orders/:id/steps', `/api/work-orders/${opened.order.id}/steps`, { verb: 'done' }],
    ['GET /api/compounds/:id/work-orders/kpis', `/api/compounds/test/work-orders/kpis?${span}`],
    ['GET /api/compounds/:id/notice-settings', '/api/compounds/test/notice-settings'],
    ['GET /api/compounds/:id/notices', '/api/compounds/test/notices'],
    ['GET /api/compounds/:id/warnings', '/api/compounds/test/warnings'],
    [
      'GET /api/compounds/:id/alarm-kpis',
      `/api/compounds/test/alarm-kpis?from=${Date.now() - 60_000}&to=${Date.now() + 1000}`,
    ],
    [
      'POST /api/compounds/:id/readings',
      '/api/compounds/test/readings',
      { device: 'smoke/s1', point: 'temperature', readings: [[1000, 20]] },
    ],
  ];
  for (const [name, path, body] of asked) {
    const answer = body === undefined ? await test.get<unknown>(path) : await test.post<unknown>(path, body);
    const schema = answers[name];
    if (!schema) throw new Error(`${name} is not described`);
    expect([name, ...Value.Errors(schema, answer)]).toEqual([name]);
  }
  const refused = await test.post<unknown>('/api/compounds/test/warnings', warning);
  expect([...Value.Errors(Fault, refused)]).toEqual([]);
});
