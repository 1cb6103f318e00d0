/**
 * Procedures by name: the product's come as files, a compound's own take their place. Which one an incident is worked
 * through by follows from the rule that opened it; opened by hand, from its kind.
 */
import { Type, type Static } from 'typebox';
import type { DeepReadonly } from '#shared/compounds/deepReadonly.ts';
import { failure, success, type Result } from '#shared/protocol/result.ts';
import { systems } from '#shared/systems/index.ts';
import type { LocalText } from '#shared/twin/text.ts';
import { ProcedureStep, stepOf, type StepAct } from './procedure.ts';

const Text = Type.Object({
  zh: Type.String({ minLength: 1, maxLength: 120 }),
  en: Type.String({ minLength: 1, maxLength: 120 }),
});
export const MOST_STEPS = 40;

/** Of one compound. */
export const mostOwnProcedures = 100;

export const Procedure = Type.Object(
  {
    version: Type.Literal(1),
    id: Type.String({ pattern: '^[a-z0-9][a-z0-9-]{0,39}$' }),
    name: Text,
    for: Type.Object({
      kinds: Type.Array(Type.String({ minLength: 1, maxLength: 40 }), {
        maxItems: 20,
        description: 'Kinds of incidents that are opened by hand: fire, throw, other …',
      }),
      rules: Type.Array(Type.String({ pattern: '^[^/]{1,128}/[^/]{1,64}$' }), {
        maxItems: 100,
        description: 'Alarm rules, <system>/<rule>; they go before kinds.',
      }),
    }),
    steps: Type.Array(ProcedureStep, { minItems: 1, maxItems: MOST_STEPS }),
  },
  { additionalProperties: false },
);
export type Procedure = DeepReadonly<Static<typeof Procedure>>;

/** What opened an incident: its kind, and the rule `<system>/<rule>` where one did. */
export interface Opening {
  readonly kind: string;
  readonly rule: string | null;
  /** The rule has steps of its own, which say more than what is meant for all of the kind. */
  readonly hasSteps: boolean;
}

/** A compound's own go before the product's, rules before kinds; null where the rule's own steps are to be taken. */
export function procedureFor(
  own: readonly Procedure[],
  product: readonly Procedure[],
  { kind, rule, hasSteps }: Opening,
): Procedure | null {
  const replaced = new Set(own.map(({ id }) => id));
  const all = [...own, ...product.filter(({ id }) => !replaced.has(id))];
  return (
    all.find((one) => rule !== null && one.for.rules.includes(rule)) ??
    (hasSteps ? undefined : all.find((one) => one.for.kinds.includes(kind))) ??
    null
  );
}

const isBlank = ({ zh, en }: LocalText): boolean => zh.trim() === '' || en.trim() === '';

/** A system of that role can be told so. */
function isDeclared(act: StepAct & { readonly kind: 'command' }): boolean {
  return systems.some(
    ({ role, commands = [] }) => role === act.role && commands.some(({ id }) => id === act.command),
  );
}

/** Kinds of incidents that the product's work through and that none would any more. */
export function kindsLost(own: readonly Procedure[], product: readonly Procedure[]): readonly string[] {
  const replaced = new Set(own.map(({ id }) => id));
  const left = [...own, ...product.filter(({ id }) => !replaced.has(id))];
  const covered = new Set(left.flatMap((one) => one.for.kinds));
  return product.flatMap((one) => one.for.kinds.filter((kind) => !covered.has(kind)));
}

/**
 * Whether it can be worked through: nothing is blank, what it commands exists, and its steps name each other rightly, each
 * name once, conditions on earlier steps and on choices these have.
 */
export function checkProcedure(procedure: Procedure): Result<Procedure> {
  if (isBlank(procedure.name)) return failure('procedure-name');
  const before = new Map<string, readonly string[]>();
  for (const [i, step] of procedure.steps.map(stepOf).entries()) {
    const nth = i + 1;
    const { act, text } = step;
    if ([text, ...(step.choices ?? []).map((one) => one.text)].some(isBlank))
      return failure('procedure-blank', { nth });
    if (act?.kind === 'command' && !isDeclared(act))
      return failure('procedure-command', { nth, role: act.role, command: act.command });
    if (step.id !== undefined && before.has(step.id)) return failure('procedure-twice', { nth, id: step.id });
    const { when, choices } = step;
    if (when && !before.get(when.step)?.includes(when.choice)) return failure('procedure-when', { nth });
    if (choices && step.id === undefined) return failure('procedure-choices', { nth });
    if (choices && new Set(choices.map(({ id }) => id)).size < choices.length)
      return failure('procedure-choices', { nth });
    if (step.id !== undefined) before.set(step.id, choices?.map(({ id }) => id) ?? []);
  }
  return success(procedure);
}
