/**
 * The steps of a procedure as rules declare them: words alone, or with what doing the step is. One schema for the
 * catalogue, a compound's own rules and the steps of an incident.
 */
import { Type, type Static } from 'typebox';
import type { DeepReadonly } from '#shared/compounds/deepReadonly.ts';
import { isLocalText } from '#shared/twin/text.ts';

const Text = Type.Object({
  zh: Type.String({ minLength: 1, maxLength: 300 }),
  en: Type.String({ minLength: 1, maxLength: 300 }),
});
/** By which other steps name it. */
const plainId = Type.String({ minLength: 1, maxLength: 64 });

export const StepAct = Type.Union([
  Type.Object({ kind: Type.Literal('cameras') }, { description: 'Look through the nearest cameras.' }),
  Type.Object({
    kind: Type.Literal('call'),
    whom: Type.Union([
      Type.Literal('household'),
      Type.Literal('above'),
      Type.Literal('119'),
      Type.Literal('property'),
    ]),
  }),
  Type.Object(
    { kind: Type.Literal('command'), role: plainId, command: plainId },
    { description: 'Of the devices with this role that are the incident’s: a unit’s doors, its lifts.' },
  ),
  Type.Object({
    kind: Type.Literal('countdown'),
    seconds: Type.Integer({ minimum: 1, maximum: 86_400 }),
  }),
]);
export type StepAct = DeepReadonly<Static<typeof StepAct>>;

/** Who a step is for; whoever did it is written down. */
export const stepRoles = ['operator', 'supervisor', 'maintenance'] as const;
/** What must be there before a step counts as done. */
export const stepProofs = ['words', 'picture', 'file'] as const;

export const ActingStep = Type.Object({
  id: Type.Optional(plainId),
  text: Text,
  act: Type.Optional(StepAct),
  withinS: Type.Optional(
    Type.Integer({ minimum: 1, maximum: 30 * 86_400, description: 'Seconds from the incident’s start.' }),
  ),
  optional: Type.Optional(Type.Boolean({ description: 'It may be left out without a reason.' })),
  role: Type.Optional(
    Type.Union([Type.Literal('operator'), Type.Literal('supervisor'), Type.Literal('maintenance')]),
  ),
  proof: Type.Optional(Type.Union([Type.Literal('words'), Type.Literal('picture'), Type.Literal('file')])),
  choices: Type.Optional(
    Type.Array(Type.Object({ id: plainId, text: Text }), {
      minItems: 2,
      maxItems: 4,
      description: 'It is done by one of these.',
    }),
  ),
  when: Type.Optional(
    Type.Object(
      { step: plainId, choice: plainId },
      { description: 'Only where an earlier step was done by this choice.' },
    ),
  ),
});

export const ProcedureStep = Type.Union([Text, ActingStep]);
/** A text alone is a step without an act. */
export type ProcedureStep = DeepReadonly<Static<typeof ProcedureStep>>;

export type Step = DeepReadonly<Static<typeof ActingStep>>;

export function stepOf(step: ProcedureStep): Step {
  return isLocalText(step) ? { text: step } : step;
}
