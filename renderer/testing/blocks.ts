/** Blocks in place of a model: what a body that feels its way by rays meets. ENU metres. */
import type { Enu } from '#shared/twin/compound.ts';

export interface Block {
  readonly min: Enu;
  readonly max: Enu;
}

/** Distance along a ray to the nearest surface of some blocks, from inside too; Infinity where there is none. */
export const among =
  (blocks: readonly Block[]) =>
  (from: Enu, direction: Enu): number => {
    let best = Infinity;
    for (const { min, max } of blocks) {
      let [enter, leave] = [-Infinity, Infinity];
      for (const axis of [0, 1, 2] as const) {
        const way = direction[axis];
        if (Math.abs(way) < 1e-9) {
          if (from[axis] < min[axis] || from[axis] > max[axis]) leave = -Infinity;
          continue;
        }
        const [a, b] = [(min[axis] - from[axis]) / way, (max[axis] - from[axis]) / way];
        enter = Math.max(enter, Math.min(a, b));
        leave = Math.min(leave, Math.max(a, b));
      }
      if (enter > leave || leave < 0) continue;
      best = Math.min(best, enter >= 0 ? enter : leave);
    }
    return best;
  };
