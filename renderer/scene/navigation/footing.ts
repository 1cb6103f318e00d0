/**
 * Where a walk begins: on a floor with room for a body over it, or outdoors before the building that was chosen; never
 * inside something solid. It feels its way by rays, as walking does. Pure; ENU metres.
 */
import type { Enu, OrientedBox } from '#shared/twin/compound.ts';
import { EYE_M, floorUnder, type Feel } from './walking.ts';

export interface Footing {
  readonly feetEnu: Enu;
  /** Of the look, counter-clockwise from east; null: as one looked before. */
  readonly yawRad: number | null;
}

/** What a walk begins among. */
export interface Surroundings {
  readonly feel: Feel;
  /** The same body lies over this point and under it. */
  isInside(atEnu: Enu): boolean;
}

const HEADROOM_M = 1.9;
/** From the middle of the body to what stands beside it. */
const ELBOWROOM_M = 0.4;
/** One who cannot go so far in any direction stands in a shaft. */
const LEAST_WAY_M = 1;
/** Over what is looked at, and under it where that is a ceiling. */
const DROPS_M = [0.05, -0.3] as const;
const RINGS_M = [1, 2, 3.5, 5, 8, 12, 18, 26] as const;
const BESIDE_M = [10, 7, 14, 5, 18] as const;
const ALONG = [0, 0.25, -0.25, 0.5, -0.5] as const;
/** Ground beside a building lies so near to its foot. */
const SLOPE_M = 1.5;
const AROUND = Array.from({ length: 8 }, (_, i): Enu => {
  const angleRad = (i * Math.PI) / 4;
  return [Math.cos(angleRad), Math.sin(angleRad), 0];
});

function hasRoom({ feel, isInside }: Surroundings, [x, y, z]: Enu): boolean {
  if (feel([x, y, z + 0.1], [0, 0, 1]) < HEADROOM_M - 0.1 || isInside([x, y, z + 1])) return false;
  const waysM = [0.4, 1.35].map((up) => AROUND.map((way) => feel([x, y, z + up], way)));
  return (
    waysM.every((ways) => ways.every((wayM) => wayM > ELBOWROOM_M)) &&
    AROUND.some((_, i) => waysM.every((ways) => (ways[i] ?? 0) > LEAST_WAY_M))
  );
}

/** Before the side of a box that is nearest to the eye, under the open sky, looking at it. */
function before(among: Surroundings, box: OrientedBox, eyeEnu: Enu): Footing | null {
  const [cx, cy, cz] = box.centreEnu;
  const [long, wide, tall] = box.sizeM;
  const footM = cz - tall / 2;
  const sides = [0, 1, 2, 3].map((quarter) => {
    const angleRad = box.yawRad + (quarter * Math.PI) / 2;
    const [outM, sideM] = quarter % 2 === 0 ? [long / 2, wide] : [wide / 2, long];
    const out = [Math.cos(angleRad), Math.sin(angleRad)] as const;
    const facing = out[0] * (eyeEnu[0] - cx) + out[1] * (eyeEnu[1] - cy) - outM;
    return { out, outM, sideM, facing };
  });
  sides.sort((a, b) => b.facing - a.facing);
  for (const { out, outM, sideM } of sides)
    for (const awayM of BESIDE_M)
      for (const share of ALONG) {
        const [x, y] = [
          cx + out[0] * (outM + awayM) - out[1] * sideM * share,
          cy + out[1] * (outM + awayM) + out[0] * sideM * share,
        ];
        // From above all: whatever is met first lies under the open sky.
        const topM = cz + tall / 2 + 100;
        const downM = among.feel([x, y, topM], [0, 0, -1]);
        const z = downM === Infinity ? footM : topM - downM;
        if (Math.abs(z - footM) <= SLOPE_M && hasRoom(among, [x, y, z]))
          return { feetEnu: [x, y, z], yawRad: Math.atan2(-out[1], -out[0]) };
      }
  return null;
}

/** On the floor under what is looked at, or the nearest floor round it that has room. */
function under(among: Surroundings, [x, y, z]: Enu, groundM: number): Footing | null {
  for (const ringM of [0, ...RINGS_M])
    for (const drop of DROPS_M)
      for (const [dx, dy] of ringM === 0 ? [[0, 0, 0] as const] : AROUND) {
        const [atX, atY] = [x + dx * ringM, y + dy * ringM];
        const feetEnu: Enu = [atX, atY, floorUnder(among.feel, [atX, atY, z + drop], groundM)];
        if (hasRoom(among, feetEnu)) return { feetEnu, yawRad: null };
      }
  return null;
}

/** `beside`: a building that was chosen as a whole. */
export function footingFor(
  among: Surroundings,
  look: { readonly eyeEnu: Enu; readonly targetEnu: Enu },
  groundM: number,
  beside: OrientedBox | null,
): Footing {
  const [x, y, z] = look.targetEnu;
  return (
    (beside && before(among, beside, look.eyeEnu)) ??
    under(among, look.targetEnu, groundM) ?? {
      feetEnu: [x, y, floorUnder(among.feel, [x, y, z + EYE_M], groundM)],
      yawRad: null,
    }
  );
}
