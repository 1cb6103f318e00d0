/** Which throws of an incident there were at an instant: replay tells of none that was still to come. Pure. */
import type { ThrowTrace } from '#shared/protocol/throwTrace.ts';

type Throws = ThrowTrace['throws'];

/** `instantMs` null: all. */
export function throwsBy(throws: Throws, instantMs: number | null): Throws {
  return instantMs === null ? throws : throws.filter(({ atMs }) => atMs <= instantMs);
}

/** The newest of them where others are still to come; null: the incident's newest, whichever that is. */
export function happenedLast(happened: Throws, throws: Throws): string | null {
  if (happened.length === throws.length) return null;
  return (
    happened.reduce<Throws[number] | null>((last, one) => (last && last.atMs > one.atMs ? last : one), null)
      ?.eventId ?? null
  );
}
