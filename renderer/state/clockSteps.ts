/**
 * Tells of a new step of the shown instant (a second, a pixel of the time bar) when it comes, and not before: one
 * timer set to the edge, none while the instant stands still. All that follow the same step wake together.
 */
import type { Clock } from './clock.ts';

/** A fast replay shows no more steps than the eye can follow. */
const leastMs = 80;

/** The step an instant belongs to; standing still, the instant itself. */
export function stepOf(clock: Clock, everyMs: number): number {
  const instant = clock.instantMs();
  return speedOf(clock) === 0 ? instant : Math.floor(instant / everyMs) * everyMs;
}

function speedOf(clock: Clock): number {
  const { mode, playing, rate } = clock.current;
  if (mode === 'live') return clock.lostSinceMs() === null ? 1 : 0;
  return playing ? rate : 0;
}

/** Calls at once and then for each new step; returns what ends it. */
export function followSteps(clock: Clock, everyMs: number, listener: (stepMs: number) => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let last = Number.NaN;
  const wake = () => {
    clearTimeout(timer);
    const step = stepOf(clock, everyMs);
    const speed = speedOf(clock);
    // The timer first: a listener may move the clock, which sets it anew.
    if (speed > 0)
      timer = setTimeout(wake, Math.max(leastMs, (step + everyMs - clock.instantMs()) / speed + 1));
    if (step === last) return;
    last = step;
    listener(step);
  };
  const unsubscribe = clock.subscribe(wake);
  wake();
  return () => {
    clearTimeout(timer);
    unsubscribe();
  };
}
