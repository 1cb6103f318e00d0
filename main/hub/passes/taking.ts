/**
 * What becomes of an event that says that somebody passes a door or gate: it is judged, written among the passages, and
 * where the device asks and the pass is good, answered with the command that opens. What goes on from here names nobody's
 * visitor.
 */
import { readablePlate, usedBy } from '#shared/passes/machine.ts';
import { readPassage, type SaidPassage } from '#shared/passes/passage.ts';
import type { DeviceEvent } from '#shared/protocol/device.ts';
import type { Passage, VisitorPass } from '#shared/protocol/visitorPass.ts';
import { findSystem } from '#shared/systems/index.ts';
import type { Commands } from '../commands/index.ts';
import { correctedInstant, type CompoundTwin, type TwinDevice } from '../twin/index.ts';
import { isSure, judge } from './judge.ts';
import { createMovements } from './movements.ts';
import type { PassageLog } from './passageLog.ts';
import type { PassStore } from './passStore.ts';

/** What is heard within so long is judged by the hub's clock, and whoever asks still stands there. */
const atOnceMs = 30_000;

export type Taken =
  /** It was heard before. */
  | { readonly repeat: true }
  /**
   * `event`: what is left of it for everybody, without token and plate. `isKept`: it belongs into the long history of
   * events; rules look at it in any case.
   */
  | { readonly repeat: false; readonly event: DeviceEvent; readonly isKept: boolean };

export interface Taking {
  /** What a device's event says, seen by whoever keeps passes. Null: it is about no passage. */
  take(
    compound: CompoundTwin,
    device: TwinDevice,
    event: DeviceEvent,
    receivedMs: number,
    sentMs: number,
  ): Taken | null;
}

export function createTaking(options: {
  readonly store: PassStore;
  readonly log: PassageLog;
  readonly commands: Pick<Commands, 'tell'>;
  /** After the commit, as the next. */
  readonly onUsed: (pass: VisitorPass) => void;
  readonly onPassage: (passage: Passage, cameIn: string | null) => void;
}): Taking {
  const { store, log, commands, onUsed, onPassage } = options;
  const movements = createMovements({
    before: (compound, untilMs, limit) =>
      log.list({ compound, deviceKey: null, system: null, refusedOnly: false, untilMs, limit }),
    plateOfPass: (id) => store.find(id)?.plate ?? null,
  });
  const isUnrevoked = (id: string) => store.find(id)?.revokedAtMs === null;

  return {
    take({ id: compound }, device, event, receivedMs, sentMs) {
      const passage = findSystem(device.record.system)?.passage;
      if (passage?.event !== event.type) return null;
      const said = readPassage(event.data ?? {});
      const { key: deviceKey } = device.record;
      const { leastConfidence } = passage;
      const happenedMs = correctedInstant(device.clock, sentMs, receivedMs);
      const isLate = receivedMs - happenedMs > atOnceMs;
      const atMs = isLate ? happenedMs : receivedMs;
      const plate = readablePlate(said.plate);
      const read = { compound, deviceKey, atMs, direction: said.direction };
      const movement = movements.of(read, plate);
      const { isLeaving, isAgain, wasIn } = movement;
      const at = { compound, deviceKey, atMs, isLate, isLeaving, leastConfidence };
      const { result, reason, pass, isUsed } = judge(store, at, said);
      const isOpening = isUsed && said.asks && !isLate;
      const isNews = said.direction === 'in' || !wasIn;
      const isComing = result === 'accepted' && !isLeaving && !isLate && isNews;
      const cameIn = isComing && isSure(said, leastConfidence) ? plate : null;
      const kept = {
        compound,
        deviceKey,
        atMs: happenedMs,
        ...spoken(said),
        result,
        reason,
        plate: pass ? null : said.plate,
        passId: pass?.id ?? null,
        opened: said.result === 'accepted',
      };
      const isNew = log.write(kept, event.id, sentMs, (told) => {
        onPassage(told, cameIn);
        if (pass && isOpening && isUnrevoked(pass.id))
          commands.tell({ compound, deviceKeys: [deviceKey], name: passage.open }, 'system');
      });
      if (!isNew) return { repeat: true };
      if (plate !== null && result === 'accepted') movements.note(read, plate, movement);
      if (pass && isUsed && !isAgain) {
        const used = usedBy(pass, deviceKey, atMs);
        store.change(used, () => onUsed(used));
      }
      const { passId, opened } = kept;
      const named = pass ? { passId, number: pass.number } : {};
      const data = present({ ...spoken(said), result, reason, opened, ...named });
      // The stream of passages has everybody; the history of events, which is kept for years, does not.
      return { repeat: false, event: { ...event, data }, isKept: pass !== null || result === 'refused' };
    },
  };
}

function spoken({ method, direction, confidence }: SaidPassage) {
  return { method, direction, confidence };
}

function present(data: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(data).filter(([, value]) => value !== null && value !== undefined),
  );
}
