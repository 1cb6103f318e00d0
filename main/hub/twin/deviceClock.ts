/**
 * Under which instant a device's message is kept. Its own time counts (decision 2), but clocks are minutes off, run
 * ahead, fall back, or were never set, and no alarm may be lost for that: what is the device's newest word by its own
 * clock is its state now.
 */

/** Two lags this close belong to one clock. */
const sameLagMs = 30_000;
/** Over this long it shows whether a clock runs as fast as the hub's. */
const paceMs = 5000;
/** No device of ours was made before: an unset clock says 1970, 2000 or 2010. */
const unsetBeforeMs = Date.UTC(2020, 0, 1);
/** What claims to be later than this is no time. */
const aheadMs = 24 * 3_600_000;
/** Older events are history on arrival, and so are readings that come late. */
export const eventHorizonMs = 24 * 3_600_000;

export interface DeviceClock {
  /** Receive time less device time of the last message that was the newest; null before there was one. */
  lagMs: number | null;
  /** Message from which its pace is measured. */
  since: { readonly tMs: number; readonly receivedMs: number } | null;
  /** It has run as the hub's clock does since then: not a backlog, which comes faster than it happened. */
  steady: boolean;
}

/** More than a day ahead: whatever the clock shows, it is not the time. */
export function isFuture(tMs: number, receivedMs: number): boolean {
  return tMs > receivedMs + aheadMs;
}

function tellsNothing(tMs: number, receivedMs: number): boolean {
  return tMs < unsetBeforeMs || isFuture(tMs, receivedMs);
}

export function newClock(): DeviceClock {
  return { lagMs: null, since: null, steady: false };
}

export interface Reckoning {
  /** The message's own time, however wrong. */
  readonly tMs: number;
  readonly receivedMs: number;
  /** The clock is unset or days ahead: only the receive time means anything. */
  readonly unset: boolean;
  /** The clock tells the time. */
  readonly right: boolean;
  readonly steady: boolean;
  /** It speaks of now, whatever its clock says. */
  readonly isNow: boolean;
}

/** Called once per message, in order of arrival. Times in ms since epoch. */
export function reckon(clock: DeviceClock, tMs: number, receivedMs: number): Reckoning {
  const steady = keepsPace(clock, tMs, receivedMs);
  const right = Math.abs(receivedMs - tMs) <= sameLagMs;
  const isNow = right || steady || isUsualLag(clock, receivedMs - tMs);
  return { tMs, receivedMs, unset: tellsNothing(tMs, receivedMs), right, steady, isNow };
}

/**
 * How far a clock is behind, ms; below zero it is ahead. Null where nothing is known of it: a backlog comes late as well,
 * so only a clock that runs as the hub's does, or tells the time, says anything.
 */
export function clockOffsetMs({ lagMs, since, steady }: DeviceClock): number | null {
  // Its signs of life keep the pace too, and have no reading.
  if (steady && since) return since.receivedMs - since.tMs;
  return lagMs !== null && Math.abs(lagMs) <= sameLagMs ? lagMs : null;
}

function isUsualLag({ lagMs: usual }: DeviceClock, lagMs: number): boolean {
  return usual !== null && Math.abs(lagMs - usual) <= sameLagMs;
}

function keepsPace(clock: DeviceClock, tMs: number, receivedMs: number): boolean {
  const passedMs = receivedMs - (clock.since?.receivedMs ?? receivedMs);
  const ranMs = tMs - (clock.since?.tMs ?? tMs);
  const off = clock.since === null || Math.abs(ranMs - passedMs) > 2000 + passedMs * 0.2;
  if (off) clock.steady = false;
  else if (passedMs >= paceMs) clock.steady = true;
  if (off || passedMs >= paceMs) clock.since = { tMs, receivedMs };
  return clock.steady;
}

/** What is known of a point when a reading of it comes. */
export interface KnownPoint {
  /** When its column was last set. */
  readonly atMs: number;
  /** The hub set it last: the device is silent. */
  readonly isMark: boolean;
  /** The device's own time of its newest reading; −∞ when none was heard. */
  readonly ownMs: number;
}

export interface Placement {
  /** Under which the reading is kept. */
  readonly atMs: number;
  /**
   * `new`: the device's newest word. `behind`: that too, but from before the hub found it silent. `late`: it belongs to
   * history only.
   */
  readonly as: 'new' | 'behind' | 'late';
}

export function placeReading(reckoning: Reckoning, known: KnownPoint): Placement {
  const { tMs, receivedMs, unset, right, steady, isNow } = reckoning;
  const now: Placement = { atMs: Math.max(receivedMs, known.atMs), as: 'new' };
  if (unset) return now;
  const sentMs = Math.min(tMs, receivedMs);
  if (tMs >= known.ownMs) {
    if (sentMs >= known.atMs) return { atMs: sentMs, as: 'new' };
    if (isNow) return now;
    // Only against its own earlier words can an old message be told from a new one.
    if (known.isMark && known.ownMs > -Infinity) return { atMs: sentMs, as: 'behind' };
  } else if (tMs < known.ownMs - sameLagMs) {
    // Set back and running on, or put right after it ran ahead.
    if (steady || (right && known.ownMs > receivedMs + sameLagMs)) return now;
  }
  return { atMs: Math.min(sentMs, known.atMs - 1), as: 'late' };
}

/**
 * The device's own time of a reading. A clock that tells nothing is taken to be right to within half a minute: a backlog of
 * days is then older than this reading, and the next word of a clock that was put right is newer.
 */
export function ownTimeOf({ unset, receivedMs, tMs }: Reckoning): number {
  return unset ? receivedMs - sameLagMs : tMs;
}

/** When an event happened: its own time, unless its clock was never set, or is known to be days off. */
export function eventInstant(clock: DeviceClock, tMs: number, receivedMs: number): number {
  const lagMs = receivedMs - tMs;
  const wrong = lagMs > eventHorizonMs && clock.lagMs !== null && isUsualLag(clock, lagMs);
  return tellsNothing(tMs, receivedMs) || wrong ? receivedMs : Math.min(tMs, receivedMs);
}

/** The same by the hub's clock: what the device's clock is known to be off is taken out. */
export function correctedInstant(clock: DeviceClock, tMs: number, receivedMs: number): number {
  const offsetMs = clockOffsetMs(clock);
  return eventInstant(clock, offsetMs === null ? tMs : tMs + offsetMs, receivedMs);
}
