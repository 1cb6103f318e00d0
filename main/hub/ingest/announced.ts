/**
 * Compounds that exist only because a device announced itself there. Whoever can publish can invent ids, so they are few,
 * and one that fell silent makes room for the next. Those that somebody described never count.
 */
import type { CompoundTwin, Twin } from '../twin/index.ts';

export const mostAnnounced = 64;
const silentMs = 10 * 60_000;

/** False where all are full of life, or of open alarms. */
export function makeRoom(twin: Twin, nowMs: number, hasOpenAlarm: (compound: string) => boolean): boolean {
  const announced = [...twin.compounds.values()].filter(({ manifest }) => manifest.announced === true);
  if (announced.length < mostAnnounced) return true;
  const silent = announced
    .map((compound) => ({ compound, heardMs: lastHeardMs(compound) }))
    .filter(({ compound, heardMs }) => nowMs - heardMs > silentMs && !hasOpenAlarm(compound.id))
    .sort((a, b) => a.heardMs - b.heardMs)[0];
  if (!silent) return false;
  twin.dropCompound(silent.compound);
  return true;
}

function lastHeardMs({ devices }: CompoundTwin): number {
  let lastMs = 0;
  for (const { lastSeenMs } of devices.values()) lastMs = Math.max(lastMs, lastSeenMs);
  return lastMs;
}
