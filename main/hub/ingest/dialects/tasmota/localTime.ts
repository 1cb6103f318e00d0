/**
 * Tasmota's `Time` is the device's local time and has no zone. What it is off by is measured against the hub's clock, in
 * quarters of an hour as zones are; two messages in a row that agree change it, as in the night when summer time ends.
 */
const quarterMs = 15 * 60_000;
/** A clock that is off by more tells no zone. */
const mostOffMs = 3 * 60_000;
const mostZoneMs = 14 * 3_600_000;

export interface LocalClock {
  /** Instant of a local time, ms since epoch; null where it tells nothing: the receive time counts. */
  instant(local: string, receivedMs: number, isLive: boolean): number | null;
}

export function createLocalClock(): LocalClock {
  let offsetMs: number | null = null;
  let candidateMs: number | null = null;
  return {
    instant(local, receivedMs, isLive) {
      const wallMs = wallOf(local);
      if (wallMs === null) return null;
      if (hasZone(local)) return wallMs;
      const aheadMs = wallMs - receivedMs;
      const zoneMs = Math.round(aheadMs / quarterMs) * quarterMs;
      const isZone = Math.abs(aheadMs - zoneMs) <= mostOffMs && Math.abs(zoneMs) <= mostZoneMs;
      // What was kept by a broker, or comes late, is no measure.
      if (isLive && isZone && zoneMs !== offsetMs) {
        if (offsetMs === null || candidateMs === zoneMs) offsetMs = zoneMs;
        else candidateMs = zoneMs;
      } else if (zoneMs === offsetMs) candidateMs = null;
      return offsetMs === null ? null : wallMs - offsetMs;
    },
  };
}

/** As if it were UTC. */
function wallOf(local: string): number | null {
  if (local.length < 19 || local.length > 35 || local[10] !== 'T') return null;
  const ms = Date.parse(hasZone(local) ? local : `${local}Z`);
  return Number.isNaN(ms) ? null : ms;
}

function hasZone(local: string): boolean {
  return local.endsWith('Z') || local.includes('+', 19) || local.includes('-', 19);
}
