/**
 * Whether somebody who is told a back-trace looks anew. A screen asks again while models of the wall are being imported: the
 * same person at the same throw, seen from the same calibrations, within a minute of asking is one look.
 */
import type { ThrowTrace } from '#shared/protocol/throwTrace.ts';

const sameLookMs = 60_000;

export interface Looks {
  isNew(by: { readonly name: string; readonly address: string | null }, trace: ThrowTrace): boolean;
}

export function createLooks(now: () => number): Looks {
  const lastMs = new Map<string, number>();
  return {
    isNew({ name, address }, { incidentId, eventId, sightings }) {
      const atMs = now();
      for (const [key, askedMs] of lastMs) if (Math.abs(atMs - askedMs) > sameLookMs) lastMs.delete(key);
      const basis = sightings.map((one) => [one.eventId, one.calibration?.id ?? null]);
      const key = JSON.stringify([name, address, incidentId, eventId, basis]);
      const isNew = !lastMs.has(key);
      lastMs.set(key, atMs);
      return isNew;
    },
  };
}
