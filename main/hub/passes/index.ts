/**
 * The room of visitor passes: issued, shown to doors and gates, used, revoked. It is called within a unit of the commit
 * loop, so that a step and its audit entry are one; a door is told only of what is committed. Who may do what is decided
 * before.
 */
import { randomUUID } from 'node:crypto';
import { failure, success, type Result } from '#shared/protocol/result.ts';
import {
  type NewPass,
  type Passage,
  type ShownPass,
  type Visitor,
  type VisitorPass,
} from '#shared/protocol/visitorPass.ts';
import {
  dayMs,
  isOpenPass,
  longestPassMs,
  passStateOf,
  readablePlate,
  shownPass,
  usualGates,
} from '#shared/passes/machine.ts';
import { findSystem } from '#shared/systems/index.ts';
import type { Commands } from '../commands/index.ts';
import type { Records } from '../records/index.ts';
import type { CompoundTwin, Twin } from '../twin/index.ts';
import { createPassageLog, type PassageQuery } from './passageLog.ts';
import { createPassStore, type PassQuery } from './passStore.ts';
import { createTaking, type Taking } from './taking.ts';
import { createTellings } from './tellings.ts';
import { hashOf, newToken } from './token.ts';

export interface Passes {
  find(id: string): VisitorPass | null;
  findExternal(compound: string, external: string): VisitorPass | null;
  /** Newest first. */
  list(compound: string, asked: PassQuery): VisitorPass[];
  /** The token is in no record: whoever gets it here has it alone. */
  issue(compound: string, given: NewPass, by: string): Result<{ pass: VisitorPass; token: string }>;
  revoke(id: string, reason: string, by: string): Result<VisitorPass>;
  visitor(id: string): Result<Visitor>;
  passages(asked: PassageQuery): Passage[];
  readonly take: Taking['take'];
  /** After the commit. */
  onChange(listener: (pass: ShownPass) => void): void;
  /** `cameIn`: the plate of whoever came in just now, where it was read surely. */
  onPassage(listener: (passage: Passage, cameIn: string | null) => void): void;
  /** Removes what is too old now; called by itself every hour. */
  forget(): Promise<void>;
  stop(): Promise<void>;
}

const forgetEveryMs = 3_600_000;
const forgetFirstMs = 30_000;
const unitOfForgetting = 200;

export function createPasses(options: {
  readonly records: Records;
  readonly twin: Twin;
  readonly commands: Pick<Commands, 'tell' | 'store'>;
  readonly now: () => number;
  /** Names and plates are removed so long after a pass has ended, passages so long after they were. */
  readonly keepDays: number;
}): Passes {
  const { records, twin, commands, now, keepDays } = options;
  const store = createPassStore(records);
  const log = createPassageLog(records);
  const changes: ((pass: ShownPass) => void)[] = [];
  const passing: ((passage: Passage, cameIn: string | null) => void)[] = [];
  let forgetting: Promise<void> | null = null;
  let stopped = false;
  const gates = createTellings({ twin, commands, now, standing: store.standing });
  // Soon after a start too: a hub that is started anew every day forgets all the same.
  const soon = setTimeout(() => void forget(), forgetFirstMs);
  const hourly = setInterval(() => void forget(), forgetEveryMs);

  const tellChange = (pass: ShownPass) => {
    for (const listener of changes) listener(pass);
  };

  const taking = createTaking({
    store,
    log,
    commands,
    onUsed: (pass) => tellChange(shownPass(pass)),
    onPassage: (passage, cameIn) => {
      for (const listener of passing) listener(passage, cameIn);
    },
  });

  function gatesOf(compound: CompoundTwin, given: NewPass): Result<string[]> {
    const admitsOf = (system: string) => findSystem(system)?.passage?.admits ?? null;
    if (given.gates) {
      const unknown = given.gates.find((key) => {
        const device = compound.devices.get(key);
        return !device || admitsOf(device.record.system) === null;
      });
      return unknown === undefined
        ? success([...new Set(given.gates)])
        : failure('pass-gate', { device: unknown });
    }
    const devices = [...compound.devices.values()].map(({ record: { key, placeId, system } }) => ({
      key,
      placeId,
      admits: admitsOf(system),
    }));
    const gates = usualGates(devices, given.placeId, Boolean(given.plate));
    return gates.length > 0 ? success(gates) : failure('pass-no-gates');
  }

  function checkNew(compound: CompoundTwin, given: NewPass): Result<string[]> {
    const { fromMs, untilMs, placeId } = given;
    // A compound that was only announced has no plan to name its households.
    if (
      compound.plan.places.length > 0 &&
      !compound.plan.places.some(({ id, kind }) => id === placeId && kind === 'household')
    )
      return failure('order-place', { place: placeId });
    if (given.plate?.trim() && readablePlate(given.plate) === null) return failure('plate-unreadable');
    if (untilMs <= fromMs) return failure('pass-reversed');
    if (untilMs <= now()) return failure('pass-past');
    if (untilMs - fromMs > longestPassMs) return failure('pass-long', { days: longestPassMs / dayMs });
    const known = given.external ? store.ofExternal(compound.id, given.external) : null;
    if (known) return failure('pass-external', { number: known.number });
    return gatesOf(compound, given);
  }

  async function forgetNow(): Promise<void> {
    const beforeMs = now() - keepDays * dayMs;
    for (;;) {
      const old = stopped ? [] : store.endedBefore(beforeMs, unitOfForgetting);
      if (old.length === 0) break;
      records.together(() => {
        for (const pass of old)
          store.change({ ...pass, name: null, plate: null, forgottenAtMs: now() }, () => {});
      });
      // Where the disk refuses, what is left goes another hour.
      if (!(await new Promise<boolean>((resolve) => records.settled(resolve)))) return;
    }
    if (!stopped) await log.remove(beforeMs);
  }

  async function forget(): Promise<void> {
    if (stopped) return;
    forgetting ??= forgetNow().finally(() => (forgetting = null));
    await forgetting;
  }

  return {
    find: store.find,
    findExternal: store.ofExternal,
    list: store.list,
    issue(id, given, by) {
      const compound = twin.compounds.get(id);
      if (!compound) return failure('no-compound', { compound: id });
      const opens = checkNew(compound, given);
      if (!opens.ok) return opens;
      const token = newToken();
      const tokenHash = hashOf(token);
      const pass: VisitorPass = {
        version: 1,
        id: randomUUID(),
        number: store.nextNumber(id),
        compound: id,
        placeId: given.placeId,
        name: given.name?.trim() || null,
        plate: given.plate?.trim() || null,
        fromMs: given.fromMs,
        untilMs: given.untilMs,
        uses: given.uses ?? 'once',
        gates: opens.value,
        issuedBy: by,
        issuedAtMs: now(),
        used: [],
        useCount: 0,
        revokedAtMs: null,
        revokedBy: null,
        reason: '',
        external: given.external ?? null,
        forgottenAtMs: null,
      };
      store.add(pass, tokenHash, () => {
        gates.admit(pass, tokenHash);
        tellChange(shownPass(pass));
      });
      return success({ pass, token });
    },
    revoke(id, reason, by) {
      const pass = store.find(id);
      if (!pass) return failure('no-pass');
      const state = passStateOf(pass, now());
      // A visit that has begun may still have doors before it.
      if (!isOpenPass(pass, now()) && state !== 'used') return failure('pass-over', { passState: state });
      const revoked = { ...pass, revokedAtMs: now(), revokedBy: by, reason: reason.trim() };
      store.change(revoked, () => {
        gates.withdraw(revoked);
        tellChange(shownPass(revoked));
      });
      return success(revoked);
    },
    visitor(id) {
      const pass = store.find(id);
      return pass ? success({ name: pass.name, plate: pass.plate }) : failure('no-pass');
    },
    passages: log.list,
    take: taking.take,
    onChange: (listener) => void changes.push(listener),
    onPassage: (listener) => void passing.push(listener),
    forget,
    async stop() {
      stopped = true;
      clearTimeout(soon);
      clearInterval(hourly);
      gates.stop();
      await forgetting;
    },
  };
}
