/** One procedure while it is edited: steps always have a name, choices are lines of text, acts are picked from a list. */
import { type Step, type StepAct, stepOf } from '#shared/incidents/procedure.ts';
import type { Procedure } from '#shared/incidents/procedureBook.ts';
import { systems } from '#shared/systems/index.ts';
import type { LocalText } from '#shared/twin/text.ts';

export interface StepDraft {
  /** Not changed by moving it; others name it. */
  readonly id: string;
  readonly text: LocalText;
  /** Place in `acts`; empty: none. */
  readonly act: string;
  readonly withinS: number | null;
  readonly optional: boolean;
  readonly role: NonNullable<Step['role']> | '';
  readonly proof: NonNullable<Step['proof']> | '';
  readonly choices: readonly { readonly id: string; readonly text: LocalText }[];
  readonly when: Step['when'] | null;
}

export interface ProcedureDraft {
  readonly id: string;
  readonly name: LocalText;
  readonly kinds: readonly string[];
  readonly rules: readonly string[];
  readonly steps: readonly StepDraft[];
}

const calls = ['household', 'above', '119', 'property'] as const;

export interface KnownAct {
  readonly key: string;
  readonly act: StepAct;
  /** Of a command: of which system, and what it is called. */
  readonly of: { readonly role: LocalText; readonly command: LocalText } | null;
}

const keyOf = (act: StepAct): string =>
  act.kind === 'call'
    ? `call ${act.whom}`
    : act.kind === 'command'
      ? `command ${act.role} ${act.command}`
      : act.kind;

/** Everything that a step can do. */
export const acts: readonly KnownAct[] = [
  { kind: 'cameras' } as const,
  ...calls.map((whom) => ({ kind: 'call', whom }) as const),
  { kind: 'countdown', seconds: 60 } as const,
]
  .map((act: StepAct): KnownAct => ({ key: keyOf(act), act, of: null }))
  .concat(
    systems.flatMap(({ role, name, commands = [] }) =>
      role === undefined
        ? []
        : commands.map((command): KnownAct => {
            const act: StepAct = { kind: 'command', role, command: command.id };
            return { key: keyOf(act), act, of: { role: name, command: command.name } };
          }),
    ),
  );

export function newStep(taken: ReadonlySet<string>): StepDraft {
  let nth = taken.size + 1;
  while (taken.has(`s${nth}`)) nth++;
  return {
    id: `s${nth}`,
    text: { zh: '', en: '' },
    act: '',
    withinS: null,
    optional: false,
    role: '',
    proof: '',
    choices: [],
    when: null,
  };
}

export function newProcedure(taken: ReadonlySet<string>): ProcedureDraft {
  let nth = 1;
  while (taken.has(`own-${nth}`)) nth++;
  return { id: `own-${nth}`, name: { zh: '', en: '' }, kinds: [], rules: [], steps: [newStep(new Set())] };
}

export function draftOf({ id, name, for: meant, steps }: Procedure): ProcedureDraft {
  const taken = new Set(steps.flatMap((step) => stepOf(step).id ?? []));
  return {
    id,
    name,
    kinds: meant.kinds,
    rules: meant.rules,
    steps: steps.map((step) => {
      const given = stepOf(step);
      const named = given.id ?? newStep(taken).id;
      taken.add(named);
      return {
        id: named,
        text: given.text,
        act: given.act ? keyOf(given.act) : '',
        withinS: given.withinS ?? (given.act?.kind === 'countdown' ? given.act.seconds : null),
        optional: given.optional === true,
        role: given.role ?? '',
        proof: given.proof ?? '',
        choices: given.choices ?? [],
        when: given.when ?? null,
      };
    }),
  };
}

export function procedureOf({ id, name, kinds, rules, steps }: ProcedureDraft): Procedure {
  return {
    version: 1,
    id,
    name: trimmed(name),
    for: { kinds, rules },
    steps: steps.map((step) => {
      const act = acts.find(({ key }) => key === step.act)?.act;
      const seconds = step.withinS ?? 60;
      return {
        id: step.id,
        text: trimmed(step.text),
        ...(act ? { act: act.kind === 'countdown' ? { ...act, seconds } : act } : {}),
        ...(step.withinS === null && act?.kind !== 'countdown' ? {} : { withinS: seconds }),
        ...(step.optional ? { optional: true } : {}),
        ...(step.role === '' ? {} : { role: step.role }),
        ...(step.proof === '' ? {} : { proof: step.proof }),
        ...(step.choices.length > 0 ? { choices: step.choices } : {}),
        ...(step.when ? { when: step.when } : {}),
      };
    }),
  };
}

/** What was written in one language alone stands for both. */
function trimmed({ zh, en }: LocalText): LocalText {
  const [one, other] = [zh.trim(), en.trim()];
  return { zh: one || other, en: other || one };
}

/** Lines `中文 | English`; a choice that keeps its line keeps its name, so that conditions on it hold. */
export function choicesOf(text: string, before: StepDraft['choices']): StepDraft['choices'] {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const taken = new Set(before.map(({ id }) => id));
  return lines.slice(0, 4).map((line, i) => {
    const [zh = '', en = ''] = line.split('|');
    const words = trimmed({ zh, en });
    const kept =
      before.find(({ text: known }) => known.zh === words.zh || known.en === words.en) ?? before[i];
    const id = kept?.id ?? freeName(taken);
    taken.add(id);
    return { id, text: words };
  });
}

function freeName(taken: ReadonlySet<string>): string {
  let nth = 1;
  while (taken.has(`c${nth}`)) nth++;
  return `c${nth}`;
}

export const linesOf = (choices: StepDraft['choices']): string =>
  choices.map(({ text }) => `${text.zh} | ${text.en}`).join('\n');
