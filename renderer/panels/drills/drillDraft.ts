/** A scenario of a drill while it is edited: injections have names of their own, so that a field keeps its hand while they move. */
import type { DrillScenario, Injection } from '#shared/protocol/drill.ts';
import type { LocalText } from '#shared/twin/text.ts';

export const injectionKinds = ['alarm', 'event', 'message'] as const;

export interface InjectionDraft {
  readonly key: string;
  readonly afterS: number;
  readonly kind: (typeof injectionKinds)[number];
  readonly rule: string;
  readonly deviceKey: string | null;
  readonly text: LocalText;
}

export interface DrillDraft extends Omit<DrillScenario, 'version' | 'injections'> {
  readonly injections: readonly InjectionDraft[];
}

const firstRule = 'smoke/smoke';
const stepS = 30;

function newInjection(taken: readonly InjectionDraft[]): InjectionDraft {
  let nth = taken.length + 1;
  while (taken.some(({ key }) => key === `i${nth}`)) nth++;
  const last = taken.at(-1);
  return {
    key: `i${nth}`,
    afterS: last ? last.afterS + stepS : 0,
    kind: last ? 'message' : 'alarm',
    rule: firstRule,
    deviceKey: null,
    text: { zh: '', en: '' },
  };
}

export const withInjection = (draft: DrillDraft): DrillDraft => ({
  ...draft,
  injections: [...draft.injections, newInjection(draft.injections)],
});

/** One earlier or later; the instants stay where they are. */
export function moved(draft: DrillDraft, nth: number, by: -1 | 1): DrillDraft {
  const [one, other] = [draft.injections[nth], draft.injections[nth + by]];
  if (!one || !other) return draft;
  const injections = [...draft.injections];
  injections[nth] = { ...other, afterS: one.afterS };
  injections[nth + by] = { ...one, afterS: other.afterS };
  return { ...draft, injections };
}

export function newDrill(taken: ReadonlySet<string>): DrillDraft {
  let nth = 1;
  while (taken.has(`own-${nth}`)) nth++;
  return withInjection({
    id: `own-${nth}`,
    name: { zh: '', en: '' },
    kind: 'fire',
    placeId: null,
    deviceKey: null,
    expected: { acknowledgeS: 30, takeUpS: 60, verifyS: 180 },
    injections: [],
  });
}

export function draftOf({ version: _version, ...scenario }: DrillScenario): DrillDraft {
  return {
    ...scenario,
    injections: scenario.injections
      .toSorted((a, b) => a.afterS - b.afterS)
      .map(({ afterS, what }, i) => ({
        key: `i${i + 1}`,
        afterS,
        kind: what.kind,
        rule: what.kind === 'alarm' ? what.rule : firstRule,
        deviceKey: what.kind === 'alarm' ? what.deviceKey : null,
        text: what.kind === 'alarm' ? { zh: '', en: '' } : what.text,
      })),
  };
}

export function scenarioOf(draft: DrillDraft): DrillScenario {
  const injections = draft.injections
    .toSorted((a, b) => a.afterS - b.afterS)
    .map(({ afterS, kind, rule, deviceKey, text }): Injection => ({
      afterS,
      what: kind === 'alarm' ? { kind, rule, deviceKey } : { kind, text: trimmed(text) },
    }));
  return { version: 1, ...draft, name: trimmed(draft.name), injections };
}

/** What was written in one language alone stands for both. */
function trimmed({ zh, en }: LocalText): LocalText {
  const [one, other] = [zh.trim(), en.trim()];
  return { zh: one || other, en: other || one };
}
