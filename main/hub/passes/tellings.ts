/**
 * What doors and gates that keep passes themselves are told, after the commit: to take one, to drop one. One that did not
 * answer is told again once it has been silent and is heard of, or once the hub has been away: of each pass that is not
 * over the last word, unless the records of the commands have its answer.
 */
import type { CommandRecord } from '#shared/protocol/commands.ts';
import type { VisitorPass } from '#shared/protocol/visitorPass.ts';
import { refusalOf } from '#shared/passes/machine.ts';
import { findSystem } from '#shared/systems/index.ts';
import type { Commands } from '../commands/index.ts';
import type { Twin } from '../twin/index.ts';
import type { PassStore, StandingPass } from './passStore.ts';

export interface Tellings {
  admit(pass: VisitorPass, tokenHash: string): void;
  withdraw(pass: VisitorPass): void;
  stop(): void;
}

type Which = 'admit' | 'withdraw';

const lookEveryMs = 3000;
/** Of one door: how far back its answers are looked up. What is older is told once more. */
const recalled = 1000;

const nameOf = (deviceKey: string, which: Which) =>
  findSystem(deviceKey.slice(0, deviceKey.indexOf('/')))?.passage?.[which];

export function createTellings(options: {
  readonly twin: Twin;
  readonly commands: Pick<Commands, 'tell' | 'store'>;
  readonly now: () => number;
  readonly standing: PassStore['standing'];
}): Tellings {
  const { twin, commands, now, standing } = options;
  /** Doors that were heard of and are not silent, by compound and key: they know what they were told. */
  const present = new Set<string>();
  const timer = setInterval(look, lookEveryMs);

  function tell(pass: VisitorPass, deviceKey: string, which: Which, tokenHash: string | null): void {
    const name = nameOf(deviceKey, which);
    if (name === undefined || !twin.compounds.get(pass.compound)?.devices.has(deviceKey)) return;
    const { compound, id, fromMs, untilMs, uses, plate } = pass;
    const params =
      which === 'withdraw'
        ? { pass: id }
        : {
            pass: id,
            ...(tokenHash === null ? {} : { tokenHash }),
            ...(plate === null ? {} : { plate }),
            fromMs,
            untilMs,
            once: uses === 'once',
          };
    commands.tell({ compound, deviceKeys: [deviceKey], name, params }, 'system');
  }

  /** Of each pass the newest command that a device got. */
  function newestOf(compound: string, deviceKey: string): ReadonlyMap<unknown, CommandRecord> {
    const names = [nameOf(deviceKey, 'admit'), nameOf(deviceKey, 'withdraw')];
    const newest = new Map<unknown, CommandRecord>();
    for (const command of commands.store.list(compound, deviceKey, recalled)) {
      const { name, params } = command;
      if (names.includes(name) && !newest.has(params['pass'])) newest.set(params['pass'], command);
    }
    return newest;
  }

  /** The last word about each pass, where it stayed without an answer. False: one still waits for it. */
  function tellAgain(compound: string, deviceKey: string, passes: readonly StandingPass[]): boolean {
    let isSettled = true;
    const newest = newestOf(compound, deviceKey);
    for (const { pass, tokenHash } of passes) {
      if (!pass.gates.includes(deviceKey)) continue;
      const refusal = refusalOf(pass, deviceKey, now());
      const which = refusal === null || refusal === 'waiting' ? 'admit' : 'withdraw';
      const command = newest.get(pass.id);
      if (command?.state === 'requested' || command?.state === 'sent') isSettled = false;
      else if (!command || isUnanswered(command) || isOutdated(pass, command.name, deviceKey))
        tell(pass, deviceKey, which, which === 'admit' ? tokenHash : null);
    }
    return isSettled;
  }

  function look(): void {
    for (const { id, devices } of twin.compounds.values()) {
      let passes: readonly StandingPass[] | null = null;
      for (const [deviceKey, { stale, record, lastSeenMs }] of devices) {
        if (!findSystem(record.system)?.passage) continue;
        const key = JSON.stringify([id, deviceKey]);
        if (stale || lastSeenMs === 0) present.delete(key);
        else if (!present.has(key)) {
          passes ??= standing(id, now());
          if (tellAgain(id, deviceKey, passes)) present.add(key);
        }
      }
    }
  }

  return {
    admit: (pass, tokenHash) => pass.gates.forEach((gate) => tell(pass, gate, 'admit', tokenHash)),
    withdraw: (pass) => pass.gates.forEach((gate) => tell(pass, gate, 'withdraw', null)),
    stop: () => clearInterval(timer),
  };
}

/** It was told to take what was revoked since. */
function isOutdated({ revokedAtMs }: VisitorPass, name: string, deviceKey: string): boolean {
  return revokedAtMs !== null && name === nameOf(deviceKey, 'admit');
}

/** A device that said no has answered. */
function isUnanswered({ state, fault }: CommandRecord): boolean {
  return state === 'timed-out' || (state === 'failed' && fault !== undefined);
}
