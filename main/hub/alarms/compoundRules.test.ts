/** A compound's own rules over a real hub: limits changed, rules off, new conditions, groups, and edits while alarms stand. */
import { afterEach, describe, expect, it } from 'vitest';
import type { CompoundRules, OwnRule } from '#shared/alarms/compoundRules.ts';
import type { AlarmRecord } from '#shared/protocol/records.ts';
import { eventually, startTestHub, type TestHub } from '../testHub.ts';

let test: TestHub;
afterEach(() => test?.stop());

const text = { zh: '测试', en: 'Test' };
const base = {
  onDelayMs: 0,
  offDelayMs: 0,
  priority: 3,
  name: text,
  consequence: text,
  action: text,
  responseS: 60,
  latching: false,
  shelvable: true,
} as const;
const own = (rule: Pick<OwnRule, 'id' | 'system' | 'condition'> & Partial<OwnRule>): OwnRule => ({
  ...base,
  procedure: [text],
  ...rule,
});

async function put(rules: Partial<CompoundRules>): Promise<{ ok: boolean; error?: { code: string } }> {
  const answer = await fetch(`${test.hub.url}/api/compounds/test/rules`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ version: 1, overrides: [], own: [], ...rules }),
  });
  return answer.json() as Promise<{ ok: boolean }>;
}
const open = () => test.get<{ alarms: AlarmRecord[] }>('/api/alarms?state=open').then(({ alarms }) => alarms);
const ids = () =>
  open().then((alarms) => alarms.map(({ ruleId, deviceKey }) => `${deviceKey} ${ruleId}`).sort());

describe('rules of a compound’s own', () => {
  it('change a limit for one device, hold at once, end with the edit, and outlive a restart', async () => {
    test = await startTestHub();
    await test.say('smoke', 's1', { smoke: 0.08 });
    await test.say('smoke', 's2', { smoke: 0.08 });
    expect(await ids()).toEqual([]);
    const lower = { system: 'smoke', rule: 'smoke', device: 's1', limit: 0.05 };
    expect(await put({ overrides: [lower] })).toMatchObject({ ok: true });
    await eventually(ids, (found) => found.join() === 'smoke/s1 smoke');
    await test.restart();
    const { rules } = await test.get<{ rules: CompoundRules }>('/api/compounds/test/rules');
    expect(rules.overrides).toEqual([lower]);
    await test.say('smoke', 's2', { smoke: 0.09 });
    expect(await ids()).toEqual(['smoke/s1 smoke']);
    // The limit is the declared one again, and the alarm ends sooner than by the declared ten seconds.
    await put({ overrides: [{ system: 'smoke', rule: 'smoke', device: 's1', offDelayMs: 300 }] });
    await eventually(open, ([alarm]) => alarm?.conditionActive === false);
  });

  it('tell what changed, grew too fast, was not heard, or cannot be trusted', async () => {
    test = await startTestHub();
    await put({
      own: [
        own({ id: 'mode', system: 'lift', point: 'mode', condition: { kind: 'changed' } }),
        own({
          id: 'heat',
          system: 'smoke',
          point: 'temperature',
          condition: { kind: 'rate', perMinute: 5, direction: 'rising', overS: 1 },
        }),
        own({
          id: 'quiet',
          system: 'parking-bay',
          point: 'occupied',
          condition: { kind: 'absent', forS: 1 },
        }),
        own({ id: 'doubt', system: 'lift', point: 'floor', condition: { kind: 'stale' } }),
      ],
    });
    await test.say('lift', 'l1', { mode: 'automatic', floor: 1 });
    await test.say('lift', 'l1', { mode: 'automatic' });
    await test.say('smoke', 's1', { temperature: 20 });
    expect(await ids()).toEqual([]);
    await test.say('lift', 'l1', { mode: 'maintenance' });
    await test.client.publishAsync(
      'linli/v1/test/lift/l1/state',
      JSON.stringify({ t: Date.now(), v: { floor: 2 }, q: 'bad' }),
      { qos: 1 },
    );
    await new Promise((resolve) => setTimeout(resolve, 1200));
    await test.say('smoke', 's1', { temperature: 21 });
    await eventually(ids, (found) => found.length === 4);
    expect(await ids()).toEqual(['lift/l1 doubt', 'lift/l1 mode', 'parking-bay/b1 quiet', 'smoke/s1 heat']);
    const mode = (await open()).find(({ ruleId }) => ruleId === 'mode');
    expect(mode?.state).toBe('returned-unacknowledged');
    await test.say('lift', 'l1', { floor: 2 });
    await test.say('parking-bay', 'b1', { occupied: true });
    await eventually(open, (alarms) =>
      alarms.filter(({ conditionActive }) => conditionActive).every(({ ruleId }) => ruleId === 'heat'),
    );
  });

  it('look at many devices at once, and at those of one place', async () => {
    test = await startTestHub();
    await put({
      own: [
        own({
          id: 'many-warm',
          system: 'smoke',
          point: 'temperature',
          condition: { kind: 'aggregate', of: 'count', from: 40, is: 'above', limit: 1, deadband: 0 },
        }),
        own({
          id: 'building-9',
          system: 'smoke',
          point: 'temperature',
          condition: { kind: 'aggregate', of: 'max', placeId: '9', is: 'above', limit: 10, deadband: 0 },
        }),
      ],
    });
    await test.say('smoke', 's1', { temperature: 45 });
    await test.say('smoke', 's2', { temperature: 44 });
    const [alarm] = await eventually(open, (alarms) => alarms.length === 1);
    expect(alarm).toMatchObject({ deviceKey: 'smoke/*', ruleId: 'many-warm', value: '2' });
    await test.say('smoke', 's2', { temperature: 30 });
    await eventually(open, ([one]) => one?.conditionActive === false);
  });

  it('keep their hours: leaving them ends the alarm', async () => {
    test = await startTestHub();
    await put({
      own: [
        own({
          id: 'day',
          system: 'lift',
          point: 'floor',
          condition: { kind: 'above', limit: 1, deadband: 0 },
          hours: [0, 24],
        }),
      ],
    });
    await test.say('lift', 'l1', { floor: 3 });
    await eventually(ids, (found) => found.includes('lift/l1 day'));
    const hour = new Date().toLocaleString('en-GB', {
      timeZone: 'Asia/Shanghai',
      hour: '2-digit',
      hourCycle: 'h23',
    });
    const later = (Number(hour) + 2) % 24;
    await put({
      overrides: [{ system: 'lift', rule: 'day', hours: [later, (later + 1) % 24] }],
      own: [
        own({
          id: 'day',
          system: 'lift',
          point: 'floor',
          condition: { kind: 'above', limit: 1, deadband: 0 },
          hours: [0, 24],
        }),
      ],
    });
    await eventually(open, ([alarm]) => alarm?.conditionActive === false);
  });

  it('are refused with a sentence where they make no sense, and can never silence a fire', async () => {
    test = await startTestHub();
    const fault = async (rules: Partial<CompoundRules>) => (await put(rules)).error?.code;
    const changed = (change: object) => fault({ overrides: [{ system: 'smoke', rule: 'smoke', ...change }] });
    for (const change of [
      { off: true },
      { priority: 3 },
      { limit: 1e308 },
      { onDelayMs: 60_000 },
      { hours: [3, 4] },
    ])
      expect(await changed(change)).toBe('rule-life-safety');
    expect(await fault({ overrides: [{ system: 'smoke', rule: 'nothing' }] })).toBe('no-rule');
    const twice = own({ id: 'x', system: 'lift', point: 'floor', condition: { kind: 'stale' } });
    expect(await fault({ own: [twice, twice] })).toBe('rule-twice');
    expect(await fault({ own: [own({ id: 'y', system: 'lift', condition: { kind: 'stale' } })] })).toBe(
      'rule-pointless',
    );
    expect((await put({ own: [{ nonsense: true } as never] })).ok).toBe(false);
    const { rules } = await test.get<{ rules: CompoundRules }>('/api/compounds/test/rules');
    expect(rules).toEqual({ version: 1, overrides: [], own: [] });
  });
});
