/**
 * What doors and gates that keep passes themselves are told, after the commit: to take one, to drop one. One that did not
 * answer is told again once it has been silent and is heard of, or once the hub has been away; the records of the
 * commands are what is remembered.
 */
import type { CommandRecord } from '#shared/protocol/commands.ts';
import type { VisitorPass } from '#shared/protocol/visitorPass.ts';
import { findSystem } from '#shared/systems/index.ts';
import type { Commands } from '../commands/index.ts';
import type { Twin } from '../twin/index.ts';

export interface Tellings {
  admit(pass: VisitorPass, tokenHash: string): void;
  withdraw(pass: VisitorPass): void;
  stop(): void;
}

type Which = 'admit' | 'withdraw';

const lookEveryMs = 3000;
/** Of one door; older ones were about passes that are over by now. */
const recalled = 200;

const nameOf = (deviceKey: string, which: Which) =>
  findSystem(deviceKey.slice(0, deviceKey.indexOf('/')))?.passage?.[which];

export function createTellings(options: {
  readonly twin: Twin;
  readonly commands: Pick<Commands, 'tell' | 'store'>;
  readonly now: () => number;
  readonly find: (passId: string) => VisitorPass | null;
}): Tellings {
  const { twin, commands, now, find } = options;
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

  /** The last word about each pass, where it stayed without an answer. False: one still waits for it. */
  function tellAgain(compound: string, deviceKey: string): boolean {
    let isSettled = true;
    const names = [nameOf(deviceKey, 'admit'), nameOf(deviceKey, 'withdraw')];
    const known = new Set<unknown>();
    for (const command of commands.store.list(compound, deviceKey, recalled)) {
      const { name, params } = command;
      if (!names.includes(name) || known.has(params['pass'])) continue;
      known.add(params['pass']);
      if (command.state === 'requested' || command.state === 'sent') isSettled = false;
      const pass = isUnanswered(command) ? find(String(params['pass'])) : null;
      if (!pass || pass.untilMs <= now()) continue;
      const { tokenHash } = params;
      const which = pass.revokedAtMs === null ? 'admit' : 'withdraw';
      tell(pass, deviceKey, which, typeof tokenHash === 'string' ? tokenHash : null);
    }
    return isSettled;
  }

  function look(): void {
    for (const { id, devices } of twin.compounds.values())
      for (const [deviceKey, { stale, record, lastSeenMs }] of devices) {
        if (!findSystem(record.system)?.passage) continue;
        const key = JSON.stringify([id, deviceKey]);
        if (stale || lastSeenMs === 0) present.delete(key);
        else if (!present.has(key) && tellAgain(id, deviceKey)) present.add(key);
      }
  }

  return {
    admit: (pass, tokenHash) => pass.gates.forEach((gate) => tell(pass, gate, 'admit', tokenHash)),
    withdraw: (pass) => pass.gates.forEach((gate) => tell(pass, gate, 'withdraw', null)),
    stop: () => clearInterval(timer),
  };
}

/** A device that said no has answered. */
function isUnanswered({ state, fault }: CommandRecord): boolean {
  return state === 'timed-out' || (state === 'failed' && fault !== undefined);
}
