/**
 * A press so soon after an act is the same press once more: what it meant is done, and meanwhile another alarm may have
 * been chosen for the next, or another button have come under the pointer.
 */
import type { ScreenContext } from '#state/screenContext.ts';

const sameHandMs = 300;
const lastActMs = new WeakMap<ScreenContext, number>();

/** Whether an act that is asked for now is meant; if so it counts as the last one. */
export function isMeant(screen: ScreenContext): boolean {
  const now = performance.now();
  if (now - (lastActMs.get(screen) ?? -Infinity) < sameHandMs) return false;
  lastActMs.set(screen, now);
  return true;
}
