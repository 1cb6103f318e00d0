/** A restarted hub shows what it last knew until devices speak again. */
import { success, type Result } from '#shared/protocol/result.ts';
import { qualityCodes } from '#shared/twin/columns.ts';
import type { History } from './history/index.ts';
import type { Twin } from './twin/index.ts';
import type { WordBook } from './wordBook.ts';

export async function recallReadings(
  twin: Twin,
  history: History,
  words: WordBook,
  nowMs: number,
): Promise<Result<null>> {
  for (const compound of twin.compounds.values()) {
    // A recording has a past alone.
    if (compound.manifest.recording) continue;
    const slots = new Map(
      [...compound.devices.values()].flatMap(({ slots: all }) =>
        [...all.values()].map((slot) => [slot.index, slot]),
      ),
    );
    const found = await history.stateAt(compound.id, nowMs);
    if (!found.ok) return found;
    const readings = found.value;
    for (const [code, word] of await words.find(compound, compound.textCodes(readings)))
      compound.words.recall(code, word, nowMs);
    for (let i = 0; i < readings.count; i++) {
      const [index, timeMs] = [readings.index[i] ?? 0, readings.timeMs[i] ?? 0];
      const quality = readings.quality[i] ?? 0;
      const slot = slots.get(index);
      // Of a device that was silent the twin knows from when its readings are; history knows the hub's mark.
      const isMarked = quality === qualityCodes.stale && slot !== undefined && slot.ownMs > -Infinity;
      if (slot && quality === qualityCodes.stale) slot.markMs = timeMs;
      // Its own time too, so that an old message delivered again is not taken for the present.
      else if (slot) slot.ownMs = timeMs;
      compound.set(
        index,
        readings.value[i] ?? NaN,
        isMarked ? Math.min(slot.ownMs, timeMs) : timeMs,
        quality,
      );
    }
  }
  return success(null);
}
