/**
 * What a device did not hear: a word of the hub that stayed without an answer is said again, as it should be by then, once
 * the device is heard of. One that is heard and never answers is told a few times, and anew once it was away.
 */
import type { CommandRecord } from '#shared/protocol/commands.ts';
import type { BookingDeclaration } from '#shared/systems/declaration.ts';
import type { Commands } from '../commands/index.ts';
import type { Twin } from '../twin/index.ts';

export type LockWord = 'lower' | 'raise' | 'show';

export interface Retelling {
  /** Tells whoever was heard of since. */
  look(): void;
  /** What is to be said once the device is heard of. */
  owe(compound: string, deviceKey: string, word: LockWord, sinceMs: number): void;
  /** What stayed unanswered while the hub was away. */
  recall(): void;
}

interface Unheard {
  readonly compound: string;
  readonly deviceKey: string;
  /** By word, when it was last said. */
  readonly saidMs: Map<LockWord, number>;
  tries: number;
}

const recalled = 20;
const mostTries = 3;
const words = ['lower', 'raise', 'show'] as const;

export function createRetelling(options: {
  readonly twin: Twin;
  readonly commands: Pick<Commands, 'store' | 'onStep'>;
  readonly declarationOf: (deviceKey: string) => BookingDeclaration | null;
  /** Says it as it should be now; false where that is not known yet. */
  readonly sayAgain: (compound: string, deviceKey: string, word: LockWord) => boolean;
}): Retelling {
  const { twin, commands, declarationOf, sayAgain } = options;
  const unheard = new Map<string, Unheard>();
  const keyOf = ({ compound, deviceKey }: Pick<CommandRecord, 'compound' | 'deviceKey'>) =>
    JSON.stringify([compound, deviceKey]);

  function wordOf({ deviceKey, name, by }: CommandRecord): LockWord | undefined {
    const declaration = by === 'system' ? declarationOf(deviceKey) : null;
    return declaration ? words.find((word) => declaration[word] === name) : undefined;
  }

  function owe(compound: string, deviceKey: string, word: LockWord, sinceMs: number): void {
    const key = keyOf({ compound, deviceKey });
    const entry = unheard.get(key) ?? {
      compound,
      deviceKey,
      saidMs: new Map<LockWord, number>(),
      tries: 0,
    };
    if (word !== 'show') {
      // The arm is told one thing: the newest.
      const armMs = entry.saidMs.get('lower') ?? entry.saidMs.get('raise') ?? -Infinity;
      if (armMs > sinceMs) return;
      entry.saidMs.delete('lower');
      entry.saidMs.delete('raise');
    }
    entry.saidMs.set(word, sinceMs);
    unheard.set(key, entry);
  }

  function note(command: CommandRecord): void {
    const word = wordOf(command);
    if (word === undefined) return;
    const key = keyOf(command);
    const { compound, deviceKey, requestedAtMs, state } = command;
    const before = unheard.get(key);
    if (isUnanswered(command)) owe(compound, deviceKey, word, requestedAtMs);
    else if (state === 'replied' || state === 'failed') {
      before?.saidMs.delete(word);
      if (before?.saidMs.size === 0) unheard.delete(key);
    }
  }

  function recall(): void {
    for (const { id, devices } of twin.compounds.values())
      for (const deviceKey of devices.keys()) {
        const declaration = declarationOf(deviceKey);
        if (!declaration) continue;
        const seen = new Set<boolean>();
        for (const command of commands.store.list(id, deviceKey, recalled)) {
          const word = wordOf(command);
          if (word === undefined || seen.has(word === 'show')) continue;
          seen.add(word === 'show');
          note(command);
        }
      }
  }

  function look(): void {
    for (const [key, entry] of unheard) {
      const { compound, deviceKey, saidMs } = entry;
      const device = twin.compounds.get(compound)?.devices.get(deviceKey);
      if (!device) unheard.delete(key);
      else if (device.stale || device.lastSeenMs === 0) entry.tries = 0;
      else if (entry.tries < mostTries) {
        const due = [...saidMs].filter(([, atMs]) => device.lastSeenMs > atMs);
        const said = due.filter(([word]) => sayAgain(compound, deviceKey, word));
        // Whether it is heard now, its own commands tell.
        for (const [word] of said) saidMs.delete(word);
        if (said.length > 0) entry.tries++;
      }
    }
  }

  commands.onStep(note);
  return { look, owe, recall };
}

/** A device that said no has answered. */
function isUnanswered({ state, fault }: CommandRecord): boolean {
  return state === 'timed-out' || (state === 'failed' && fault !== undefined);
}
