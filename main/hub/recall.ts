/** A restarted hub shows what it last knew until devices speak again. */
import { success, type Result } from '#shared/protocol/result.ts';
import { qualityCodes } from '#shared/twin/columns.ts';
import type { History } from './history/index.ts';
import type { Twin } from './twin/index.ts';

export async function recallReadings(twin: Twin, history: History, nowMs: number): Promise<Result<null>> {
  for (const compound of twin.compounds.values()) {
    const slots = new Map(
      [...compound.devices.values()].flatMap(({ slots: all }) =>
        [...all.values()].map((slot) => [slot.index, slot]),
      ),
    );
    const found = await history.stateAt(compound.id, nowMs);
    if (!found.ok) return found;
    const readings = found.value;
    for (let i = 0; i < readings.count; i++) {
      compound.set(
        readings.index[i] ?? 0,
        readings.value[i] ?? NaN,
        readings.timeMs[i] ?? 0,
        readings.quality[i] ?? 0,
      );
      // Its own time too, so that an old message delivered again is not taken for the present.
      const slot = slots.get(readings.index[i] ?? 0);
      if (slot && readings.quality[i] !== qualityCodes.stale) slot.ownMs = readings.timeMs[i] ?? 0;
    }
  }
  return success(null);
}
