/** A disk that refuses, a flood: what must neither be lost nor stop the hub. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import Database from 'better-sqlite3';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { AlarmRecord, AlarmTransition, Alert } from '#shared/protocol/records.ts';
import type { Hydration } from '#shared/protocol/socket.ts';
import type { Result } from '#shared/protocol/result.ts';
import { openDatabase } from '#hub/records/index.ts';
import { eventually, screenOn, startTestHub, type TestHub } from '#hub/testHub.ts';
import { onCoreMs } from '#shared/testTime.ts';

let test: TestHub;
afterEach(() => test?.stop());

const open = () => test.get<{ alarms: AlarmRecord[] }>('/api/alarms?state=open').then(({ alarms }) => alarms);
const alerts = () =>
  test.get<{ alerts: Alert[] }>('/api/health').then((body) => body.alerts.map(({ id }) => id));

describe('a full disk', () => {
  it('announces an alarm that begins meanwhile, marked; takes actions; stores both when there is room', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'linli-full-'));
    const before = openDatabase(join(dataDir, 'linli.db'));
    before.exec('CREATE TABLE filler (x BLOB); INSERT INTO filler VALUES (zeroblob(1000000));');
    before.close();
    test = await startTestHub({ dataDir, mostRecordPages: 1 });
    const socket = await screenOn(test);
    await socket.emitWithAck('subscribe', { compound: 'test', lastSeq: 0 });
    const told: AlarmTransition[] = [];
    socket.on('alarm', (transition: AlarmTransition) => told.push(transition));
    // The limit takes hold once the file wants to grow.
    for (let i = 0; i < 60; i++)
      await test.client.publishAsync(
        'linli/v1/test/lift/l1/event',
        JSON.stringify({ t: Date.now(), id: `e${i}`, type: 'note', data: { text: 'x'.repeat(2000) } }),
        { qos: 0 },
      );
    await eventually(alerts, (ids) => ids.includes('records'));
    const acknowledged = test.client.publishAsync(
      'linli/v1/test/smoke/s1/state',
      JSON.stringify({ t: Date.now(), v: { smoke: 0.4 } }),
      { qos: 1 },
    );
    const [alarm] = await eventually(open, ([one]) => one?.notStored === true);
    expect(alarm).toMatchObject({ state: 'unacknowledged', priority: 1 });
    expect(told.find((one) => one.alarm.id === alarm?.id)?.alarm.notStored).toBe(true);
    const answer = await fetch(`${test.hub.url}/api/alarms/${alarm?.id}/acknowledge`, { method: 'POST' });
    expect(answer.status).toBe(202);
    expect(await answer.json()).toMatchObject({ ok: true, stored: false, alarm: { state: 'acknowledged' } });
    let isAcknowledged = false;
    void acknowledged.then(() => (isAcknowledged = true));
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(isAcknowledged).toBe(false);

    const db = new Database(join(test.dataDir, 'linli.db'));
    db.exec('DROP TABLE filler');
    db.close();
    await acknowledged;
    await eventually(alerts, (ids) => !ids.includes('records'));
    expect((await open())[0]).not.toHaveProperty('notStored');
    expect(told.filter((one) => one.alarm.id === alarm?.id).at(-1)?.alarm.notStored).toBeUndefined();
    socket.disconnect();
    await test.restart();
    expect((await open())[0]).toMatchObject({ id: alarm?.id, state: 'acknowledged' });
  });
});

describe('a history that refuses for a while', () => {
  const locked = () => {
    const db = new Database(join(test.dataDir, 'history.db'));
    db.exec('BEGIN IMMEDIATE');
    return () => {
      db.exec('COMMIT');
      db.close();
    };
  };
  const floors = () =>
    test
      .get<{ readings: { value: number }[] }>(
        `/api/points/${encodeURIComponent('test/lift/l1/floor')}/history?from=0`,
      )
      .then(({ readings }) => readings.map(({ value }) => value));

  it('acknowledges what came meanwhile once it is written', async () => {
    test = await startTestHub();
    await test.say('lift', 'l1', { floor: 1 });
    const unlock = locked();
    const acknowledged = Array.from({ length: 3 }, (_, nth) => test.say('lift', 'l1', { floor: nth + 2 }));
    await eventually(alerts, (ids) => ids.includes('history'));
    unlock();
    await Promise.all(acknowledged);
    expect(await floors()).toEqual([1, 2, 3, 4]);
  });

  it('loses nothing to a stop that comes as soon as it takes again', async () => {
    test = await startTestHub();
    const unlock = locked();
    void test.say('lift', 'l1', { floor: 7 });
    await eventually(alerts, (ids) => ids.includes('history'));
    unlock();
    await test.restart();
    expect(await floors()).toEqual([7]);
  });
});

describe('many devices that fall silent at once', () => {
  it('are one group alarm; single ones raised before are withdrawn; messages go on', async () => {
    test = await startTestHub();
    const count = 120;
    const say = (i: number, v: object) =>
      test.client.publishAsync(`linli/v1/test/pump/p${i}/state`, JSON.stringify({ t: Date.now(), v }), {
        qos: 0,
      });
    for (let i = 0; i < count; i++)
      await test.client.publishAsync(
        `linli/v1/test/pump/p${i}/meta`,
        JSON.stringify({ name: `泵 ${i}`, intervalS: i < 3 ? 0.3 : 1.2, points: [{ id: 'level' }] }),
        { qos: 0 },
      );
    for (let i = 0; i < count; i++) await say(i, { level: 1 });
    const health = (alarms: readonly AlarmRecord[]) => alarms.filter(({ system }) => system === 'pump');
    // The three fastest are missed first and alone.
    await eventually(
      open,
      (alarms) => health(alarms).filter((one) => one.ruleId === 'device-health').length === 3,
    );
    await eventually(
      open,
      (alarms) => health(alarms).length === 1 && health(alarms)[0]?.ruleId === 'device-health-group',
    );
    const { alarms } = await test.get<{ alarms: AlarmRecord[] }>('/api/alarms?state=normal');
    expect(alarms.filter(({ ruleId }) => ruleId === 'device-health')).toHaveLength(3);
    for (let i = 3; i < count; i++) await say(i, { level: 2 });
    // Heard again: the group alarm is over, the three stay silent by themselves.
    await eventually(open, (all) =>
      health(all)
        .filter(({ conditionActive }) => conditionActive)
        .every(({ ruleId }) => ruleId === 'device-health'),
    );
  });
});

describe('one message', () => {
  it('of thousands of values to a device nobody declared costs time by its size, and is learnt', async () => {
    test = await startTestHub();
    const points = Array.from({ length: 8000 }, (_, i) => ({ id: `v${i}` }));
    for (let from = 0; from < points.length; from += 250)
      await test.client.publishAsync(
        'linli/v1/test/plc/main/meta',
        JSON.stringify({ name: 'PLC', points: points.slice(from, from + 250) }),
        { qos: 1 },
      );
    const startedMs = onCoreMs();
    const v = Object.fromEntries(
      points.map(({ id }, i) => [id, i % 3 === 0 ? i : i % 3 === 1 ? `t${i % 50}` : true]),
    );
    await test.say('plc', 'main', v);
    expect(onCoreMs() - startedMs).toBeLessThan(3000);
    interface Body {
      devices: Record<string, { points: Record<string, { value: unknown }> }>;
    }
    await test.restart();
    const { devices } = await test.get<Body>('/api/compounds/test/state');
    const found = devices['plc/main']?.points ?? {};
    expect(Object.keys(found)).toHaveLength(8000);
    expect([found['v3']?.value, found['v4']?.value, found['v5']?.value]).toEqual([3, 't4', true]);
  });
});

describe('what is acknowledged', () => {
  it('is on disk: a state, its alarm and an event', async () => {
    test = await startTestHub();
    await test.say('smoke', 's1', { smoke: 0.4 });
    const db = new Database(join(test.dataDir, 'linli.db'), { readonly: true });
    expect(db.prepare('SELECT count(*) FROM alarms').pluck().get()).toBe(1);
    expect(db.prepare('SELECT count(*) FROM incidents').pluck().get()).toBe(1);
    const event = { t: Date.now(), id: 'e1', type: 'note' };
    await test.client.publishAsync('linli/v1/test/lift/l1/event', JSON.stringify(event), { qos: 1 });
    expect(db.prepare('SELECT count(*) FROM events').pluck().get()).toBe(1);
    db.close();
    const history = new Database(join(test.dataDir, 'history.db'), { readonly: true });
    expect(history.prepare('SELECT count(*) FROM journal').pluck().get()).toBeGreaterThan(0);
    history.close();
    const socket = await screenOn(test);
    const answer = (await socket.emitWithAck('subscribe', {
      compound: 'test',
      lastSeq: 0,
    })) as Result<Hydration>;
    expect(answer.ok && answer.value.incidents[0]?.entryCount).toBe(2);
    socket.disconnect();
  });
});
