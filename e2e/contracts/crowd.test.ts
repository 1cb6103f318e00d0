/** Many emergencies in one place, over a real hub: what one alarm or event writes does not grow with those that stand. */
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, describe, expect, it } from 'vitest';
import type { IncidentRecord } from '#shared/protocol/records.ts';
import type { Result } from '#shared/protocol/result.ts';
import { eventually, screenOn, startTestHub, type TestHub } from '#hub/testHub.ts';
import { separateAtMost, storiesAtMost } from '#hub/incidents/linking.ts';

let test: TestHub;
afterEach(() => test?.stop());

const lifts = 300;

async function describeLifts(count: number, placeId: string, prefix = 'L'): Promise<void> {
  for (let i = 0; i < count; i++)
    await test.client.publishAsync(
      `linli/v1/test/lift/${prefix}${i}/meta`,
      JSON.stringify({ name: `Lift ${i}`, placeId }),
      { qos: 1 },
    );
}

async function trap(from: number, to: number, prefix = 'L'): Promise<void> {
  for (let i = from; i < to; i++) await test.say('lift', `${prefix}${i}`, { trapped: true });
}

/** What the disk holds; an acknowledged message is on it. */
function counted(sql: string): number {
  const db = new Database(join(test.dataDir, 'linli.db'), { readonly: true });
  const count = db.prepare<[], number>(sql).pluck().get() ?? 0;
  db.close();
  return count;
}
const entriesWritten = () => counted('SELECT count(*) FROM incident_entries');
const incidents = () =>
  test.get<{ incidents: IncidentRecord[] }>('/api/incidents?compound=test').then((body) => body.incidents);
const collectives = async () => (await incidents()).filter(({ collective }) => collective);
const event = (id: string, device: string) =>
  test.client.publishAsync(
    `linli/v1/test/lift/${device}/event`,
    JSON.stringify({ t: Date.now(), id, type: 'note' }),
    { qos: 1 },
  );

describe('many trapped in one building', () => {
  it('are written in bounded work: each alarm stands in an incident, twenty apart and the others together', async () => {
    test = await startTestHub();
    await describeLifts(lifts, '3');
    await trap(0, lifts - 1);
    const before = entriesWritten();
    await trap(lifts - 1, lifts);
    // It stands in the incident of them all and in no other rescue.
    expect(entriesWritten() - before).toBe(1);
    const apart = separateAtMost + 1;
    expect(before).toBeLessThanOrEqual(apart * 2 * (storiesAtMost + 1) + lifts - 1 - apart);
    const found = await incidents();
    expect(found).toHaveLength(separateAtMost + 1);
    const [together, ...more] = await collectives();
    expect(more).toEqual([]);
    expect(together?.title.en).toBe('Many incidents · 3');
    // Each by what is wrong and where, not as one more incident.
    for (const { title, collective } of found)
      if (!collective) expect(title.en).toMatch(/^People trapped in lift · /);
    expect(together?.entries.some(({ kind, text }) => kind === 'note' && /join this one/.test(text.en))).toBe(
      true,
    );
    // Every alarm opened an incident of its own or stands in that of them all.
    expect(counted('SELECT count(*) FROM alarms')).toBe(lifts);
    const ownIds = found.filter(({ collective }) => !collective).map(({ entries }) => entries[0]?.ref);
    const joined = counted(
      `SELECT count(DISTINCT entry ->> '$.ref') FROM incident_entries WHERE kind = 'alarm' AND incident = '${together?.id}'`,
    );
    expect(joined).toBe(lifts - separateAtMost);
    expect(new Set(ownIds).size).toBe(separateAtMost);
    // Whoever reads one of the rescues is told once where the rest stands.
    const notes = (await incidents()).map(
      ({ entries }) => entries.filter(({ kind }) => kind === 'note').length,
    );
    expect(notes).toEqual(Array.from({ length: apart }, () => 1));
  });

  it('keep an event from no story it concerns: its own rescue and the fire that began before them', async () => {
    test = await startTestHub();
    await test.client.publishAsync(
      'linli/v1/test/smoke/f1/meta',
      JSON.stringify({ name: 'Smoke', placeId: '3' }),
      { qos: 1 },
    );
    await test.say('smoke', 'f1', { smoke: 0.4 });
    await describeLifts(60, '3');
    await trap(0, 60);
    const before = entriesWritten();
    await event('e1', 'L0');
    expect(entriesWritten() - before).toBe(storiesAtMost);
    const told = (await incidents()).filter(({ entries }) => entries.some(({ ref }) => ref === 'e1'));
    expect(told).toHaveLength(storiesAtMost);
    expect(told.some(({ kind }) => kind === 'fire')).toBe(true);
    expect(told.some(({ deviceKeys }) => deviceKeys[0] === 'lift/L0')).toBe(true);
  });

  it('join their collective incident over a restart while it is worked on; elsewhere a rescue stands alone', async () => {
    test = await startTestHub();
    await describeLifts(separateAtMost + 3, '3');
    await describeLifts(1, '4', 'other');
    await trap(0, separateAtMost + 1);
    await test.restart();
    await trap(separateAtMost + 1, separateAtMost + 2);
    await trap(0, 1, 'other');
    expect(await incidents()).toHaveLength(separateAtMost + 2);
    const [together] = await eventually(collectives, (found) => found.length === 1);
    expect(together?.deviceKeys).toEqual([`lift/L${separateAtMost}`, `lift/L${separateAtMost + 1}`]);
    const socket = await screenOn(test);
    const end = { incidentId: together?.id, state: 'false', note: 'drill' };
    expect(((await socket.emitWithAck('advanceIncident', end)) as Result<unknown>).ok).toBe(true);
    socket.disconnect();
    await trap(separateAtMost + 2, separateAtMost + 3);
    expect((await collectives()).map(({ state }) => state).sort()).toEqual(['false', 'new']);
  });
});

it('an incident is opened in no compound that does not exist', async () => {
  test = await startTestHub();
  const socket = await screenOn(test);
  const request = { compound: 'nope', kind: 'other', alarmId: null, placeId: null, title: 'x' };
  expect(await socket.emitWithAck('openIncident', request)).toMatchObject({
    ok: false,
    error: { code: 'no-compound' },
  });
  socket.disconnect();
  expect(counted('SELECT count(*) FROM incidents')).toBe(0);
});
