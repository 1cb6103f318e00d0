/**
 * Under which instant a device's message is kept. Its own time counts (decision 2), but clocks are minutes off, run
 * ahead, or fall back to an unset date, and no alarm may be lost for that: what is the device's newest word by its own
 * clock is its state now.
 */

/** Two lags this close belong to one clock. */
const sameLagMs = 30_000;
/** Lag that an unknown clock may have and still be believed to speak of now. */
const unknownLagMs = 10 * 60_000;
/** Messages this far apart show how fast a clock runs against the hub's. */
const paceMs = 1000;
/** No device of ours was made before: an unset clock says 1970, 2000 or 2010. */
const unsetBeforeMs = Date.UTC(2020, 0, 1);

export interface DeviceClock {
  /** Receive time less device time of the last message that was the newest; null before there was one. */
  lagMs: number | null;
  /** The last message, whichever it was. */
  last: { readonly sentMs: number; readonly receivedMs: number } | null;
}

export interface Reckoning {
  /** The message's own time, never later than it came. */
  readonly sentMs: number;
  /** Under which it is kept if it is the newest of its device but behind what is known. */
  readonly receivedMs: number;
  /** It speaks of now although its clock says otherwise. */
  readonly isNow: boolean;
  /** The clock is unset: only the receive time means anything. */
  readonly unset: boolean;
}

/** Called once per message, in order of arrival. Times in ms since epoch. */
export function reckon(clock: DeviceClock, tMs: number, receivedMs: number): Reckoning {
  const sentMs = Math.min(tMs, receivedMs);
  const lagMs = receivedMs - sentMs;
  const { last } = clock;
  const passedMs = last ? receivedMs - last.receivedMs : 0;
  // It runs as the hub's clock does: not a backlog, which comes faster than it happened.
  const steady =
    last !== null && passedMs >= paceMs && Math.abs(sentMs - last.sentMs - passedMs) <= 2000 + passedMs * 0.2;
  clock.last = { sentMs, receivedMs };
  const sameClock = clock.lagMs === null ? lagMs <= unknownLagMs : Math.abs(lagMs - clock.lagMs) <= sameLagMs;
  return { sentMs, receivedMs, isNow: sameClock || steady, unset: steady && sentMs < unsetBeforeMs };
}

/** Instant and freshness of one point's reading. `knownMs` is when its column was last set, `ownMs` by the device's clock. */
export function placeReading(
  { sentMs, receivedMs, isNow, unset }: Reckoning,
  knownMs: number,
  ownMs: number,
): number {
  if (unset) return receivedMs;
  if (sentMs >= knownMs) return sentMs;
  // Behind the column, yet ahead of all the device itself has said, or its clock was set back and runs on.
  return isNow && (sentMs > ownMs || sentMs < ownMs - sameLagMs) ? receivedMs : sentMs;
}
