/** Which wall a camera watches, and the openings in it, from boxes that a model or a plan has of them. */
import type { Enu, OrientedBox } from '#shared/twin/compound.ts';
import { projectionOf, rotationMatrix, type Camera } from './camera.ts';
import type { FacadeExtent, Opening } from './openings.ts';
import type { Facade } from './throwModel.ts';
import { PLAIN_PRIORS, type ThrowPriors } from './unknowns.ts';

export interface WallOpening {
  readonly id: string;
  readonly storey: string;
  readonly box: OrientedBox;
}

export interface WatchedFacade {
  readonly facade: Facade;
  readonly extent: FacadeExtent;
  /** Those of the wall, also where the camera does not see them: a throw may begin above its picture. */
  readonly openings: readonly Opening[];
  /** With how deep the openings lie behind the wall's front: balconies stand out, windows lie back. */
  readonly priors: ThrowPriors;
}

const REACH_M = 120;
const SAME_WAY = Math.cos((8 * Math.PI) / 180);
/** From the front of balconies to the windows behind them. */
const DEEP_M = 3;
/** A gap this wide ends the wall. */
const GAP_M = 9;
const MOST_SEEDS = 300;
/** Of the picture, added all round: a pose may be a little off. */
const MARGIN = 0.1;
const ABOVE_M = 6;

interface Face {
  readonly opening: WallOpening;
  /** Out of the wall, towards the camera. */
  readonly normal: readonly [number, number];
  /** Middle of its outer face, ENU. */
  readonly middle: Enu;
  readonly distanceM: number;
  readonly seen: boolean;
}

/** Null where no opening within 120 m is in the picture. */
export function watchedFacade(camera: Camera, openings: readonly WallOpening[]): WatchedFacade | null {
  const faces = facesTowards(camera, openings);
  // The wall that is meant is near: of thousands of windows the nearest begin.
  const seeds = faces
    .filter(({ seen }) => seen)
    .sort((a, b) => a.distanceM - b.distanceM)
    .slice(0, MOST_SEEDS);
  let best: readonly Face[] = [];
  let most = 0;
  for (const seed of seeds) {
    const wall = faces.filter((face) => isBeside(seed, face));
    const weight = nearness(wall);
    if (weight > most) [best, most] = [wall, weight];
  }
  const [first] = best;
  if (!first) return null;
  const [nx, ny] = first.normal;
  // To the right for somebody who looks at the wall.
  const along = [-ny, nx] as const;
  const alongOf = ([x, y]: Enu): number => x * along[0] + y * along[1];
  const wall = unbroken(best, alongOf);
  const offsets = wall.map(({ middle }) => middle[0] * nx + middle[1] * ny).sort((a, b) => b - a);
  // One bay window in twenty is not the front.
  const frontM = offsets[Math.floor(offsets.length / 20)] ?? 0;
  const deepM = Math.min(DEEP_M, frontM - (offsets.at(-1) ?? frontM));
  const placed = wall.map(({ opening, middle }): Opening => {
    const { id, storey, box } = opening;
    const half =
      (box.sizeM[0] / 2) * Math.abs(Math.cos(box.yawRad) * along[0] + Math.sin(box.yawRad) * along[1]);
    const at = alongOf(middle);
    return {
      id,
      storey,
      fromM: at - half,
      toM: at + half,
      sillM: middle[2] - box.sizeM[2] / 2,
      headM: middle[2] + box.sizeM[2] / 2,
    };
  });
  const bottomM = Math.min(...placed.map(({ sillM }) => sillM)) - 1;
  const { outwardM } = PLAIN_PRIORS;
  return {
    facade: { originEnu: [nx * frontM, ny * frontM, 0], alongUnit: [...along, 0], outwardUnit: [nx, ny, 0] },
    extent: {
      fromM: Math.min(...placed.map(({ fromM }) => fromM)) - 1,
      toM: Math.max(...placed.map(({ toM }) => toM)) + 1,
      bottomM,
      topM: Math.max(...placed.map(({ headM }) => headM)) + ABOVE_M,
    },
    openings: placed.toSorted((a, b) => a.sillM - b.sillM || a.fromM - b.fromM),
    priors: {
      ...PLAIN_PRIORS,
      outwardM: {
        mean: outwardM.mean - deepM / 2,
        deviation: Math.hypot(outwardM.deviation, deepM / Math.sqrt(12)),
      },
    },
  };
}

function facesTowards(camera: Camera, openings: readonly WallOpening[]): readonly Face[] {
  const { widthPx, heightPx } = camera.lens;
  const project = projectionOf(camera.lens, camera.positionEnu, rotationMatrix(camera.rotation));
  const within = (value: number, whole: number): boolean =>
    value > -MARGIN * whole && value < (1 + MARGIN) * whole;
  return openings.flatMap((opening): Face[] => {
    const { centreEnu, sizeM, yawRad } = opening.box;
    const [dx, dy] = [camera.positionEnu[0] - centreEnu[0], camera.positionEnu[1] - centreEnu[1]];
    const side = dy * Math.cos(yawRad) - dx * Math.sin(yawRad) >= 0 ? 1 : -1;
    const normal = [-Math.sin(yawRad) * side, Math.cos(yawRad) * side] as const;
    const reach = sizeM[1] / 2;
    const middle: Enu = [centreEnu[0] + normal[0] * reach, centreEnu[1] + normal[1] * reach, centreEnu[2]];
    const distanceM = Math.hypot(...camera.positionEnu.map((value, i) => value - (middle[i] ?? 0)));
    const before =
      (camera.positionEnu[0] - middle[0]) * normal[0] + (camera.positionEnu[1] - middle[1]) * normal[1];
    if (before < 1 || distanceM > REACH_M) return [];
    const at = project(...middle);
    const seen = at !== null && within(at[0], widthPx) && within(at[1], heightPx);
    return [{ opening, normal, middle, distanceM, seen }];
  });
}

/** A near wall is meant rather than one behind or beyond it, however many windows that has. */
function nearness(faces: readonly Face[]): number {
  return faces.reduce((sum, { seen, distanceM }) => sum + (seen ? 1 / distanceM ** 4 : 0), 0);
}

function isBeside(seed: Face, face: Face): boolean {
  const [nx, ny] = seed.normal;
  const offset = (face.middle[0] - seed.middle[0]) * nx + (face.middle[1] - seed.middle[1]) * ny;
  return nx * face.normal[0] + ny * face.normal[1] > SAME_WAY && Math.abs(offset) < DEEP_M;
}

/** The stretch of the wall round what is seen of it. */
function unbroken(wall: readonly Face[], alongOf: (place: Enu) => number): readonly Face[] {
  const sorted = wall.toSorted((a, b) => alongOf(a.middle) - alongOf(b.middle));
  const stretches: Face[][] = [];
  let lastM = -Infinity;
  for (const face of sorted) {
    const at = alongOf(face.middle);
    if (at - lastM > GAP_M) stretches.push([]);
    stretches.at(-1)?.push(face);
    lastM = at;
  }
  return stretches.sort((a, b) => nearness(b) - nearness(a))[0] ?? [];
}
