/**
 * That a device is silent, as it is kept over a restart: since when, and from when each of its readings is. History holds
 * the hub's mark under the instant at which the silence was found, which says nothing of how old the reading is.
 */
import { Type, type Static } from 'typebox';
import { Compile } from 'typebox/compile';
import { qualityCodes } from '#shared/twin/columns.ts';
import type { Readings } from '#shared/twin/packed.ts';
import type { HubDatabase } from '../records/index.ts';
import type { CompoundTwin, TwinDevice } from './compoundTwin.ts';

const Silence = Type.Object({
  version: Type.Literal(1),
  sinceMs: Type.Number(),
  /** Point id → time of its last reading, ms since epoch. */
  heardMs: Type.Record(Type.String(), Type.Number()),
});
type Silence = Static<typeof Silence>;
const isSilence = Compile(Silence);

export function silenceOf({ columns }: CompoundTwin, { slots, staleSinceMs }: TwinDevice): Silence {
  const heard = [...slots].map(([id, { index }]) => [id, columns.times[index] ?? 0] as const);
  return {
    version: 1,
    sinceMs: staleSinceMs,
    heardMs: Object.fromEntries(heard.filter(([, timeMs]) => timeMs > 0)),
  };
}

/** Devices that were silent are silent until they are heard. */
export function restoreSilences(db: HubDatabase, compounds: ReadonlyMap<string, CompoundTwin>): void {
  const rows = db.prepare<[], { compound: string; device: string; record: string }>('SELECT * FROM silences');
  for (const { compound, device: key, record } of rows.iterate()) {
    const device = compounds.get(compound)?.devices.get(key);
    const silence: unknown = JSON.parse(record);
    if (!device || !isSilence.Check(silence)) continue;
    Object.assign(device, { stale: true, lastSeenMs: 0, staleSinceMs: silence.sinceMs });
    for (const [id, timeMs] of Object.entries(silence.heardMs)) {
      const slot = device.slots.get(id);
      if (slot) Object.assign(slot, { ownMs: timeMs, markMs: silence.sinceMs });
    }
  }
}

/**
 * Readings of the past as they were read from history, where the mark of a silence that still lasts stands for them:
 * under the time of the reading itself. Of a silence that ended meanwhile nobody knows it any more.
 */
export function withOwnTimes({ columns, devices, pointOwners }: CompoundTwin, readings: Readings): Readings {
  const timeMs = readings.timeMs.slice();
  for (let i = 0; i < readings.count; i++) {
    if (readings.quality[i] !== qualityCodes.stale) continue;
    const index = readings.index[i] ?? 0;
    const owner = pointOwners[index];
    const markMs = owner && devices.get(owner.device)?.slots.get(owner.point)?.markMs;
    const isLasting = columns.qualities[index] === qualityCodes.stale && markMs === timeMs[i];
    if (isLasting) timeMs[i] = columns.times[index] ?? 0;
  }
  return { ...readings, timeMs };
}
