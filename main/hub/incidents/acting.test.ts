/** What people do to an incident, over a real hub: who answers for it, what came of a step, and why it was put away. */
import type { Socket } from 'socket.io-client';
import { afterEach, expect, it } from 'vitest';
import type { AlarmRecord, IncidentRecord } from '#shared/protocol/records.ts';
import type { Result } from '#shared/protocol/result.ts';
import type { Snapshot } from '#shared/protocol/socket.ts';
import type { HubOptions } from '../hubOptions.ts';
import { eventually, screenOn, startTestHub, type TestHub } from '../testHub.ts';

let test: TestHub;
let socket: Socket;
afterEach(async () => {
  socket?.disconnect();
  await test?.stop();
});

const ask = <T>(name: string, request: object) => socket.emitWithAck(name, request) as Promise<Result<T>>;
const value = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
};

async function fire(change: Partial<HubOptions> = {}): Promise<IncidentRecord> {
  test = await startTestHub(change);
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

it('begins with the steps of its rule, what each is and by when', async () => {
  const incident = await fire();
  expect(incident).toMatchObject({ version: 3, assignee: null });
  expect(incident.procedure[0]).toEqual({
    text: { zh: '查看最近摄像机', en: 'Look through the nearest camera' },
    act: { kind: 'cameras' },
    withinS: 60,
    doneAtMs: null,
    doneBy: null,
    result: null,
  });
  expect(incident.procedure.map(({ act }) => act?.kind)).toContain('command');
});

it('keeps what came of a step until the step is taken back', async () => {
  const { id } = await fire();
  const request = { incidentId: id, step: 1, done: true, result: ' 无人接听 ' };
  const done = value(await ask<IncidentRecord>('stepIncident', request));
  expect(done.procedure[1]).toMatchObject({ doneBy: 'operator', result: '无人接听' });
  expect(done.entries.at(-1)).toMatchObject({
    text: { zh: '完成：致电住户：无人接听' },
    change: { kind: 'step', step: 1, done: true, result: '无人接听' },
  });
  const back = value(await ask<IncidentRecord>('stepIncident', { incidentId: id, step: 1, done: false }));
  expect(back.procedure[1]).toMatchObject({ doneAtMs: null, result: null });
});

it('is assigned to oneself or to somebody who may act on it, and that stands on its timeline', async () => {
  const { id } = await fire();
  const mine = value(await ask<IncidentRecord>('assignIncident', { incidentId: id, assignee: 'operator' }));
  expect(mine.assignee).toBe('operator');
  expect(mine.entries.at(-1)?.change).toEqual({ kind: 'assignee', assignee: 'operator' });
  const nobody = await ask<IncidentRecord>('assignIncident', { incidentId: id, assignee: 'nobody' });
  expect(nobody).toMatchObject({ ok: false, error: { code: 'no-assignee' } });
  const free = value(await ask<IncidentRecord>('assignIncident', { incidentId: id, assignee: null }));
  expect(free.assignee).toBeNull();
});

it('asks for a reason where steps are undone or alarms stand, and the reason is told', async () => {
  const { id, procedure } = await fire();
  const close = (note: string) =>
    ask<IncidentRecord>('advanceIncident', { incidentId: id, state: 'closed', note });
  await ask('advanceIncident', { incidentId: id, state: 'in-progress', note: '' });
  await ask('advanceIncident', { incidentId: id, state: 'resolved', note: '' });
  expect(await close('  ')).toEqual({
    ok: false,
    error: { code: 'incident-reason', params: { steps: procedure.length, alarms: 1 } },
  });
  for (const step of procedure.keys()) await ask('stepIncident', { incidentId: id, step, done: true });
  expect(await close('')).toMatchObject({ error: { params: { steps: 0, alarms: 1 } } });
  const closed = value(await close('消防队已接管'));
  expect(closed.entries.at(-1)).toMatchObject({ text: { zh: '已关闭：消防队已接管' }, by: 'operator' });
});

it('needs no reason where all is done and over', async () => {
  const { id, procedure } = await fire();
  for (const step of procedure.keys()) await ask('stepIncident', { incidentId: id, step, done: true });
  const alarms = async () => (await test.get<{ alarms: AlarmRecord[] }>('/api/alarms?state=open')).alarms;
  await test.say('smoke', 's1', { smoke: 0.01 });
  const [alarm] = await eventually(alarms, ([one]) => one?.conditionActive === false);
  await ask('acknowledge', { alarmId: alarm?.id, note: '' });
  await ask('resetAlarm', { alarmId: alarm?.id, note: '' });
  expect(
    value(await ask<IncidentRecord>('advanceIncident', { incidentId: id, state: 'false', note: '' })),
  ).toMatchObject({ state: 'false' });
});

it('lists those that are over, page by page, with their reasons and without their long timelines', async () => {
  const { id } = await fire();
  for (let i = 0; i < 60; i++) await ask('noteIncident', { incidentId: id, text: `note ${i}` });
  await ask('advanceIncident', { incidentId: id, state: 'false', note: 'steam' });
  for (let i = 0; i < 3; i++) {
    const opened = value(
      await ask<IncidentRecord>('openIncident', {
        compound: 'test',
        kind: 'other',
        alarmId: null,
        placeId: '8',
        title: `by hand ${i}`,
      }),
    );
    if (i > 0) await ask('advanceIncident', { incidentId: opened.id, state: 'false', note: `n${i}` });
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  const list = async (more: object) =>
    value(
      await ask<IncidentRecord[]>('listIncidents', {
        compound: 'test',
        states: ['closed', 'false'],
        limit: 2,
        ...more,
      }),
    );
  const first = await list({});
  expect(first.map(({ title }) => title.en)).toEqual(['by hand 2', 'by hand 1']);
  const second = await list({ beforeMs: first.at(-1)?.startedAtMs });
  expect(second.map((one) => one.id)).toEqual([id]);
  expect(second[0]?.entryCount).toBeGreaterThan(60);
  expect(second[0]?.entries.map(({ text }) => text.en)).toEqual([
    expect.stringContaining('Smoke alarm'),
    'False alarm: steam',
  ]);
  // Whoever opens one has all of it.
  const { incident } = await test.get<{ incident: IncidentRecord }>(`/api/incidents/${id}`);
  expect(incident.entries.length).toBe(incident.entryCount);
  expect((await list({ states: ['new'] })).map(({ title }) => title.en)).toEqual(['by hand 0']);
});

it('nothing is added to what somebody has put away, whoever was quicker', async () => {
  const { id } = await fire();
  value(await ask('advanceIncident', { incidentId: id, state: 'false', note: '油烟' }));
  const late = await Promise.all([
    ask('noteIncident', { incidentId: id, text: '来晚了' }),
    ask('stepIncident', { incidentId: id, step: 0, done: true }),
    ask('assignIncident', { incidentId: id, assignee: null }),
  ]);
  expect(late.map((one) => (one.ok ? 'done' : one.error.code))).toEqual(Array(3).fill('incident-over'));
});

it('has one instant in its timeline, in the log and in replay', async () => {
  // A clock that is never asked twice at the same millisecond.
  let asked = 0;
  const { id } = await fire({ now: () => Date.now() + asked++ });
  const begun = value(
    await ask<IncidentRecord>('advanceIncident', { incidentId: id, state: 'in-progress', note: '' }),
  );
  const atMs = begun.entries.at(-1)?.atMs ?? NaN;
  const then = value(await ask<Snapshot>('snapshot', { compound: 'test', atMs }));
  expect(then.actions).toMatchObject([{ verb: 'incident-in-progress', target: id, atMs }]);
});

it('keeps from where its replay is looked at, also when it is over, and tells nothing of it on its timeline', async () => {
  const { id, entryCount } = await fire();
  const stops = [{ atMs: 1000, pose: { eyeEnu: [0, 0, 50], targetEnu: [1, 2, 3] } }];
  await ask('advanceIncident', { incidentId: id, state: 'false', note: '油烟' });
  const set = value(await ask<IncidentRecord>('setCameraPath', { incidentId: id, stops }));
  expect(set).toMatchObject({ cameraPath: stops, state: 'false', entryCount: entryCount + 1 });
  await test.restart();
  socket.disconnect();
  socket = await screenOn(test);
  const [kept] = value(
    await ask<IncidentRecord[]>('listIncidents', { compound: 'test', states: ['false'], limit: 5 }),
  );
  expect(kept?.cameraPath).toEqual(stops);
  const much = Array.from({ length: 51 }, (_, atMs) => ({ ...stops[0], atMs }));
  expect(await ask('setCameraPath', { incidentId: id, stops: much })).toMatchObject({ ok: false });
  expect(await ask('setCameraPath', { incidentId: 'none', stops })).toMatchObject({
    error: { code: 'no-incident' },
  });
});
