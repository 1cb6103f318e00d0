/** The path of a thrown object, as its event tells it. */
import type { TrackPath } from '#scene/contract.ts';
import type { EventRecord } from '#shared/protocol/records.ts';
import type { Enu } from '#shared/twin/compound.ts';

/** A track stays in sight this long after the throw. */
const trackShownMs = 10 * 60_000;

/** The newest throw before the instant, as a path; null when there is none of late. */
export function trackOf(events: readonly EventRecord[], instant: number): TrackPath | null {
  for (let i = events.length - 1; i >= 0; i--) {
    const event = events[i];
    if (
      !event ||
      event.type !== 'throw' ||
      event.atMs > instant + 1000 ||
      instant - event.atMs > trackShownMs
    )
      continue;
    const { track, impactSpeedMps } = event.data;
    if (!Array.isArray(track)) continue;
    const samples = track.filter(
      (one): one is { s: number; p: [number, number, number] } =>
        typeof one === 'object' &&
        one !== null &&
        typeof one.s === 'number' &&
        Array.isArray(one.p) &&
        one.p.length === 3 &&
        one.p.every(Number.isFinite),
    );
    if (samples.length < 2) continue;
    return {
      atMs: samples.map((one) => event.atMs + one.s * 1000),
      positionsEnu: samples.map((one): Enu => one.p),
      label: typeof impactSpeedMps === 'number' ? `${impactSpeedMps.toFixed(1)} m/s` : '',
    };
  }
  return null;
}
