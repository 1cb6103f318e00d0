import { afterEach, describe, expect, it } from 'vitest';
import type { AlarmRecord, IncidentRecord, RejectionReport } from '#shared/protocol/records.ts';
import { eventually, startTestHub, testDevices, testManifest, type TestHub } from './testHub.ts';
import { emptyPlan } from '#shared/twin/compound.ts';
import { createHub } from './createHub.ts';

interface StateBody {
  readonly ok: boolean;
  readonly devices: Record<
    string,
    { name: { zh: string }; points: Record<string, { value: unknown; quality: string; t: number }> }
  >;
  readonly alarms: AlarmRecord[];
}

let test: TestHub;
afterEach(() => test?.stop());

const alarmsOf = (state: string) =>
  test.get<{ alarms: AlarmRecord[] }>(`/api/alarms?state=${state}`).then((body) => body.alarms);
const stateOf = (at = '') => test.get<StateBody>(`/api/compounds/test/state${at}`);

describe('from MQTT to state', () => {
  it('shows a published reading at once, and at any later instant', async () => {
    test = await startTestHub();
    const before = Date.now() - 5000;
    await test.say('lift', 'l1', { floor: 3, door: 'open' }, before);
    await test.say('lift', 'l1', { floor: 5 }, before + 2000);
    await eventually(stateOf, (body) => body.devices['lift/l1']?.points['floor']?.value === 5);
    const then = await stateOf(`?at=${before + 1000}`);
    expect(then.devices['lift/l1']?.points['floor']).toMatchObject({ value: 3, quality: 'good', t: before });
    expect(then.devices['lift/l1']?.points['door']?.value).toBe('open');
    const iso = await stateOf(`?at=${encodeURIComponent(new Date(before - 1).toISOString())}`);
    expect(iso.devices['lift/l1']?.points).toEqual({});
    const history = await test.get<{ before: unknown; readings: { value: unknown }[] }>(
      `/api/points/${encodeURIComponent('test/lift/l1/floor')}/history?from=${before - 1}`,
    );
    expect(history.readings.map((row) => row.value)).toEqual([3, 5]);
    expect(history.before).toBeNull();
    const later = await test.get<{ before: { t: number; value: unknown } }>(
      `/api/points/${encodeURIComponent('test/lift/l1/floor')}/history?from=${before + 2000}`,
    );
    expect(later.before).toMatchObject({ t: before, value: 3 });
  });

  it('keeps a late reading for history without touching the present', async () => {
    test = await startTestHub();
    const now = Date.now();
    await test.say('lift', 'l1', { floor: 6 }, now);
    await test.say('lift', 'l1', { floor: 2 }, now - 3_600_000);
    await eventually(
      () => stateOf(`?at=${now - 1000}`),
      (body) => body.devices['lift/l1']?.points['floor']?.value === 2,
    );
    expect((await stateOf()).devices['lift/l1']?.points['floor']?.value).toBe(6);
  });

  it('makes an unknown device from its description, without code', async () => {
    test = await startTestHub();
    const meta = { name: '水泵房液位', points: [{ id: 'level', unit: 'm', min: 0, max: 5 }] };
    await test.client.publishAsync('linli/v1/test/pump-room/p 1/meta', JSON.stringify(meta), {
      qos: 1,
      retain: true,
    });
    await test.client.publishAsync(
      'linli/v1/test/pump-room/p 1/state',
      JSON.stringify({ t: Date.now(), v: { level: 2.5 } }),
      { qos: 1 },
    );
    const body = await eventually(
      stateOf,
      (found) => found.devices['pump-room/p 1']?.points['level']?.value === 2.5,
    );
    expect(body.devices['pump-room/p 1']?.name.zh).toBe('水泵房液位');
    await test.client.publishAsync('linli/v1/test/pump-room/p 1/meta', '', { qos: 1, retain: true });
    await eventually(stateOf, (found) => found.devices['pump-room/p 1'] === undefined);
  });

  it('refuses what is bad with its reason, keeps what is good around it', async () => {
    test = await startTestHub();
    const topic = 'linli/v1/test/lift/l1/state';
    const bad: [string, string, string][] = [
      [topic, '{', 'json'],
      [topic, '[]', 'schema'],
      [topic, '{"t":"now","v":{}}', 'schema'],
      [topic, JSON.stringify({ t: Date.now() + 48 * 3_600_000, v: { floor: 1 } }), 'time'],
      [
        topic,
        JSON.stringify({ t: Date.now(), v: { floor: 4, speed: 99, door: 'ajar', ghost: 1, load: 'x' } }),
        'out-of-range',
      ],
      ['linli/v1/test/lift/ghost/state', '{"t":1,"v":{}}', 'unknown-device'],
      ['linli/v2/what', 'x', ''],
      ['linli/v1/TEST/lift/l1/state', '{}', 'topic'],
    ];
    for (const [to, payload] of bad) await test.client.publishAsync(to, payload, { qos: 1 });
    const report = await eventually(
      () => test.get<RejectionReport>('/api/rejections'),
      (found) => found.total >= 10,
    );
    for (const code of [
      'json',
      'schema',
      'time',
      'out-of-range',
      'unknown-state',
      'unknown-point',
      'wrong-type',
      'unknown-device',
      'topic',
    ]) {
      expect(report.byCode[code], code).toBeGreaterThan(0);
    }
    expect(report.recent[0]).toMatchObject({ message: expect.stringMatching(/./) });
    expect((await stateOf()).devices['lift/l1']?.points['floor']?.value).toBe(4);
  });

  it('survives what would break it behind the door', async () => {
    test = await startTestHub({ token: 'a-long-secret' });
    const deep = `{"t":${Date.now()},"id":"d","type":"x","data":{"a":${'['.repeat(40_000)}${']'.repeat(40_000)}}}`;
    await test.client.publishAsync('linli/v1/test/lift/l1/event', deep, { qos: 1 });
    await test.client.publishAsync('linli/v1/test/lift/l1/state', '{"t":1e15,"v":{"floor":3}}', { qos: 1 });
    const cookie = await fetch(`${test.hub.url}/socket.io/?EIO=4&transport=polling`, {
      headers: { cookie: 'linli_token=%' },
    });
    expect(cookie.status).toBeLessThan(500);
    for (const path of [
      '/%',
      '/api/compounds/test/state?at=99999999999999999999999',
      '/api/alarms?state=bogus',
    ]) {
      expect(await test.get(path)).toMatchObject({ ok: false });
    }
    const ghost = encodeURIComponent('test/lift/l1/constructor');
    expect(await test.get(`/api/points/${ghost}/history?from=0`)).toMatchObject({
      ok: false,
      error: { code: 'no-point' },
    });
    const report = await test.get<RejectionReport>('/api/rejections');
    expect(report.byCode['time']).toBe(1);
    expect((await stateOf()).devices['lift/l1']?.points['floor']?.value).toBe(3);
    expect(
      (report.byCode['too-deep'] ?? 0) +
        (report.byCode['message-failed'] ?? 0) +
        (report.byCode['schema'] ?? 0),
    ).toBe(1);
    await test.say('lift', 'l1', { floor: 2 });
    await eventually(stateOf, (body) => body.devices['lift/l1']?.points['floor']?.value === 2);
  });

  it('is not slowed by a flood of bad messages', async () => {
    test = await startTestHub();
    for (let i = 0; i < 20_000; i++) test.client.publish('linli/v1/test/lift/l1/state', `{"t":${i}`);
    await test.say('lift', 'l1', { floor: 2 });
    await eventually(stateOf, (body) => body.devices['lift/l1']?.points['floor']?.value === 2);
    const report = await test.get<RejectionReport>('/api/rejections');
    expect(report.byCode['json']).toBe(20_000);
    expect(report.recent.length).toBeLessThanOrEqual(500);
  });
});

describe('alarms and incidents', () => {
  it('live the whole life: raised, kept over a restart, acknowledged, returned, reset; and replay', async () => {
    test = await startTestHub();
    await test.say('smoke', 's1', { smoke: 0.21 });
    const [raised] = await eventually(
      () => alarmsOf('unacknowledged'),
      (found) => found.length === 1,
    );
    expect(raised).toMatchObject({ priority: 1, ruleId: 'smoke', value: '0.21 dB/m', deviceKey: 'smoke/s1' });
    await test.restart();
    expect((await stateOf()).devices['smoke/s1']?.points['smoke']?.value).toBe(0.21);
    expect((await alarmsOf('open')).map((alarm) => alarm.id)).toEqual([raised?.id]);
    const done = await test.post<{ alarm: AlarmRecord }>(`/api/alarms/${raised?.id}/acknowledge`, {
      note: '已派人',
    });
    expect(done.alarm).toMatchObject({ state: 'acknowledged', note: '已派人' });
    const acknowledgedAt = Date.now();
    await test.restart();
    expect(await alarmsOf('acknowledged')).toHaveLength(1);
    await test.say('smoke', 's1', { smoke: 0.3 });
    const then = await stateOf(`?at=${(raised?.firstAtMs ?? 0) + 1}`);
    expect(then.alarms[0]?.state).toBe('unacknowledged');
    expect((await stateOf(`?at=${acknowledgedAt}`)).alarms[0]?.state).toBe('acknowledged');
    expect((await stateOf(`?at=${(raised?.firstAtMs ?? 0) - 1}`)).alarms).toEqual([]);
    expect(await test.post(`/api/alarms/nobody/acknowledge`)).toMatchObject({
      ok: false,
      error: { code: 'no-alarm' },
    });
  });

  it('open one incident for a P1 and gather what happens near it', async () => {
    test = await startTestHub();
    await test.say('smoke', 's1', { smoke: 0.21 });
    await test.say('smoke', 's2', { smoke: 0.25 });
    const event = {
      t: Date.now(),
      id: 'e1',
      type: 'lift_recall',
      data: { text: { zh: '电梯迫降', en: 'Lift recalled' } },
    };
    for (let repeat = 0; repeat < 2; repeat++)
      await test.client.publishAsync('linli/v1/test/lift/l1/event', JSON.stringify(event), { qos: 1 });
    const incidents = () =>
      test
        .get<{ incidents: IncidentRecord[] }>('/api/incidents?compound=test')
        .then((body) => body.incidents);
    const [incident, ...others] = await eventually(
      incidents,
      (found) => (found[0]?.entries.length ?? 0) >= 3,
    );
    expect(others).toEqual([]);
    expect(incident).toMatchObject({ kind: 'fire', state: 'new' });
    expect(incident?.entries.map((entry) => entry.kind)).toEqual(['alarm', 'alarm', 'event']);
    expect((await test.get<RejectionReport>('/api/rejections')).byCode['duplicate']).toBe(1);
  });

  it('join the panel’s word to the fire that is open, wherever it is', async () => {
    test = await startTestHub();
    await test.say('smoke', 's1', { smoke: 0.21 });
    await test.say('fire-panel', 'p1', { state: 'alarm', zone: '8-2-401' });
    await eventually(
      () => alarmsOf('open'),
      (found) => found.length === 2,
    );
    const { incidents } = await test.get<{ incidents: IncidentRecord[] }>('/api/incidents?compound=test');
    expect(incidents).toHaveLength(1);
    expect(incidents[0]?.entries).toHaveLength(2);
  });

  it('judge a throw by what its event says', async () => {
    test = await startTestHub();
    await test.client.publishAsync(
      'linli/v1/test/throw-camera/t1/event',
      JSON.stringify({ t: Date.now(), id: 'x', type: 'throw', data: { people: false } }),
      { qos: 1 },
    );
    const [alarm] = await eventually(
      () => alarmsOf('open'),
      (found) => found.length === 1,
    );
    expect(alarm).toMatchObject({ priority: 2, ruleId: 'throw' });
  });
});

describe('trust', () => {
  it('refuses other pages, foreign host names and wrong tokens', async () => {
    test = await startTestHub({ token: 'a-long-secret' });
    const ask = (headers: Record<string, string>) => fetch(`${test.hub.url}/api/health`, { headers });
    expect((await ask({ origin: 'https://evil.example' })).status).toBe(403);
    expect((await ask({ authorization: 'Bearer nope' })).status).toBe(403);
    expect((await ask({ authorization: 'Bearer a-long-secret' })).status).toBe(200);
    const body = (await (await ask({ origin: 'https://evil.example' })).json()) as unknown;
    expect(body).toMatchObject({ ok: false, error: { code: 'origin' } });
  });

  it('forgets the cookie of a token that is none any more, late, and asks its person anew', async () => {
    test = await startTestHub();
    const { port } = new URL(test.hub.url);
    const started = performance.now();
    const answer = await fetch(`${test.hub.url}/api/compounds`, {
      headers: { cookie: `linli_token_${port}=gone` },
    });
    expect([answer.status, answer.headers.get('set-cookie')]).toEqual([
      200,
      `linli_token_${port}=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0`,
    ]);
    expect(performance.now() - started).toBeGreaterThan(900);
  });

  it('refuses a second hub on the same data and leaves the first alone', async () => {
    test = await startTestHub();
    const options = {
      host: '127.0.0.1',
      port: 0,
      mqttPort: 0,
      mqttUrl: null,
      token: null,
      version: 't',
      rendererDir: '/',
      mediaDir: '/tmp',
      simulate: false,
    };
    const compounds = [{ manifest: testManifest, plan: emptyPlan, devices: testDevices }] as const;
    const second = await createHub({ ...options, compounds, dataDir: test.dataDir });
    expect(second).toMatchObject({ ok: false, error: { code: 'data-dir-busy' } });
    await test.say('lift', 'l1', { floor: 4 });
    await eventually(stateOf, (found) => found.devices['lift/l1']?.points['floor']?.value === 4);
  });

  it('answers what it does not know in one shape', async () => {
    test = await startTestHub();
    expect(await test.get('/api/compounds/nowhere/state')).toMatchObject({
      ok: false,
      error: { code: 'no-compound' },
    });
    expect(await test.get('/api/compounds/test/state?at=yesterday')).toMatchObject({
      ok: false,
      error: { code: 'instant' },
    });
    expect(await test.get('/api/nothing')).toMatchObject({ ok: false, error: { code: 'not-found' } });
    const openapi = await test.get<{ paths: Record<string, unknown> }>('/api/openapi.json');
    expect(Object.keys(openapi.paths)).toEqual(
      expect.arrayContaining([
        '/api/health',
        '/api/alarms/{id}/acknowledge',
        '/api/models',
        '/api/rejections',
      ]),
    );
    const schemas = await test.get<{ schemas: Record<string, { $id: string }> }>('/api/schemas');
    expect(schemas.schemas['state']?.$id).toBe('linli/v1/state');
  });
});
