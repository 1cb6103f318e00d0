import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AlarmRecord } from '#shared/protocol/records.ts';
import { isAsking, settled, stepAlarm, type AlarmInput } from './machine.ts';

export function anAlarm(change: Partial<AlarmRecord> = {}): AlarmRecord {
  return {
    version: 1,
    id: 'a',
    compound: 'c',
    deviceKey: 'smoke/s',
    deviceName: { zh: '', en: '' },
    placeId: null,
    positionEnu: null,
    system: 'smoke',
    ruleId: 'smoke',
    name: { zh: '', en: '' },
    consequence: { zh: '', en: '' },
    action: { zh: '', en: '' },
    priority: 1,
    responseS: 60,
    state: 'unacknowledged',
    conditionActive: true,
    acknowledged: false,
    announced: true,
    latching: false,
    shelvable: true,
    shelvedUntilMs: null,
    withheld: null,
    firstAtMs: 1000,
    lastAtMs: 1000,
    returnedAtMs: null,
    acknowledgedAtMs: null,
    acknowledgedBy: null,
    count: 1,
    value: '',
    note: '',
    incidentKind: null,
    eventId: null,
    ...change,
  };
}

function run(alarm: AlarmRecord, ...inputs: AlarmInput[]): AlarmRecord {
  return inputs.reduce((now, input) => {
    const step = stepAlarm(now, input);
    return step.ok && step.value ? step.value.alarm : now;
  }, alarm);
}

const acknowledge: AlarmInput = { kind: 'acknowledge', atMs: 2000, by: 'wang', note: 'seen' };
const clear: AlarmInput = { kind: 'clear', atMs: 3000 };

describe('alarm life cycle', () => {
  it('ends only when seen and gone, in either order', () => {
    expect(run(anAlarm(), acknowledge).state).toBe('acknowledged');
    expect(run(anAlarm(), clear).state).toBe('returned-unacknowledged');
    expect(run(anAlarm(), acknowledge, clear).state).toBe('normal');
    expect(run(anAlarm(), clear, acknowledge).state).toBe('normal');
  });

  const withhold = (as: AlarmRecord['withheld']): AlarmInput => ({ kind: 'withhold', atMs: 1500, as });

  it('withheld from the start asks nobody, stays in sight, and ends by itself', () => {
    const held = settled(anAlarm({ withheld: 'suppressed-by-design', announced: false }));
    expect(held.state).toBe('suppressed-by-design');
    expect(run(held, clear).state).toBe('normal');
    expect(run(held, withhold('out-of-service')).state).toBe('out-of-service');
    expect(run(held, withhold(null)).state).toBe('unacknowledged');
  });

  it('withheld later still wants to be seen once it is back', () => {
    const held = run(anAlarm(), clear, withhold('out-of-service'));
    expect(held.state).toBe('out-of-service');
    expect(run(held, withhold(null)).state).toBe('returned-unacknowledged');
    expect(run(held, acknowledge).state).toBe('normal');
  });

  it('an event stands until it is seen, and is never “returned”', () => {
    const thrown = settled(anAlarm({ eventId: 'e1', conditionActive: false, announced: false }));
    expect(thrown.state).toBe('unacknowledged');
    const again: AlarmInput = { kind: 'active', atMs: 4000, value: 'x' };
    expect(run(thrown, again)).toMatchObject({ state: 'unacknowledged', count: 2, firstAtMs: 1000 });
    expect(run(thrown, withhold('out-of-service'), again)).toMatchObject({
      state: 'out-of-service',
      count: 2,
    });
    expect(run(thrown, withhold('out-of-service'), again, withhold(null)).state).toBe('unacknowledged');
    expect(run(thrown, acknowledge).state).toBe('normal');
  });

  it('counts a repeat, asks for attention again and never loses the first time', () => {
    const again = run(anAlarm(), acknowledge, clear);
    expect(again.state).toBe('normal');
    const repeated = run(anAlarm(), clear, { kind: 'active', atMs: 4000, value: 'x' });
    expect(repeated).toMatchObject({ state: 'unacknowledged', count: 2, firstAtMs: 1000, lastAtMs: 4000 });
  });

  it('keeps a latching alarm until it is reset, and refuses the reset while the cause stands', () => {
    const latched = anAlarm({ latching: true });
    expect(run(latched, acknowledge, clear).state).toBe('acknowledged');
    const reset: AlarmInput = { kind: 'reset', atMs: 5000, by: 'wang', note: '' };
    expect(stepAlarm(run(latched, acknowledge), reset)).toMatchObject({
      ok: false,
      error: { code: 'still-active' },
    });
    expect(stepAlarm(run(latched, clear), reset)).toMatchObject({
      ok: false,
      error: { code: 'not-acknowledged' },
    });
    expect(run(latched, acknowledge, clear, reset).state).toBe('normal');
  });

  it('shelves with a reason and a limit, never what must not be shelved', () => {
    const shelve: AlarmInput = { kind: 'shelve', atMs: 2000, untilMs: 62_000, by: 'wang', note: 'works' };
    expect(run(anAlarm(), shelve).state).toBe('shelved');
    const unshelve: AlarmInput = { kind: 'unshelve', atMs: 62_000 };
    expect(run(anAlarm(), shelve, unshelve).state).toBe('unacknowledged');
    // A chattering alarm stays shelved, however often it comes and goes; what nobody saw asks again afterwards.
    const again: AlarmInput = { kind: 'active', atMs: 4000, value: 'x' };
    expect(run(anAlarm(), shelve, clear, again, clear).state).toBe('shelved');
    expect(run(anAlarm(), shelve, clear, unshelve).state).toBe('returned-unacknowledged');
    expect(run(anAlarm(), acknowledge, shelve, clear, unshelve).state).toBe('normal');
    expect(run(anAlarm(), acknowledge, shelve, clear, again, unshelve).state).toBe('unacknowledged');
    expect(stepAlarm(anAlarm({ shelvable: false }), shelve)).toMatchObject({
      ok: false,
      error: { code: 'never-shelved' },
    });
    expect(stepAlarm(anAlarm(), { ...shelve, note: ' ' })).toMatchObject({
      ok: false,
      error: { code: 'shelving-reason' },
    });
    expect(stepAlarm(anAlarm(), { ...shelve, untilMs: 1e12 })).toMatchObject({
      ok: false,
      error: { code: 'shelving-duration' },
    });
  });

  it('never ends unseen and never forgets, whatever happens', () => {
    const input = fc.oneof(
      fc.record({ kind: fc.constant('active' as const), atMs: fc.nat(9e6), value: fc.constant('') }),
      fc.record({
        kind: fc.constant('renewed' as const),
        atMs: fc.nat(9e6),
        value: fc.constantFrom('a', 'b'),
      }),
      fc.record({ kind: fc.constant('clear' as const), atMs: fc.nat(9e6) }),
      fc.record({
        kind: fc.constant('acknowledge' as const),
        atMs: fc.nat(9e6),
        by: fc.constant('w'),
        note: fc.constant(''),
      }),
      fc.record({
        kind: fc.constant('reset' as const),
        atMs: fc.nat(9e6),
        by: fc.constant('w'),
        note: fc.constant(''),
      }),
      fc.record({ kind: fc.constant('unshelve' as const), atMs: fc.nat(9e6) }),
      fc.record({
        kind: fc.constant('shelve' as const),
        atMs: fc.constant(1000),
        untilMs: fc.constant(2000),
        by: fc.constant('w'),
        note: fc.constant('works'),
      }),
      fc.record({
        kind: fc.constant('withhold' as const),
        atMs: fc.nat(9e6),
        as: fc.constantFrom(null, 'suppressed-by-design' as const, 'out-of-service' as const),
      }),
    );
    fc.assert(
      fc.property(
        fc.boolean(),
        fc.boolean(),
        fc.array(input, { maxLength: 20 }),
        (latching, isEvent, inputs) => {
          let alarm = anAlarm({ latching, ...(isEvent ? { eventId: 'e', conditionActive: false } : {}) });
          /** Somebody was asked since it was last seen. */
          let asked = true;
          for (const next of inputs) {
            const after = run(alarm, next);
            expect(after.firstAtMs).toBe(1000);
            expect(after.count).toBeGreaterThanOrEqual(alarm.count);
            if (isAsking(after)) asked = true;
            if (after.acknowledged) asked = false;
            if (after.state === 'normal') {
              expect(asked).toBe(false);
              expect(after.conditionActive).toBe(false);
            }
            alarm = after;
          }
        },
      ),
    );
  });
});
