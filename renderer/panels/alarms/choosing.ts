/** Which alarms are chosen after a click or a key in the list. */
import type { AlarmRecord } from '#shared/protocol/records.ts';
import type { ScreenContext } from '#state/screenContext.ts';
import type { HeldLine } from './holdOrder.ts';

export type Choosing =
  | { readonly kind: 'one' | 'toggle' | 'through'; readonly id: string }
  /** Lines down or up from the lead. */
  | { readonly kind: 'step' | 'extend'; readonly by: number }
  | { readonly kind: 'all' };

/** What is over can be looked at, but nothing is left to be done with it. */
export function choosable(lines: readonly HeldLine[]): AlarmRecord[] {
  return lines.flatMap((line) => (line.kind === 'alarm' && !line.over ? [line.alarm] : []));
}

/** What the arrows go along: from one that is over the way leads on, not back to the top. */
export function steppable(lines: readonly HeldLine[]): AlarmRecord[] {
  return lines.flatMap((line) => (line.kind === 'alarm' ? [line.alarm] : []));
}

/** The ids chosen then, the lead last. `listed` is the order of the list. */
export function chosenAfter(
  chosen: readonly string[],
  listed: readonly string[],
  how: Choosing,
): readonly string[] {
  const lead = chosen.at(-1);
  const at = lead === undefined ? -1 : listed.indexOf(lead);
  const withLead = (ids: readonly string[], id: string) => [...ids.filter((one) => one !== id), id];
  switch (how.kind) {
    case 'one':
      return [how.id];
    case 'toggle':
      return chosen.includes(how.id) ? chosen.filter((id) => id !== how.id) : [...chosen, how.id];
    case 'through': {
      const to = listed.indexOf(how.id);
      if (at < 0 || to < 0) return [how.id];
      return withLead(listed.slice(Math.min(at, to), Math.max(at, to) + 1), how.id);
    }
    case 'all':
      return lead !== undefined && at >= 0 ? withLead(listed, lead) : [...listed];
    case 'step':
    case 'extend': {
      const next = listed[at < 0 ? 0 : Math.min(listed.length - 1, Math.max(0, at + how.by))];
      if (next === undefined) return chosen;
      return how.kind === 'step' ? [next] : withLead(chosen, next);
    }
  }
}

export function choose({ choices }: ScreenContext, listed: readonly AlarmRecord[], how: Choosing): void {
  choices.setState(({ chosenAlarmIds }) => ({
    chosenAlarmIds: chosenAfter(
      chosenAlarmIds,
      listed.map(({ id }) => id),
      how,
    ),
  }));
}
