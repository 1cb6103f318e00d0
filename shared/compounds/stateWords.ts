/** Words of other systems for the states that ours declare: `LOCK` is locked, `OPEN` is up at a barrier. */
import type { NamedState } from '../systems/declaration.ts';

/** Each list names one state of affairs; a declared state with any of these ids takes them all. */
const alike: readonly (readonly string[])[] = [
  ['locked', 'lock', 'secured'],
  ['unlocked', 'unlock', 'unsecured'],
  ['open', 'opened', 'opening_done', 'up', 'raised', 'true', 'on', '1'],
  ['closed', 'close', 'shut', 'down', 'lowered', 'false', 'off', '0'],
  ['on', 'true', '1', 'enabled', 'running', 'playing'],
  ['off', 'false', '0', 'disabled', 'stopped'],
  ['up', 'open', 'opened', 'raised', 'true', 'on', '1'],
  ['down', 'close', 'closed', 'lowered', 'false', 'off', '0'],
  ['alarm', 'true', '1', 'on', 'triggered'],
  ['normal', 'false', '0', 'off', 'ok', 'clear', 'idle'],
  ['fault', 'error', 'failure', 'jammed'],
  ['idle', 'standby', 'ready', 'none'],
  ['maintenance', 'service'],
];
/** What a device that knows fewer states is asked for instead. */
const standIns: Readonly<Record<string, string>> = { released: 'unlocked' };

/** Word in small letters → id of the state. What a state calls itself goes before what it is like. */
export function stateWords(states: readonly NamedState[]): ReadonlyMap<string, string> {
  const words = new Map<string, string>();
  const add = (word: string, id: string) => {
    const small = word.toLowerCase();
    if (!words.has(small)) words.set(small, id);
  };
  for (const { id } of states) add(id, id);
  for (const { id, name } of states) for (const word of [name.zh, name.en]) add(word, id);
  for (const { id } of states)
    for (const [first, ...others] of alike) if (first === id) for (const word of others) add(word, id);
  return words;
}

export function standInOf(state: string): string | undefined {
  return Object.hasOwn(standIns, state) ? standIns[state] : undefined;
}
