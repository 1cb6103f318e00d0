/**
 * How long a device that speaks only when something changes usually keeps silent, so that a dead one is found sooner than
 * its rare words would tell. The longest silence of a week counts, once a day and a night are known; those in which it
 * was taken for dead do not.
 */
import { onChangeS } from '#shared/protocol/device.ts';

const dayMs = 86_400_000;
const days = 7;
const leastWords = 10;
/** Nothing is dead after a few minutes only because it was lively for a day. */
const leastS = 1200;

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
  /** Longest of each of the latest days, ms; the last is today's. */
  private readonly longest: number[] = [0];

  /** It was heard at this time of the hub; `wasDead`: after a silence in which it was taken for dead. */
  heard(nowMs: number, wasDead: boolean): void {
    const gapMs = nowMs - this.lastMs;
    this.lastMs = nowMs;
    this.words++;
    // Called for each message: most tell nothing new.
    if (nowMs < this.dayEndsMs && !(gapMs > (this.longest.at(-1) ?? 0))) return;
    if (Number.isNaN(this.firstMs)) this.firstMs = nowMs;
    if (nowMs >= this.dayEndsMs) this.beginDay(nowMs);
    if (!wasDead && gapMs > (this.longest.at(-1) ?? 0)) this.longest[this.longest.length - 1] = gapMs;
  }

  private beginDay(nowMs: number): void {
    this.dayEndsMs = (Math.floor(nowMs / dayMs) + 1) * dayMs;
    this.longest.push(0);
    if (this.longest.length > days) this.longest.shift();
  }

  /** What to expect of it, s; null while too little is known. */
  expectedS(nowMs: number): number | null {
    if (this.words < leastWords || !(nowMs - this.firstMs >= dayMs)) return null;
    const longestS = Math.ceil(Math.max(...this.longest) / 1000);
    return Math.min(onChangeS, Math.max(leastS, longestS));
  }
}
