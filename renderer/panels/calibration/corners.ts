/** Corners of windows as they would be seen from a pose, and the marks that a person set for them. */
import { projectionOf, rotationMatrix, type Camera } from '#shared/physics/ballistics/camera.ts';
import type { TracedOpening } from '#shared/protocol/throwTrace.ts';
import type { Enu } from '#shared/twin/compound.ts';

export interface Corner {
  readonly id: string;
  readonly opening: TracedOpening;
  /** 0 lower left, 1 lower right, 2 upper right, 3 upper left. */
  readonly nth: 0 | 1 | 2 | 3;
  readonly placeEnu: Enu;
}

export interface Mark {
  readonly xPx: number;
  readonly yPx: number;
}

const NTH = [0, 1, 2, 3] as const;

export const cornersOf = (openings: readonly TracedOpening[]): readonly Corner[] =>
  openings.flatMap((opening) =>
    NTH.flatMap((nth): Corner[] => {
      const placeEnu = opening.cornersEnu[nth];
      return placeEnu ? [{ id: `${opening.id}#${nth}`, opening, nth, placeEnu }] : [];
    }),
  );

export interface SeenCorner extends Mark {
  readonly corner: Corner;
}

/** Those in the picture, from the lowest storey up, from the left. */
export function seenCorners(camera: Camera, corners: readonly Corner[]): readonly SeenCorner[] {
  const { widthPx, heightPx } = camera.lens;
  const project = projectionOf(camera.lens, camera.positionEnu, rotationMatrix(camera.rotation));
  return corners.flatMap((corner) => {
    const at = project(...corner.placeEnu);
    if (!at || at[0] < 0 || at[0] > widthPx || at[1] < 0 || at[1] > heightPx) return [];
    return [{ corner, xPx: at[0], yPx: at[1] }];
  });
}

/** Within reach of a hand, the nearest; null where there is none. */
export function nearest<T extends Mark>(
  all: readonly T[],
  xPx: number,
  yPx: number,
  reachPx: number,
): T | null {
  let best: T | null = null;
  let leastPx = reachPx;
  for (const one of all) {
    const offPx = Math.hypot(one.xPx - xPx, one.yPx - yPx);
    if (offPx <= leastPx) [best, leastPx] = [one, offPx];
  }
  return best;
}
