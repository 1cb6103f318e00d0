/**
 * What a person can do at a screen, as data: keys, buttons, the palette, context menus and the list of keys all read the
 * one table that consists of these. A command acts on what was chosen, so that each of them does the same.
 */
import type { Verb } from '#shared/access/verbs.ts';
import type { TextKey } from '#shared/i18n/zh.ts';
import { recordingOf } from '#state/facts.ts';
import type { ScreenContext } from '#state/screenContext.ts';

export type CommandGroup = 'alarms' | 'incidents' | 'time' | 'scene' | 'screen' | 'demo';

export interface ScreenCommand {
  readonly id: string;
  readonly group: CommandGroup;
  /** A toggle says what it would do now. */
  readonly text: TextKey | ((screen: ScreenContext) => TextKey);
  /** As in `A`, `Shift+A`, `Ctrl+K`, `Space`, `ArrowLeft`; the first is the one that is shown. */
  readonly keys?: readonly string[];
  /** Who may not do it does not see it. */
  readonly needs?: Verb;
  /** Changes something in the compound: not in replay, not while the hub is out of reach. */
  readonly acts?: true;
  /** Held down, the key does it again and again. */
  readonly repeats?: true;
  /** Of use as a key or button only. */
  readonly unlisted?: true;
  /** Why it cannot be done now; null where it can. */
  readonly unable?: (screen: ScreenContext) => TextKey | null;
  /** Toggles only. */
  readonly isOn?: (screen: ScreenContext) => boolean;
  readonly run: (screen: ScreenContext) => void | Promise<unknown>;
}

export function mayDo({ facts }: ScreenContext, verb: Verb | undefined): boolean {
  return verb === undefined || facts.getState().person?.verbs.includes(verb) === true;
}

/** Why nobody can act on the compound now: the hub is away, or the screen shows the past. */
export function whyNotAct({ facts }: ScreenContext): TextKey | null {
  const { connected, current, clock } = facts.getState();
  if (recordingOf(facts.getState())) return 'why.recording';
  // Connected again, but without the state of now: what is on the screen may be over.
  if (!connected || !current) return 'why.lost';
  return clock.mode === 'replay' ? 'why.replay' : null;
}

export function whyNot(command: ScreenCommand, screen: ScreenContext): TextKey | null {
  if (!mayDo(screen, command.needs)) return 'why.role';
  return (command.acts ? whyNotAct(screen) : null) ?? command.unable?.(screen) ?? null;
}

export function textOf({ text }: ScreenCommand, screen: ScreenContext): TextKey {
  return typeof text === 'function' ? text(screen) : text;
}
