/**
 * How soon a camera is asked again for its events. One that has few of them is asked at once; one whose answers are full,
 * or come faster than anybody could act on, is asked later and later while that goes on.
 */

/** So many notifications are asked for at once; a camera may answer with more. */
export const fullAnswer = 100;
/** Faster than this is no camera that sees something. */
const mostPerS = 50;
const firstPauseMs = 50;
const mostPauseMs = 5000;
/** Such answers in a row cost nothing: whatever holds is said at the beginning. */
const freeAnswers = 5;
const mostHurry = freeAnswers + 8;

export interface Pace {
  /** Milliseconds to wait after an answer with so many notifications. */
  pauseMs(notifications: number, atMs: number): number;
}

export function createPace(startMs: number): Pace {
  let hurry = 0;
  let lastMs = startMs;
  return {
    pauseMs(notifications, atMs) {
      const perS = (notifications * 1000) / Math.max(1, atMs - lastMs);
      lastMs = atMs;
      const isFlood = notifications >= fullAnswer || perS > mostPerS;
      hurry = isFlood ? Math.min(mostHurry, hurry + 1) : Math.max(0, hurry - 2);
      return hurry <= freeAnswers ? 0 : Math.min(mostPauseMs, firstPauseMs * 2 ** (hurry - freeAnswers));
    },
  };
}
