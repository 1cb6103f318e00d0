/** Every step of the catalogue names something that exists. */
import { Value } from 'typebox/value';
import { expect, it } from 'vitest';
import { deviceHealthRules, systems } from '#shared/systems/index.ts';
import { ProcedureStep, stepOf } from './procedure.ts';

const steps = [...systems.flatMap(({ rules }) => rules), ...Object.values(deviceHealthRules)].flatMap(
  (rule) => rule.procedure.map((step) => ({ rule: rule.id, given: step, ...stepOf(step) })),
);

it('a text alone is a step, and a step is itself', () => {
  const text = { zh: '一', en: 'One' };
  expect(stepOf(text)).toEqual({ text });
  expect(stepOf({ text, withinS: 5 })).toEqual({ text, withinS: 5 });
  expect(Value.Check(ProcedureStep, { text, act: { kind: 'call', whom: 'anybody' } })).toBe(false);
});

it('the steps of the catalogue are well formed', () => {
  expect(steps.length).toBeGreaterThan(10);
  expect(steps.filter(({ given }) => !Value.Check(ProcedureStep, given))).toEqual([]);
});

it('a step that commands names a role that a system has, and a command of that system', () => {
  const wrong = steps.filter(({ act }) => {
    if (act?.kind !== 'command') return false;
    const system = systems.find(({ role }) => role === act.role);
    return !system?.commands?.some(({ id }) => id === act.command);
  });
  expect(wrong).toEqual([]);
});

it('no step sends somebody the product does not know, or uses what it does not have', () => {
  const unknown = /派人|保安|锁定|\b(send|guard|somebody|lock)\b/i;
  const loud = /广播|喇叭|\b(broadcast|loudspeakers?)\b/i;
  const has = (one: RegExp, { text }: (typeof steps)[number]) => one.test(text.zh) || one.test(text.en);
  const speaks = ['broadcast', 'fire-lane'];
  const isSpoken = ({ act }: (typeof steps)[number]) => act?.kind === 'command' && speaks.includes(act.role);
  expect(steps.filter((step) => has(unknown, step))).toEqual([]);
  expect(steps.filter((step) => has(loud, step) && !isSpoken(step))).toEqual([]);
});

it('a procedure says no step twice', () => {
  for (const { id, rules } of systems)
    for (const rule of rules) {
      const said = rule.procedure.map((step) => stepOf(step).text.en);
      expect([id, rule.id, new Set(said).size]).toEqual([id, rule.id, said.length]);
    }
});
