/**
 * Cutting planes and the box made of six of them: what they take away, and where a ray enters and leaves what they
 * leave. What is kept lies behind every plane, so it is convex. Pure; ENU metres.
 */
import type { Enu, OrientedBox } from '#shared/twin/compound.ts';

/** Keeps the points p with `normalEnu · p ≤ offsetM`; the normal has length 1. */
export interface CutPlane {
  readonly normalEnu: Enu;
  readonly offsetM: number;
}

/** As many as the card is told of. */
export const MOST_PLANES = 6;

const dot = (a: Enu, b: Enu) => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];

/** East, north and up of the box's own frame, each with its opposite. */
export function planesOfBox({ centreEnu, sizeM, yawRad }: OrientedBox): readonly CutPlane[] {
  const [cos, sin] = [Math.cos(yawRad), Math.sin(yawRad)];
  const axes: readonly Enu[] = [
    [cos, sin, 0],
    [-sin, cos, 0],
    [0, 0, 1],
  ];
  return axes.flatMap((axis, i): CutPlane[] => {
    const middle = dot(axis, centreEnu);
    const half = (sizeM[i] ?? 0) / 2;
    return [
      { normalEnu: axis, offsetM: middle + half },
      { normalEnu: [-axis[0], -axis[1], -axis[2]], offsetM: half - middle },
    ];
  });
}

export function isCutAway(planes: readonly CutPlane[], pointEnu: Enu): boolean {
  return planes.some(({ normalEnu, offsetM }) => dot(normalEnu, pointEnu) > offsetM);
}

/** From where to where the ray runs in what is left; null where it misses it. `direction` has length 1. */
export function spanIn(
  planes: readonly CutPlane[],
  fromEnu: Enu,
  direction: Enu,
): { readonly enterM: number; readonly leaveM: number } | null {
  let enterM = 0;
  let leaveM = Infinity;
  for (const { normalEnu, offsetM } of planes) {
    const along = dot(normalEnu, direction);
    const away = dot(normalEnu, fromEnu) - offsetM;
    if (Math.abs(along) < 1e-12) {
      if (away > 0) return null;
    } else if (along < 0) enterM = Math.max(enterM, -away / along);
    else leaveM = Math.min(leaveM, -away / along);
  }
  return enterM <= leaveM ? { enterM, leaveM } : null;
}

/** Faces are counted as `planesOfBox` gives them. The opposite face stays where it is. */
export function moveFace(box: OrientedBox, face: number, byM: number): OrientedBox {
  const plane = planesOfBox(box)[face];
  const axis = Math.floor(face / 2);
  const size = box.sizeM[axis];
  if (!plane || size === undefined) return box;
  const grown = Math.max(LEAST_M, size + byM);
  const shift = (grown - size) / 2;
  const at = (i: 0 | 1 | 2) => box.centreEnu[i] + plane.normalEnu[i] * shift;
  const sized = (i: 0 | 1 | 2) => (i === axis ? grown : box.sizeM[i]);
  return { ...box, centreEnu: [at(0), at(1), at(2)], sizeM: [sized(0), sized(1), sized(2)] };
}

const LEAST_M = 0.1;

export function flipPlane({ normalEnu: [x, y, z], offsetM }: CutPlane): CutPlane {
  return { normalEnu: [-x, -y, -z], offsetM: -offsetM };
}

/** From where to where a box reaches along a direction of length 1: offsets of the planes that touch it, metres. */
export function spanOfBox(direction: Enu, box: OrientedBox): readonly [number, number] {
  const [dx, dy, dz] = direction;
  const [cos, sin] = [Math.cos(box.yawRad), Math.sin(box.yawRad)];
  const middle = dx * box.centreEnu[0] + dy * box.centreEnu[1] + dz * box.centreEnu[2];
  const reachM =
    (Math.abs(dx * cos + dy * sin) * box.sizeM[0] +
      Math.abs(dy * cos - dx * sin) * box.sizeM[1] +
      Math.abs(dz) * box.sizeM[2]) /
    2;
  return [middle - reachM, middle + reachM];
}
