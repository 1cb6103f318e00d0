/**
 * Walking on floors: a body of 1.6 m to the eye that slides along walls, climbs what is no higher than a step, and falls
 * where nothing carries it. It feels its way by rays. Pure; ENU metres.
 */
import type { Enu } from '#shared/twin/compound.ts';

export const EYE_M = 1.6;
const RADIUS_M = 0.28;
/** What is climbed without a jump. */
const STEP_M = 0.35;
const WALK_M_PER_S = 2.2;
const GRAVITY_M_PER_S2 = 9.81;
/** So fast the eye follows a step up. */
const CLIMB_M_PER_S = 2.5;
const LONGEST_STEP_S = 0.1;
/** Heights over the feet at which a wall is felt: over what is climbed, and at the chest. */
const FELT_M = [STEP_M + 0.05, 1.35] as const;

export interface Walker {
  /** Where the feet stand. */
  readonly feetEnu: Enu;
  /** Of the look, counter-clockwise from east. */
  readonly yawRad: number;
  readonly pitchRad: number;
  /** Downwards. */
  readonly fallMPerS: number;
}

/** Distance to what is in the way; Infinity where nothing is. `direction` has length 1. */
export type Feel = (fromEnu: Enu, direction: Enu) => number;

/** Height of what carries a point that is looked for from above; the compound's ground where no model does. */
export function floorUnder(feel: Feel, [x, y, z]: Enu, groundM: number): number {
  const downM = feel([x, y, z], [0, 0, -1]);
  const floorM = z - downM;
  return z < groundM ? floorM : Math.max(floorM, groundM);
}

function isFree(feel: Feel, [x, y, z]: Enu, dx: number, dy: number): boolean {
  const wayM = Math.hypot(dx, dy);
  if (wayM === 0) return true;
  const direction: Enu = [dx / wayM, dy / wayM, 0];
  return FELT_M.every((up) => feel([x, y, z + up], direction) > wayM + RADIUS_M);
}

/** `forward` and `right`: −1…1. */
export function walkStep(
  walker: Walker,
  wish: { readonly forward: number; readonly right: number },
  seconds: number,
  feel: Feel,
  groundM: number,
): Walker {
  const dt = Math.min(seconds, LONGEST_STEP_S);
  const { yawRad, feetEnu } = walker;
  const length = Math.max(1, Math.hypot(wish.forward, wish.right));
  const reachM = (WALK_M_PER_S * dt) / length;
  const dx = (Math.cos(yawRad) * wish.forward + Math.sin(yawRad) * wish.right) * reachM;
  const dy = (Math.sin(yawRad) * wish.forward - Math.cos(yawRad) * wish.right) * reachM;
  let [x, y, z] = feetEnu;
  // Straight on, or along the wall that is in the way.
  const ways: readonly (readonly [number, number])[] = [
    [dx, dy],
    [dx, 0],
    [0, dy],
  ];
  for (const [wayX, wayY] of ways) {
    if ((wayX === 0 && wayY === 0) || !isFree(feel, [x, y, z], wayX, wayY)) continue;
    const floorM = floorUnder(feel, [x + wayX, y + wayY, z + EYE_M], groundM);
    if (floorM - z > STEP_M) continue;
    x += wayX;
    y += wayY;
    break;
  }
  const floorM = floorUnder(feel, [x, y, z + EYE_M], groundM);
  if (z < floorM)
    return { ...walker, feetEnu: [x, y, Math.min(floorM, z + CLIMB_M_PER_S * dt)], fallMPerS: 0 };
  // Down a stair as one walks, not as one falls.
  if (z - floorM <= STEP_M && walker.fallMPerS === 0)
    return { ...walker, feetEnu: [x, y, Math.max(floorM, z - CLIMB_M_PER_S * dt)] };
  const fallMPerS = walker.fallMPerS + GRAVITY_M_PER_S2 * dt;
  z -= fallMPerS * dt;
  return z <= floorM
    ? { ...walker, feetEnu: [x, y, floorM], fallMPerS: 0 }
    : { ...walker, feetEnu: [x, y, z], fallMPerS };
}

/** The eye, and a point before it. */
export function lookOf({ feetEnu: [x, y, z], yawRad, pitchRad }: Walker): {
  readonly eyeEnu: Enu;
  readonly targetEnu: Enu;
} {
  const flat = Math.cos(pitchRad) * 3;
  const eyeEnu: Enu = [x, y, z + EYE_M];
  return {
    eyeEnu,
    targetEnu: [x + Math.cos(yawRad) * flat, y + Math.sin(yawRad) * flat, eyeEnu[2] + Math.sin(pitchRad) * 3],
  };
}
