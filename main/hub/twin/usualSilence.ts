/**
 * How long a device that speaks only when something changes usually keeps silent, so that a dead one is found sooner than
 * its rare words would tell. The longest silence of two weeks counts, once a week with its nights and its Sunday is known.
 * A silence in which it was taken for dead counts only if it was not the only one: once is a fault, twice is a habit.
 */
import { onChangeS } from '#shared/protocol/device.ts';

const dayMs = 86_400_000;
const learnsForMs = 7 * dayMs;
const days = 14;
const leastWords = 10;
/** Nothing is dead after a few minutes only because it was lively for a week. */
const leastS = 1200;

interface Day {
  /** Longest silence that ended on it, ms. */
  longestMs: number;
  /** Of those in which it was taken for dead. */
  longestDeadMs: number;
}

/** What holds of a device that declares this, and for which that was learnt. */
export function intervalOf(
  declaredS: number,
  learntS: number | null,
): { readonly intervalS: number; readonly isIntervalLearnt: boolean } {
  return declaredS === onChangeS && learntS !== null
    ? { intervalS: learntS, isIntervalLearnt: true }
    : { intervalS: declaredS, isIntervalLearnt: false };
}

export class UsualSilence {
  private firstMs = NaN;
  private lastMs = NaN;
  private words = 0;
  private dayEndsMs = 0;
  private today: Day = { longestMs: 0, longestDeadMs: 0 };
  /** The latest days on which it was heard, today last. */
  private readonly latest: Day[] = [this.today];

  /** It was heard at this time of the hub; `wasDead`: after a silence in which it was taken for dead. */
  heard(nowMs: number, wasDead: boolean): void {
    const gapMs = nowMs - this.lastMs;
    this.lastMs = nowMs;
    this.words++;
    // Called for each message: most tell nothing new.
    if (nowMs < this.dayEndsMs && !wasDead && !(gapMs > this.today.longestMs)) return;
    if (Number.isNaN(this.firstMs)) this.firstMs = nowMs;
    if (nowMs >= this.dayEndsMs) this.beginDay(nowMs);
    const kind = wasDead ? 'longestDeadMs' : 'longestMs';
    if (gapMs > this.today[kind]) this.today[kind] = gapMs;
  }

  private beginDay(nowMs: number): void {
    this.dayEndsMs = (Math.floor(nowMs / dayMs) + 1) * dayMs;
    this.today = { longestMs: 0, longestDeadMs: 0 };
    this.latest.push(this.today);
    if (this.latest.length > days) this.latest.shift();
  }

  /** What to expect of it, s; null while too little is known. */
  expectedS(nowMs: number): number | null {
    if (this.words < leastWords || !(nowMs - this.firstMs >= learnsForMs)) return null;
    const [, secondDeadMs = 0] = this.latest.map((day) => day.longestDeadMs).toSorted((a, b) => b - a);
    const longestMs = Math.max(secondDeadMs, ...this.latest.map((day) => day.longestMs));
    // It keeps silent right now for longer than ever: whether it is dead is what is asked.
    if (nowMs - this.lastMs > longestMs) return null;
    return Math.min(onChangeS, Math.max(leastS, Math.ceil(longestMs / 1000)));
  }
}
