/** What an event says of itself that its alarm shows: how fast, and where. */
import type { DeviceEvent } from '#shared/protocol/device.ts';
import type { Enu } from '#shared/twin/compound.ts';

/** Speed at the ground, with its unit; empty where it is not told. */
export function valueOf({ data }: DeviceEvent): string {
  const speed = data?.['impactSpeedMps'];
  return typeof speed === 'number' && Number.isFinite(speed) ? `${speed.toFixed(1)} m/s` : '';
}

/** Middle of its track: where to look, rather than where its camera hangs. Null without a track. */
export function whereOf({ data }: DeviceEvent): Enu | null {
  const track = data?.['track'];
  if (!Array.isArray(track) || track.length === 0) return null;
  const [from, to] = [pointOf(track[0]), pointOf(track.at(-1))];
  return from && to ? [(from[0] + to[0]) / 2, (from[1] + to[1]) / 2, (from[2] + to[2]) / 2] : null;
}

function pointOf(sample: unknown): Enu | null {
  if (typeof sample !== 'object' || sample === null || !('p' in sample) || !Array.isArray(sample.p))
    return null;
  const [x, y, z] = sample.p as unknown[];
  return [x, y, z].every((m) => typeof m === 'number' && Number.isFinite(m))
    ? [Number(x), Number(y), Number(z)]
    : null;
}
