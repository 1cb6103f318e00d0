/**
 * Every system in a real hub: each fault that its declaration knows is spoken over the broker, raises its rule's alarm,
 * and is gone after its command or by itself. The hub's clock is moved, so that the rules keep their real delays.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CommandRecord } from '#shared/protocol/commands.ts';
import type { PlannedDevice } from '#shared/protocol/device.ts';
import type { AlarmRecord } from '#shared/protocol/records.ts';
import type { AlarmRule, SimulatedFault } from '#shared/systems/declaration.ts';
import { systems } from '#shared/systems/index.ts';
import { emptyPlan } from '#shared/twin/compound.ts';
import { eventually, startTestHub, testManifest, type TestHub } from '#hub/testHub.ts';

interface Case {
  readonly key: string;
  readonly rule: AlarmRule;
  /** Null for systems whose devices nobody simulates. */
  readonly fault: SimulatedFault | null;
}

/** A device for each fault, so that all of them can go wrong at once. */
const cases: readonly Case[] = systems.flatMap((system): Case[] =>
  system.rules.flatMap((rule): Case[] => {
    const key = `${system.id}/${rule.id}`;
    if (!system.simulate) return [{ key, rule, fault: null }];
    return system.simulate.faults
      .filter((one) => one.rule === rule.id)
      .map((fault) => ({ key, rule, fault }));
  }),
);
const devices = cases.map(({ key }): PlannedDevice => {
  const [system = '', id = ''] = key.split('/');
  return { id, system, name: { zh: `设备 ${id}`, en: `Device ${id}` }, placeId: `8-2-401` };
});

/** Two at night in Shanghai: rules that hold at night hold now. */
const nightHourUtc = 18;
const hourMs = 3_600_000;
const toNightMs = (nightHourUtc * hourMs - (Date.now() % (24 * hourMs)) + 24 * hourMs) % (24 * hourMs);
let aheadMs = toNightMs;
const now = () => Date.now() + aheadMs;

let test: TestHub;
beforeAll(async () => {
  test = await startTestHub({
    now,
    simulate: true,
    compounds: [{ manifest: { ...testManifest, demo: true }, plan: emptyPlan, devices }],
  });
});
afterAll(() => test?.stop());

const openAlarms = () =>
  test.get<{ alarms: AlarmRecord[] }>('/api/alarms?compound=test').then(({ alarms }) => alarms);
const alarmOf = (alarms: readonly AlarmRecord[], { key, rule }: Case) =>
  alarms.find(({ deviceKey, ruleId }) => deviceKey === key && ruleId === rule.id);
const names = (some: readonly Case[]) => some.map(({ key }) => key);

async function breakIt({ key, rule, fault }: Case): Promise<void> {
  if (fault) {
    const done = await test.post<{ ok: boolean }>('/api/demo/faults', { device: key, fault: fault.id });
    expect(done, key).toMatchObject({ ok: true });
    return;
  }
  await sayUnsimulated(key, rule, true);
}

/** Of desks: their counts are about a limit. */
async function sayUnsimulated(key: string, { condition, point = '' }: AlarmRule, isBroken: boolean) {
  if (condition.kind !== 'above') throw new Error(`${key} is not about too much.`);
  const [system = '', device = ''] = key.split('/');
  await test.say(system, device, { [point]: isBroken ? condition.limit + 1 : 0 }, now());
}

describe('each fault of each system', () => {
  it('is there to be tried', () => {
    expect(cases.length).toBeGreaterThan(90);
    expect(new Set(cases.map(({ key }) => key)).size).toBe(cases.length);
  });

  it('raises its rule’s alarm, at its priority and with its action', async () => {
    const heard = () =>
      test.get<{ devices: Record<string, { points: object }> }>('/api/compounds/test/state');
    await eventually(heard, (state) =>
      cases.every(({ key, fault }) => !fault || Object.keys(state.devices[key]?.points ?? {}).length > 0),
    );
    const delays = [...new Set(cases.map(({ rule }) => rule.onDelayMs))].sort((a, b) => b - a);
    // The slowest first; those that hold must still hold when the last have come.
    for (const delayMs of delays) {
      const these = cases.filter(({ rule }) => rule.onDelayMs === delayMs);
      for (const one of these) await breakIt(one);
      aheadMs += delayMs;
      await eventually(openAlarms, (alarms) => these.every((one) => alarmOf(alarms, one))).catch(async () => {
        const alarms = await openAlarms();
        expect(names(these.filter((one) => !alarmOf(alarms, one)))).toEqual([]);
      });
    }
    const alarms = await openAlarms();
    for (const one of cases) {
      expect(alarmOf(alarms, one), one.key).toMatchObject({
        state: 'unacknowledged',
        priority: one.rule.priority,
        action: one.rule.action,
        conditionActive: one.rule.condition.kind !== 'event',
      });
    }
    const valueOf = (key: string) => alarms.find(({ deviceKey }) => deviceKey === key)?.value;
    expect(valueOf('gas/leak')).toBe('18.0 %LEL');
    // Its gateway carries no fire devices: the graver of its two rules asks nobody.
    const graver = alarms.filter(({ deviceKey }) => deviceKey === 'iot-network/down');
    expect(graver.find(({ ruleId }) => ruleId === 'down-fire')?.state).toBe('suppressed-by-design');
    // Hours that somebody has not moved are personal.
    expect(valueOf('elder-care/inactive-12h')).toBe('');
  });

  it('is made right by its command, which the device carries out and answers', async () => {
    const commanded = cases.filter(({ fault }) => fault?.command);
    expect(commanded.length).toBeGreaterThan(40);
    const sent = await Promise.all(
      commanded.map(async ({ key, fault }) => {
        const asked = await test.post<{ commands?: CommandRecord[] }>('/api/commands', {
          compound: 'test',
          deviceKeys: [key],
          name: fault?.command?.id,
          params: fault?.command?.params,
          why: '演示故障',
          confirmed: true,
        });
        expect(asked.commands, key).toHaveLength(1);
        return asked.commands?.[0]?.id ?? '';
      }),
    );
    for (const id of sent) {
      const done = await eventually(
        () => test.get<{ command: CommandRecord }>(`/api/commands/${id}`),
        ({ command }) => command.state !== 'sent' && command.state !== 'requested',
      );
      expect(done.command).toMatchObject({ state: 'replied' });
    }
    await returned(commanded, 200);
  });

  it('is over by itself where nobody can help, and when somebody has dealt with it', async () => {
    await returned(
      cases.filter(({ fault, rule }) => fault && !fault.command && rule.condition.kind !== 'event'),
      7200,
    );
    const desks = cases.filter(({ fault }) => !fault);
    expect(names(desks)).toEqual(['work-order/sla-breach', 'notice/push-failed']);
    for (const { key, rule } of desks) await sayUnsimulated(key, rule, false);
    await returned(desks, 10);
  });
});

/** Their conditions are gone, within so many seconds of the hub's clock. */
async function returned(these: readonly Case[], withinS: number): Promise<void> {
  const stepMs = Math.max(2000, (withinS * 1000) / 60);
  for (let leftMs = withinS * 1000; leftMs > 0; leftMs -= stepMs) {
    const alarms = await openAlarms();
    if (these.every((one) => alarmOf(alarms, one)?.conditionActive !== true)) break;
    aheadMs += stepMs;
    await new Promise((resolve) => setTimeout(resolve, 150));
  }
  await eventually(openAlarms, (alarms) =>
    these.every((one) => alarmOf(alarms, one)?.conditionActive !== true),
  ).catch(async () => {
    const alarms = await openAlarms();
    expect(names(these.filter((one) => alarmOf(alarms, one)?.conditionActive === true))).toEqual([]);
  });
  const alarms = await openAlarms();
  for (const one of these) expect(alarmOf(alarms, one)?.state, one.key).toBe('returned-unacknowledged');
}
