/** Merging and splitting over a real hub: what was told stays with both, and alarms go where their devices went. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { IncidentRecord } from '#shared/protocol/records.ts';
import { incidentAt } from '#shared/incidents/incidentAt.ts';
import { marksOf } from '#shared/incidents/marks.ts';
import { eventually, screenOn, startTestHub, testDevices, testManifest, type TestHub } from '../testHub.ts';
import { emptyPlan } from '#shared/twin/compound.ts';

let test: TestHub;
beforeEach(async () => {
  test = await startTestHub({
    compounds: [
      {
        manifest: testManifest,
        plan: emptyPlan,
        devices: [
          ...testDevices,
          {
            id: 's9',
            system: 'smoke',
            name: { zh: '远处烟感', en: 'Smoke far away' },
            positionEnu: [400, 2, 3],
            placeId: '30-1-101',
          },
        ],
      },
    ],
  });
});
afterEach(() => test.stop());

interface Answer {
  readonly ok: boolean;
  readonly incident?: string;
  readonly error?: { readonly code: string };
}
const list = async () =>
  (await test.get<{ incidents: IncidentRecord[] }>('/api/incidents?compound=test')).incidents;
const find = async (id: string) =>
  (await test.get<{ incident: IncidentRecord }>(`/api/incidents/${id}`)).incident;
const withDevices = (count: number) => (all: IncidentRecord[]) =>
  all.reduce((sum, { deviceKeys }) => sum + deviceKeys.length, 0) === count;

it('two fires that are one: the other is closed and goes on here, with all it told', async () => {
  await test.say('smoke', 's1', { smoke: 0.4 });
  await test.say('smoke', 's9', { smoke: 0.4 });
  const two = await eventually(list, (all) => all.length === 2);
  const far = two.find(({ deviceKeys }) => deviceKeys.includes('smoke/s9'));
  const near = two.find(({ deviceKeys }) => deviceKeys.includes('smoke/s1'));
  if (!far || !near) throw new Error('no two fires');
  // Whoever needs help in the one needs it in both.
  const socket = await screenOn(test);
  await socket.emitWithAck('markIncident', { incidentId: far.id, mark: 'call-119', done: true });
  socket.disconnect();
  const merged = await test.post<Answer>(`/api/incidents/${near.id}/merge`, { other: far.id });
  expect(merged).toMatchObject({ ok: true, incident: near.id });
  const [into, from] = [await find(near.id), await find(far.id)];
  expect(into.deviceKeys).toEqual(['smoke/s1', 'smoke/s9']);
  expect(into.entries.some(({ of }) => of?.deviceKey === 'smoke/s9')).toBe(true);
  const merge = into.entries.at(-1);
  expect(merge?.change).toMatchObject({ kind: 'merge', incidentId: far.id });
  // Nobody knew of it before.
  const before = incidentAt(into, (merge?.atMs ?? 0) - 1);
  expect(before).toMatchObject({ deviceKeys: ['smoke/s1'], startedAtMs: near.startedAtMs });
  expect(before?.entries.some(({ of }) => of?.deviceKey === 'smoke/s9')).toBe(false);
  expect([...marksOf(into).keys()]).toEqual(['call-119']);
  expect(into.state).toBe('new');
  expect(from).toMatchObject({ state: 'closed', mergedInto: near.id });
  // What the far one says from now on is told here, and opens nothing.
  await test.post(`/api/alarms/${far.entries[0]?.ref}/acknowledge`);
  await eventually(
    () => find(near.id),
    ({ entries }) => entries.some(({ of }) => of?.deviceKey === 'smoke/s9' && of.verb === 'acknowledged'),
  );
  expect(await list()).toHaveLength(2);
  const again = await test.post<Answer>(`/api/incidents/${near.id}/merge`, { other: far.id });
  expect(again.error?.code).toBe('incident-over');
  const itself = await test.post<Answer>(`/api/incidents/${near.id}/merge`, { other: near.id });
  expect(itself.error?.code).toBe('merge-itself');
});

it('one fire that is two: the devices go with what they told, and the procedure begins anew', async () => {
  await test.say('smoke', 's1', { smoke: 0.4 });
  await test.say('smoke', 's2', { smoke: 0.4 });
  const [fire] = await eventually(list, withDevices(2));
  if (!fire) throw new Error('no fire');
  const all = await test.post<Answer>(`/api/incidents/${fire.id}/split`, {
    deviceKeys: ['smoke/s1', 'smoke/s2'],
  });
  expect(all.error?.code).toBe('split-devices');
  const foreign = await test.post<Answer>(`/api/incidents/${fire.id}/split`, { deviceKeys: ['smoke/s9'] });
  expect(foreign.error?.code).toBe('split-devices');
  const done = await test.post<Answer>(`/api/incidents/${fire.id}/split`, { deviceKeys: ['smoke/s2'] });
  const part = await find(done.incident ?? '');
  expect(part).toMatchObject({ state: 'new', deviceKeys: ['smoke/s2'], placeId: '8-2-501', kind: 'fire' });
  expect(part.title.zh).toBe('火警 · 烟感二');
  expect(part.procedure.every(({ doneAtMs }) => doneAtMs === null)).toBe(true);
  expect(part.entries.filter(({ of }) => of?.deviceKey === 'smoke/s2')).toHaveLength(1);
  const rest = await find(fire.id);
  expect(rest.deviceKeys).toEqual(['smoke/s1']);
  const splitMs = rest.entries.at(-1)?.atMs ?? 0;
  expect(incidentAt(rest, splitMs - 1)?.deviceKeys).toEqual(['smoke/s1', 'smoke/s2']);
  expect(incidentAt(part, splitMs - 1)).toBeNull();
});

it('a rule of the compound’s own opens an incident whatever its priority is', async () => {
  const text = { zh: '车位异常', en: 'Bay out of order' };
  const rule = {
    id: 'own-bay',
    system: 'lift',
    point: 'load',
    condition: { kind: 'above', limit: 900, deadband: 1 },
    onDelayMs: 0,
    offDelayMs: 0,
    priority: 3,
    name: text,
    consequence: text,
    action: text,
    procedure: [],
    responseS: 60,
    latching: false,
    shelvable: true,
    opensIncident: true,
  };
  await fetch(`${test.hub.url}/api/compounds/test/rules`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ version: 1, overrides: [], own: [rule] }),
  });
  await test.say('lift', 'l1', { load: 950 });
  const [opened] = await eventually(list, (found) => found.length === 1);
  expect(opened).toMatchObject({ kind: 'other', deviceKeys: ['lift/l1'], openedBy: 'system' });
});
