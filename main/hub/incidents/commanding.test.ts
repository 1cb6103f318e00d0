/** What whoever commands at a fire declares, and who is out: over a real hub, on the timeline, told again for any instant. */
import type { Socket } from 'socket.io-client';
import { afterEach, expect, it } from 'vitest';
import { fireFactsOf } from '#shared/incidents/fireFacts.ts';
import { incidentAt } from '#shared/incidents/incidentAt.ts';
import { marksOf, musterOf } from '#shared/incidents/marks.ts';
import type { IncidentRecord } from '#shared/protocol/records.ts';
import type { Result } from '#shared/protocol/result.ts';
import { emptyPlan, type Place } from '#shared/twin/compound.ts';
import { eventually, screenOn, startTestHub, testDevices, testManifest, type TestHub } from '../testHub.ts';

let test: TestHub;
let socket: Socket;
afterEach(async () => {
  socket?.disconnect();
  await test?.stop();
});

const place = (id: string, kind: Place['kind'], parentId: string | null): Place => ({
  id,
  kind,
  parentId,
  name: { zh: `${id}室`, en: `Flat ${id}` },
  box: null,
});
const plan = {
  ...emptyPlan,
  places: [place('8', 'building', null), place('8-2', 'unit', '8'), place('8-2-401', 'household', '8-2')],
};
const ask = (name: string, request: object) =>
  socket.emitWithAck(name, request) as Promise<Result<IncidentRecord>>;
const value = (result: Result<IncidentRecord>): IncidentRecord => {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
};
const codeOf = (result: Result<IncidentRecord>) => (result.ok ? 'done' : result.error.code);

async function fire(): Promise<IncidentRecord> {
  test = await startTestHub({ compounds: [{ manifest: testManifest, plan, devices: testDevices }] });
  socket = await screenOn(test);
  await test.say('smoke', 's1', { smoke: 0.4 });
  const { incidents } = await eventually(
    () => test.get<{ incidents: IncidentRecord[] }>('/api/incidents?compound=test'),
    (body) => body.incidents.length === 1,
  );
  const [incident] = incidents;
  if (!incident) throw new Error('no incident');
  return incident;
}

it('a fire is confirmed once, by somebody, and that can be taken back', async () => {
  const { id } = await fire();
  const confirm = { incidentId: id, mark: 'confirm', done: true };
  const confirmed = value(await ask('markIncident', confirm));
  expect(marksOf(confirmed).get('confirm')).toMatchObject({ by: 'operator', text: { zh: '确认火警' } });
  expect(codeOf(await ask('markIncident', confirm))).toBe('marked-already');
  expect(codeOf(await ask('markIncident', { incidentId: id, mark: 'call-119', done: false }))).toBe(
    'not-marked',
  );
  const back = value(await ask('markIncident', { ...confirm, done: false }));
  expect(marksOf(back).size).toBe(0);
  expect(back.entries.at(-1)?.text.en).toBe('Taken back: Fire confirmed');
  // Looked back at, it stands as it stood then.
  const thenMs = confirmed.entries.at(-1)?.atMs ?? 0;
  expect(marksOf(incidentAt({ ...back, entries: confirmed.entries }, thenMs) ?? back).has('confirm')).toBe(
    true,
  );
  expect((await ask('markIncident', { incidentId: id, mark: 'party', done: true })).ok).toBe(false);
});

it('households are mustered one by one, and a restart forgets none of it', async () => {
  const { id } = await fire();
  const muster = (placeId: string, state: string) =>
    ask('musterHousehold', { incidentId: id, placeId, muster: state });
  expect(value(await muster('8-2-401', 'help')).entries.at(-1)).toMatchObject({
    text: { zh: '清点 8-2-401室：需要救助', en: 'Muster Flat 8-2-401: needs help' },
    change: { kind: 'muster', placeId: '8-2-401', muster: 'help' },
  });
  expect(codeOf(await muster('8-2', 'out'))).toBe('no-household');
  expect(codeOf(await muster('9-9-999', 'out'))).toBe('no-household');
  value(await muster('8-2-401', 'out'));
  await test.restart();
  const { incident } = await test.get<{ incident: IncidentRecord }>(`/api/incidents/${id}`);
  expect(musterOf(incident).get('8-2-401')).toMatchObject({ muster: 'out', by: 'operator' });
});

it('says of which device an entry tells, and when the hub heard of it', async () => {
  const incident = await fire();
  const [first] = incident.entries;
  expect(first?.of).toMatchObject({ deviceKey: 'smoke/s1', verb: 'raised' });
  const lateMs = (first?.of?.heardAtMs ?? Infinity) - (first?.atMs ?? 0);
  expect(lateMs).toBeGreaterThanOrEqual(0);
  expect(lateMs).toBeLessThan(5000);
});

it('what the panel says of a fire it alarmed for stands in it, wherever the panel is', async () => {
  const { id } = await fire();
  await test.say('fire-panel', 'p1', { state: 'alarm', zone: '8-2-401' });
  const of = async () => (await test.get<{ incident: IncidentRecord }>(`/api/incidents/${id}`)).incident;
  await eventually(of, ({ deviceKeys }) => deviceKeys.includes('fire-panel/p1'));
  await test.client.publishAsync(
    'linli/v1/test/fire-panel/p1/event',
    JSON.stringify({ t: Date.now(), id: 'e1', type: 'confirm', data: {} }),
    { qos: 1 },
  );
  const told = await eventually(of, (incident) => fireFactsOf(incident).marks.has('confirm'));
  expect(fireFactsOf(told).marks.get('confirm')).toMatchObject({ by: null });
  expect(told.entries.filter(({ of: subject }) => subject?.verb === 'confirm')).toHaveLength(1);
});

it('nothing is declared of what somebody has put away', async () => {
  const { id } = await fire();
  value(await ask('advanceIncident', { incidentId: id, state: 'false', note: '油烟' }));
  expect(codeOf(await ask('markIncident', { incidentId: id, mark: 'confirm', done: true }))).toBe(
    'incident-over',
  );
  expect(codeOf(await ask('musterHousehold', { incidentId: id, placeId: '8-2-401', muster: 'out' }))).toBe(
    'incident-over',
  );
});
