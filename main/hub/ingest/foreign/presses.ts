/**
 * Buttons that say once that they were pressed, and never that this is over. Each press is news, also where the one before
 * still stands; a press is over with the first word of its device after the minute in which help is called back.
 */
import type { PointValue } from '#shared/protocol/device.ts';
import { callsForHelp } from '#shared/compounds/emergencyWords.ts';
import type { PlacedPoint } from './foreignDevice.ts';

const overAfterMs = 60_000;

export function isPress({ point, declared }: Pick<PlacedPoint, 'point' | 'declared'>): boolean {
  return declared?.kind === 'boolean' && callsForHelp(point);
}

/** What has to be said of these buttons before what their device says now: those that are over, or are pressed anew. */
export function releases(
  presses: readonly PlacedPoint[],
  given: Readonly<Record<string, unknown>>,
  nowMs: number,
): Readonly<Record<string, PointValue>> | null {
  const released: Record<string, PointValue> = {};
  for (const press of presses) {
    if (press.last !== true) continue;
    const isSaid = Object.hasOwn(given, press.point.key);
    const isOver = isSaid ? press.read(given[press.point.key]) === true : nowMs - press.lastMs > overAfterMs;
    if (!isOver) continue;
    press.last = false;
    released[press.pointId] = false;
  }
  return Object.keys(released).length > 0 ? released : null;
}
