/** Figures of alarms, the life of one, and rules over the past, on a real hub with real history. */
import { afterEach, expect, it } from 'vitest';
import type { AlarmKpis } from '#shared/alarms/kpis.ts';
import type { AlarmRecord, AlarmTransition } from '#shared/protocol/records.ts';
import { eventually, startTestHub, type TestHub } from '../testHub.ts';
import type { BackTestAnswer } from './alarmRoutes.ts';

let test: TestHub;
afterEach(() => test.stop());

const open = async () => (await test.get<{ alarms: AlarmRecord[] }>('/api/alarms?state=open')).alarms;

it('tells the life of one alarm and of those before it, and what the figures of a span are', async () => {
  test = await startTestHub();
  const fromMs = Date.now() - 60_000;
  for (const round of [1, 2]) {
    await test.say('smoke', 's1', { battery: 5 });
    const [alarm] = await eventually(open, (found) => found.length === 1);
    await test.post(`/api/alarms/${alarm?.id}/acknowledge`, { note: `round ${round}` });
    await test.say('smoke', 's1', { battery: 90 });
    await eventually(open, (found) => found.length === 0);
  }
  const all = (await test.get<{ alarms: AlarmRecord[] }>('/api/alarms?limit=10')).alarms;
  const life = await test.get<{ steps: AlarmTransition[]; before: AlarmRecord[] }>(
    `/api/alarms/${all[0]?.id}/steps`,
  );
  expect(life.steps.map(({ verb }) => verb)).toEqual(['raised', 'acknowledged', 'returned']);
  expect(life.before.map(({ id }) => id).sort()).toEqual(all.map(({ id }) => id).sort());
  const kpis = async () =>
    (
      await test.get<{ kpis: AlarmKpis }>(
        `/api/compounds/test/alarm-kpis?from=${fromMs}&to=${Date.now() + 1000}`,
      )
    ).kpis;
  const found = await eventually(kpis, ({ confirmed }) => confirmed.count === 2);
  expect(found).toMatchObject({ onsets: 2, priorities: [0, 0, 1], acknowledged: { count: 2, inTime: 1 } });
  expect(found.operators.map(({ count }) => count)).toEqual([2]);
  expect(found.topSources).toMatchObject([{ deviceKey: 'smoke/s1', ruleId: 'low-battery', count: 2 }]);
});

it('a rule is tried over what happened: the same alarms that it would raise live', async () => {
  test = await startTestHub();
  const startMs = Date.now() - 3_600_000;
  const temperatures = [20, 20, 61, 62, 40, 70, 20];
  for (const [i, temperature] of temperatures.entries())
    await test.say('smoke', 's1', { temperature }, startMs + i * 60_000);
  await test.say('smoke', 's2', { temperature: 20 }, startMs);
  const rule = {
    id: 'hot',
    system: 'smoke',
    point: 'temperature',
    condition: { kind: 'above', limit: 60, deadband: 5 },
    onDelayMs: 0,
    offDelayMs: 0,
    priority: 3,
    name: { zh: '过热', en: 'Hot' },
    consequence: { zh: '可能起火', en: 'May burn' },
    action: { zh: '查看', en: 'Look' },
    procedure: [],
    responseS: 60,
    latching: false,
    shelvable: true,
  };
  const ask = (given: object) =>
    test.post<{ result: BackTestAnswer; error?: { code: string } }>(
      '/api/compounds/test/rules/back-test',
      given,
    );
  const { result } = await ask({ rule, days: 1 });
  expect(result).toMatchObject({ devices: 2, allDevices: 2, readings: 8, alarms: 2, chattering: 0 });
  expect(result.list.map(({ deviceKey, value }) => [deviceKey, value])).toEqual([
    ['smoke/s1', 70],
    ['smoke/s1', 61],
  ]);
  expect((await ask({ rule: { ...rule, devices: ['s2'] }, days: 1 })).result.alarms).toBe(0);
  const event = { ...rule, point: undefined, condition: { kind: 'event', type: 'x' } };
  expect((await ask({ rule: event, days: 1 })).error?.code).toBe('back-test');
});
