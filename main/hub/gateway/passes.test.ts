/** Visitor passes against a real hub and a real broker: issued, used, revoked, seen; who comes is told to few. */
import mqtt from 'mqtt';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { AlarmRecord } from '#shared/protocol/records.ts';
import type { IssuedPass } from '#shared/protocol/socket.ts';
import type { Passage, ShownPass } from '#shared/protocol/visitorPass.ts';
import type { CompoundPlan } from '#shared/twin/compound.ts';
import { emptyPlan } from '#shared/twin/compound.ts';
import { eventually, startTestHub, testManifest, type TestHub } from '../testHub.ts';

const secret = 'a-long-secret';
const hourMs = 3_600_000;
const home = (id: string): CompoundPlan['places'][number] => ({
  id,
  kind: 'household',
  name: { zh: id, en: id },
  parentId: null,
  box: null,
});
const plan: CompoundPlan = { ...emptyPlan, places: [home('8-2-401'), home('9-1-101')] };
const gate = (system: string, id: string, placeId?: string) => ({
  id,
  system,
  name: { zh: id, en: id },
  ...(placeId ? { placeId } : {}),
});
const devices = [
  gate('pedestrian-gate', 'east'),
  gate('unit-door', 'd82', '8-2'),
  gate('unit-door', 'd91', '9-1'),
  gate('vehicle-gate', 'cars'),
];
let nowMs: number;
let test: TestHub;
let count = 0;

beforeEach(async () => {
  nowMs = Date.UTC(2026, 10, 26, 8);
  test = await startTestHub({
    token: secret,
    now: () => nowMs,
    compounds: [{ manifest: testManifest, plan, devices }],
  });
});
afterEach(() => test.stop());

async function ask<T>(method: string, path: string, body?: object, token = secret) {
  const answer = await fetch(test.hub.url + path, {
    method,
    headers: { authorization: `Bearer ${token}`, ...(body ? { 'content-type': 'application/json' } : {}) },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  return (await answer.json()) as T & { ok: boolean; error?: { code: string } };
}
const issue = (more: object = {}) =>
  ask<IssuedPass>('POST', '/api/compounds/test/passes', {
    placeId: '8-2-401',
    name: '王女士',
    fromMs: nowMs,
    untilMs: nowMs + 4 * hourMs,
    ...more,
  });
const passes = async () => (await ask<{ passes: ShownPass[] }>('GET', '/api/compounds/test/passes')).passes;
const passages = async (query = '') =>
  (await ask<{ passages: Passage[] }>('GET', `/api/compounds/test/passages?${query}`)).passages;
/** The answer to its own event: the newest passage of the device. */
async function shows(device: string, data: object, id = `e${++count}`): Promise<Passage> {
  const before = (await passages(`device=${encodeURIComponent(device)}`)).length;
  await test.client.publishAsync(
    `linli/v1/test/${device}/event`,
    JSON.stringify({ t: nowMs, id, type: 'pass', data }),
    { qos: 1 },
  );
  const [newest] = await eventually(
    () => passages(`device=${encodeURIComponent(device)}`),
    (found) => found.length > before,
  );
  if (!newest) throw new Error('nobody passed');
  return newest;
}
const outcome = ({ result, reason }: Passage) => reason ?? result;

it('opens its doors for one visit and nothing else; what is unknown, early, late or used up is refused and says why', async () => {
  const { pass, token } = await issue({ fromMs: nowMs + hourMs, untilMs: nowMs + 3 * hourMs });
  expect(pass.gates).toEqual(['pedestrian-gate/east', 'unit-door/d82']);
  const outcomes: string[] = [];
  const at = async (device: string, shown = token) => {
    nowMs += 1000;
    outcomes.push(outcome(await shows(device, { method: 'code', token: shown })));
  };
  await at('pedestrian-gate/east');
  nowMs += hourMs;
  await at('pedestrian-gate/east', 'never-issued');
  await at('unit-door/d91');
  await at('pedestrian-gate/east');
  await at('unit-door/d82');
  await at('pedestrian-gate/east');
  nowMs += 3 * hourMs;
  const late = await issue({ fromMs: nowMs, untilMs: nowMs + hourMs });
  nowMs += 2 * hourMs;
  await at('pedestrian-gate/east', late.token);
  expect(outcomes).toEqual(['waiting', 'unknown', 'elsewhere', 'accepted', 'accepted', 'used', 'expired']);
  expect((await passes()).map(({ number, useCount }) => [number, useCount])).toEqual([
    [2, 0],
    [1, 2],
  ]);
  const open = await ask<{ passes: ShownPass[] }>('GET', '/api/compounds/test/passes?open=true');
  expect(open.passes).toEqual([]);
  expect((await passages('refused=true')).map(outcome)).toEqual([
    'expired',
    'used',
    'elsewhere',
    'unknown',
    'waiting',
  ]);
});

it('revoked it opens nothing at once and after a restart, and its use raises an alarm; the same event twice is one', async () => {
  const { pass, token } = await issue({ uses: 'any' });
  expect(outcome(await shows('pedestrian-gate/east', { token }))).toBe('accepted');
  const twice = JSON.stringify({ t: nowMs, id: 'same', type: 'pass', data: { token } });
  for (let i = 0; i < 2; i++)
    await test.client.publishAsync('linli/v1/test/pedestrian-gate/east/event', twice, { qos: 1 });
  await eventually(passes, ([one]) => one?.useCount === 2);
  const revoked = await ask<{ pass: ShownPass }>('POST', `/api/compounds/test/passes/${pass.id}/revoke`, {
    reason: '不来了',
  });
  const { pass: other } = await issue();
  const open = await ask<{ passes: ShownPass[] }>('GET', '/api/compounds/test/passes?open=true');
  expect(open.passes.map(({ id }) => id)).toEqual([other.id]);
  expect(revoked.pass).toMatchObject({ revokedAtMs: nowMs, reason: '不来了', useCount: 2 });
  expect(outcome(await shows('pedestrian-gate/east', { token }))).toBe('revoked');
  await test.restart();
  expect(await shows('unit-door/d82', { token, result: 'accepted' })).toMatchObject({
    reason: 'revoked',
    opened: true,
    passId: pass.id,
  });
  const { alarms } = await ask<{ alarms: AlarmRecord[] }>('GET', '/api/alarms?state=open');
  expect(alarms.map(({ ruleId, deviceKey }) => [ruleId, deviceKey]).sort()).toEqual([
    ['pass-revoked', 'pedestrian-gate/east'],
    ['pass-revoked', 'unit-door/d82'],
  ]);
  const again = await ask('POST', `/api/compounds/test/passes/${pass.id}/revoke`, { reason: 'x' });
  expect(again.error?.code).toBe('pass-over');
});

it('a plate opens the barrier; a neighbour’s car is none of its business, and whoever leaves shows nothing', async () => {
  const { pass } = await issue({ plate: '鄂B·12345', uses: 'any' });
  expect(pass.gates).toContain('vehicle-gate/cars');
  const car = (plate: string, more: object = {}) =>
    shows('vehicle-gate/cars', { method: 'plate', plate, confidence: 0.98, ...more });
  expect(await car('鄂B12345', { direction: 'in' })).toMatchObject({
    result: 'accepted',
    passId: pass.id,
    plate: null,
    confidence: 0.98,
  });
  expect(await car('鄂B99999')).toMatchObject({ result: 'accepted', passId: null, plate: '鄂B99999' });
  expect(await car('鄂B77777', { result: 'refused' })).toMatchObject({ reason: 'gate' });
  await ask('POST', `/api/compounds/test/passes/${pass.id}/revoke`, { reason: 'x' });
  expect(outcome(await car('鄂B12345', { direction: 'out' }))).toBe('accepted');
  expect(outcome(await car('鄂B12345', { direction: 'in' }))).toBe('revoked');
});

it('doors are told of it once it is kept, by the hash of its token, and told when it is revoked', async () => {
  const device = await mqtt.connectAsync(test.hub.mqttUrl);
  const heard: { name: string; params: Record<string, unknown> }[] = [];
  await device.subscribeAsync('linli/v1/test/vehicle-gate/cars/command/+', { qos: 1 });
  device.on('message', (topic, payload) => {
    const { id, params } = JSON.parse(payload.toString()) as { id: string; params: Record<string, unknown> };
    heard.push({ name: topic.split('/').at(-1) ?? '', params });
    device.publish(`${topic}/reply`, JSON.stringify({ id, ok: true }), { qos: 1 });
  });
  const { pass, token } = await issue({ plate: '鄂B12345' });
  await eventually(
    async () => heard.length,
    (n) => n === 1,
  );
  await ask('POST', `/api/compounds/test/passes/${pass.id}/revoke`, { reason: 'x' });
  await eventually(
    async () => heard.length,
    (n) => n === 2,
  );
  await device.endAsync(true);
  expect(heard.map(({ name }) => name)).toEqual(['admit-pass', 'withdraw-pass']);
  const hash = Buffer.from(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(token))).toString(
    'hex',
  );
  expect(heard[0]?.params).toMatchObject({ pass: pass.id, tokenHash: hash, plate: '鄂B12345', once: true });
  // The plate went to the gate alone: neither the record of the command nor anything else has it.
  const commands = JSON.stringify(await ask('GET', '/api/commands?compound=test'));
  expect(commands).toContain('admit-pass');
  expect(commands).not.toContain('12345');
  const sent = await ask<{ error: { code: string } }>('POST', '/api/commands', {
    compound: 'test',
    deviceKeys: ['vehicle-gate/cars'],
    name: 'withdraw-pass',
    params: { pass: pass.id },
  });
  expect(sent.error?.code).toBe('no-command');
});

it('a door that asks is opened for a good pass, and stays shut for a bad one', async () => {
  const device = await mqtt.connectAsync(test.hub.mqttUrl);
  let opened = 0;
  await device.subscribeAsync('linli/v1/test/unit-door/d82/command/open', { qos: 1 });
  device.on('message', () => opened++);
  const { token } = await issue();
  expect(outcome(await shows('unit-door/d82', { token: 'none', asks: true }))).toBe('unknown');
  expect(outcome(await shows('unit-door/d82', { token, asks: true }))).toBe('accepted');
  await eventually(
    async () => opened,
    (n) => n === 1,
  );
  await device.endAsync(true);
});

it('a door that was away is told again once it is heard of, of each pass the last word alone', async () => {
  const device = await mqtt.connectAsync(test.hub.mqttUrl);
  const heard: string[] = [];
  await test.client.publishAsync('linli/v1/test/pedestrian-gate/east/availability', 'offline', { qos: 1 });
  const first = await issue({ gates: ['pedestrian-gate/east'] });
  const second = await issue({ gates: ['pedestrian-gate/east'] });
  nowMs += 1000;
  await ask('POST', `/api/compounds/test/passes/${first.pass.id}/revoke`, { reason: 'x' });
  const states = async () => {
    const { commands } = await ask<{ commands: { state: string }[] }>('GET', '/api/commands?compound=test');
    return commands.map(({ state }) => state);
  };
  await eventually(states, (all) => all.length === 3 && all.every((state) => state === 'timed-out'));
  await device.subscribeAsync('linli/v1/test/pedestrian-gate/east/command/+', { qos: 1 });
  device.on('message', (topic, payload) => {
    const { id, params } = JSON.parse(payload.toString()) as { id: string; params: Record<string, unknown> };
    heard.push(`${topic.split('/').at(-1)} ${String(params['pass'])} ${typeof params['tokenHash']}`);
    device.publish(`${topic}/reply`, JSON.stringify({ id, ok: true }), { qos: 1 });
  });
  nowMs += 1000;
  await test.say('pedestrian-gate', 'east', { door: 'closed' }, nowMs);
  await eventually(
    async () => heard.toSorted(),
    (all) => all.length === 2,
  );
  expect(heard.toSorted()).toEqual([
    `admit-pass ${second.pass.id} string`,
    `withdraw-pass ${first.pass.id} undefined`,
  ]);
  // Answered, it is not told once more.
  await device.endAsync(true);
  await test.restart();
  nowMs += 1000;
  await test.say('pedestrian-gate', 'east', { door: 'closed' }, nowMs);
  await new Promise((resolve) => setTimeout(resolve, 4000));
  expect(await states()).toHaveLength(5);
});

it('no list, event, log or file holds the token; name and plate are for those with contacts, each look is written down', async () => {
  const { pass, token } = await issue({ plate: '鄂B12345' });
  await shows('pedestrian-gate/east', { token });
  await shows('pedestrian-gate/east', { token: `${token}x` });
  const everything = JSON.stringify([
    await passes(),
    await passages(),
    await ask('GET', '/api/compounds/test/journal?limit=100'),
    await ask('GET', '/api/audit?limit=100'),
    await ask('GET', '/api/alarms'),
  ]);
  expect(everything).toContain(pass.id);
  expect(everything).not.toContain(token);
  expect(everything).not.toMatch(/王女士|12345/);
  const visitor = `/api/passes/${pass.id}/visitor`;
  expect(await ask('GET', visitor)).toMatchObject({ visitor: { name: '王女士', plate: '鄂B12345' } });
  await ask('POST', '/api/setup', { name: 'root', password: 'correct horse battery' });
  const tokenWith = async (personal: readonly string[]) => {
    const scope = { compounds: 'all', cameraGroups: 'all', personal };
    const verbs = ['passes.read', 'people.read'];
    const made = await ask<{ secret: string }>('POST', '/api/tokens', {
      name: `t${personal.length}`,
      verbs,
      scope,
    });
    return made.secret;
  };
  const few = await tokenWith(['contact']);
  expect((await ask('GET', visitor, undefined, few)).ok).toBe(true);
  expect((await ask('GET', visitor, undefined, await tokenWith([]))).error?.code).toBe('forbidden');
  const { entries } = await ask<{ entries: { by: string; verb: string; target: string }[] }>(
    'GET',
    '/api/audit?limit=50',
  );
  const looks = entries.filter(({ verb }) => verb === 'see-visitor');
  expect(looks.map(({ target }) => target)).toEqual([pass.id, pass.id]);
});

it('refuses what names nothing or holds for too long; another system’s number is issued once', async () => {
  const codes = [
    await issue({ placeId: '8-2-999' }),
    await issue({ untilMs: nowMs }),
    await issue({ fromMs: nowMs - 2 * hourMs, untilMs: nowMs - hourMs }),
    await issue({ untilMs: nowMs + 31 * 24 * hourMs }),
    await issue({ gates: ['smoke/s1'] }),
    await issue({ plate: '<script>' }),
    await issue({ external: 'PM-7' }),
    await issue({ external: 'PM-7' }),
    await ask('POST', '/api/compounds/test/passes/none/revoke', { reason: 'x' }),
  ].map(({ ok, error }) => (ok ? 'ok' : error?.code));
  expect(codes).toEqual([
    'order-place',
    'pass-reversed',
    'pass-past',
    'pass-long',
    'pass-gate',
    'invalid-request',
    'ok',
    'pass-external',
    'no-pass',
  ]);
  const named = await ask<{ passes: ShownPass[] }>('GET', '/api/compounds/test/passes?external=PM-7');
  expect(named.passes.map(({ external }) => external)).toEqual(['PM-7']);
});
