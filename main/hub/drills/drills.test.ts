/** Drills over a real hub and broker: what is played, that nothing real hears of it or is lost in it, and what it was worth. */
import { fileURLToPath } from 'node:url';
import mqtt from 'mqtt';
import type { Socket } from 'socket.io-client';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { CommandRecord } from '#shared/protocol/commands.ts';
import type { DrillRun, DrillScenario, KnownDrill } from '#shared/protocol/drill.ts';
import type { AlarmRecord, IncidentRecord } from '#shared/protocol/records.ts';
import type { Result } from '#shared/protocol/result.ts';
import { eventually, screenOn, startTestHub, type TestHub } from '../testHub.ts';

const asset = (name: string) => fileURLToPath(new URL(`../../../assets/${name}/`, import.meta.url));
const url = '/api/compounds/test/drills';
let test: TestHub;
let socket: Socket;
beforeEach(async () => {
  test = await startTestHub({ proceduresDir: asset('procedures'), drillsDir: asset('drills') });
  socket = await screenOn(test);
  await test.client.publishAsync(
    'linli/v1/test/unit-door/d1/meta',
    JSON.stringify({ name: '单元门', placeId: '8-2' }),
    { qos: 1 },
  );
});
afterEach(async () => {
  socket.disconnect();
  await test.stop();
});

interface Listed {
  readonly drills: readonly KnownDrill[];
  readonly runs: readonly DrillRun[];
}
interface Answer {
  readonly ok: boolean;
  readonly run: DrillRun;
  readonly error?: { readonly code: string };
}
const listed = () => test.get<Listed>(url);
const ask = <T>(name: string, request: object) => socket.emitWithAck(name, request) as Promise<Result<T>>;
const incidents = async () =>
  (await test.get<{ incidents: IncidentRecord[] }>('/api/incidents?compound=test')).incidents;
const incident = async (id: string) =>
  (await test.get<{ incident: IncidentRecord }>(`/api/incidents/${id}`)).incident;
const put = async (scenario: unknown) => {
  const answer = await fetch(test.hub.url + url, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(scenario),
  });
  return (await answer.json()) as Answer;
};
const text = (words: string) => ({ zh: words, en: words });
const short: DrillScenario = {
  version: 1,
  id: 'own-1',
  name: text('短演练'),
  kind: 'fire',
  placeId: null,
  deviceKey: 'smoke/s1',
  injections: [
    { afterS: 1, what: { kind: 'message', text: text('楼道有烟') } },
    { afterS: 0, what: { kind: 'alarm', rule: 'smoke/smoke', deviceKey: null } },
  ],
  expected: { acknowledgeS: 30, takeUpS: 60, verifyS: null },
};
async function begun(): Promise<DrillRun> {
  expect((await put(short)).ok).toBe(true);
  const started = await test.post<Answer>(`${url}/own-1/run`);
  if (!started.ok) throw new Error(JSON.stringify(started.error));
  return started.run;
}

it('what comes along can be played, and one’s own takes its place', async () => {
  const { drills, runs } = await listed();
  expect(drills.map(({ scenario, origin }) => [scenario.id, origin])).toEqual([
    ['fire-home', 'product'],
    ['lift-people', 'product'],
    ['object-thrown', 'product'],
  ]);
  expect(runs).toEqual([]);
  const [fire] = drills;
  expect((await put({ ...fire?.scenario, name: text('改') })).ok).toBe(true);
  expect((await listed()).drills[0]).toMatchObject({ origin: 'changed', scenario: { name: text('改') } });
  await test.restart();
  expect((await listed()).drills[0]).toMatchObject({ origin: 'changed' });
});

it('what cannot be played is not kept', async () => {
  const alarm = (rule: string, deviceKey: string | null = null) => ({
    ...short,
    injections: [{ afterS: 0, what: { kind: 'alarm', rule, deviceKey } }],
  });
  const codes = [
    await put(alarm('smoke/none')),
    await put(alarm('smoke/smoke', 'unit-door/d1')),
    await put(alarm('smoke/smoke', 'smoke/none')),
    await put({ ...short, injections: [{ afterS: 0, what: { kind: 'event', text: text('x') } }] }),
    await put({ ...short, placeId: 'nowhere' }),
    await put({ ...short, kind: '<x>' }),
  ].map(({ error }) => error?.code);
  expect(codes).toEqual([
    'drill-rule',
    'drill-device',
    'drill-device',
    'drill-no-alarm',
    'drill-place',
    'drill-kind',
  ]);
});

it('is played into an incident that says so, by the procedure of its alarm; no alarm is raised', async () => {
  const { incidentId } = await begun();
  const told = await eventually(
    () => incident(incidentId),
    ({ entries }) => entries.some(({ text: { zh } }) => zh.includes('楼道有烟')),
  );
  expect(told).toMatchObject({ drill: true, kind: 'fire', procedureId: 'fire', deviceKeys: ['smoke/s1'] });
  expect(told.title.zh).toMatch(/^演练 · 短演练/);
  expect(told.title.en).toMatch(/^DRILL · /);
  expect(told.entries.map(({ kind }) => kind)).toEqual(['note', 'alarm', 'event']);
  const { alarms } = await test.get<{ alarms: AlarmRecord[] }>('/api/alarms?compound=test');
  expect(alarms).toEqual([]);
  expect((await test.post<Answer>(`${url}/own-1/run`)).error?.code).toBe('drill-running');
});

it('a command of a drill is written down as such and never sent; outside a drill it is', async () => {
  const heard: string[] = [];
  const device = await mqtt.connectAsync(test.hub.mqttUrl);
  await device.subscribeAsync('linli/v1/test/+/+/command/+', { qos: 1 });
  device.on('message', (topic) => heard.push(topic));
  const { incidentId } = await begun();
  const release = (more: object) =>
    ask<CommandRecord[]>('sendCommand', {
      compound: 'test',
      deviceKeys: ['unit-door/d1'],
      name: 'release',
      confirmed: true,
      ...more,
    });
  const drilled = await release({ incidentId });
  expect(drilled).toMatchObject({ ok: true, value: [{ drill: true, state: 'replied', sentAtMs: null }] });
  const { entries } = await incident(incidentId);
  expect(entries.at(-1)).toMatchObject({
    by: 'operator',
    text: { zh: '消防释放 · 单元门（演练，未发送）' },
    of: { verb: 'release', state: 'replied' },
  });
  // The real one afterwards is heard: what came before it would have been.
  expect((await release({})).ok).toBe(true);
  await expect.poll(() => heard.length).toBe(1);
  await test.restart();
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(heard).toHaveLength(1);
  await device.endAsync(true);
});

it('a real fire at the same detector is a fire of its own, and stays out of the drill', async () => {
  const { incidentId } = await begun();
  await test.say('smoke', 's1', { smoke: 0.4 });
  const all = await eventually(incidents, (list) => list.length === 2);
  const real = all.find(({ drill }) => !drill);
  expect(real).toMatchObject({ kind: 'fire', state: 'new' });
  const drill = await incident(incidentId);
  expect(drill.entries.filter(({ ref }) => ref !== null)).toEqual([]);
});

it('worked through and resolved it is scored, with each deduction; what is done afterwards changes nothing', async () => {
  const { incidentId } = await begun();
  const acknowledge = () => test.post<Answer>(`/api/incidents/${incidentId}/drill-acknowledge`);
  expect((await acknowledge()).ok).toBe(true);
  expect((await acknowledge()).error?.code).toBe('drill-acknowledged');
  await ask('advanceIncident', { incidentId, state: 'in-progress', note: '' });
  await ask('stepIncident', { incidentId, step: 0, done: true, result: '' });
  await ask('advanceIncident', { incidentId, state: 'resolved', note: '' });
  const [run] = (await eventually(listed, ({ runs }) => runs[0]?.state === 'finished')).runs;
  // Acknowledged, taken up, and seven steps that are asked: of nine equal shares three are done.
  expect(run?.score?.items).toHaveLength(9);
  expect(run?.score?.total).toBe(33.3);
  const lost = run?.score?.items.filter((one) => one.lost > 0);
  expect(lost?.map(({ because }) => because)).toEqual(Array.from({ length: 6 }, () => ['left-out']));
  await ask('advanceIncident', { incidentId, state: 'closed', note: '演练结束' });
  expect((await listed()).runs[0]?.score?.total).toBe(33.3);
});

it('is stopped at any time, unscored, and plays nothing more', async () => {
  const { id, incidentId } = await begun();
  const stop = () => test.post<Answer>(`/api/compounds/test/drill-runs/${id}/stop`);
  expect((await stop()).run).toMatchObject({ state: 'stopped', score: null });
  expect((await stop()).error?.code).toBe('drill-over');
  const over = await incident(incidentId);
  expect(over).toMatchObject({ state: 'closed' });
  await new Promise((resolve) => setTimeout(resolve, 1200));
  expect((await incident(incidentId)).entryCount).toBe(over.entryCount);
});

it('does not survive its hub: it is stopped, and says so', async () => {
  const { incidentId } = await begun();
  await test.restart();
  expect((await listed()).runs[0]).toMatchObject({ state: 'cut-off', score: null });
  const over = await incident(incidentId);
  expect(over.state).toBe('closed');
  expect(over.entries.at(-1)?.text.zh).toContain('中心服务重启');
  expect((await test.post<Answer>(`${url}/own-1/run`)).ok).toBe(true);
});

it('only a drill is played into', async () => {
  await test.say('smoke', 's1', { smoke: 0.4 });
  const [real] = await eventually(incidents, (list) => list.length === 1);
  const answer = await test.post<Answer>(`/api/incidents/${real?.id ?? ''}/drill-acknowledge`);
  expect(answer.error?.code).toBe('no-drill');
});
