/**
 * The steps of a procedure as rules declare them: words alone, or with what doing the step is. One schema for the
 * catalogue, a compound's own rules and the steps of an incident.
 */
import { Type, type Static } from 'typebox';
import type { DeepReadonly } from '#shared/compounds/deepReadonly.ts';
import { isLocalText, type LocalText } from '#shared/twin/text.ts';

const Text = Type.Object({
  zh: Type.String({ minLength: 1, maxLength: 300 }),
  en: Type.String({ minLength: 1, maxLength: 300 }),
});
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

const ActingStep = Type.Object({
  text: Text,
  act: Type.Optional(StepAct),
  withinS: Type.Optional(
    Type.Integer({ minimum: 1, maximum: 30 * 86_400, description: 'Seconds from the incident’s start.' }),
  ),
});

export const ProcedureStep = Type.Union([Text, ActingStep]);
/** A text alone is a step without an act. */
export type ProcedureStep = DeepReadonly<Static<typeof ProcedureStep>>;

export interface Step {
  readonly text: LocalText;
  readonly act?: StepAct;
  readonly withinS?: number;
}

export function stepOf(step: ProcedureStep): Step {
  return isLocalText(step) ? { text: step } : step;
}
