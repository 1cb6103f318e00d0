/**
 * Throws as the fit does not imagine them: the drag changes as the object tumbles, spin bends its path, the wind grows with
 * height and gusts, some slide over the sill first; cameras stand a little elsewhere than their calibration says, lose sight and
 * see what is not there. Own physics in steps of a millisecond, own projection: nothing of what is measured is used.
 */
import type { Camera } from '#shared/physics/ballistics/camera.ts';
import type { Opening } from '#shared/physics/ballistics/openings.ts';
import type { Sighting, TrackPoint } from '#shared/physics/ballistics/throwModel.ts';

export const STOREY_M = 3;
export const STOREYS = 20;
const BAYS = 6;
const BAY_M = 4;
export const EXTENT = { fromM: 0, toM: BAYS * BAY_M, bottomM: 0, topM: STOREYS * STOREY_M + 2 };
/** Along x, facing −y. */
export const FACADE = { originEnu: [0, 0, 0], alongUnit: [1, 0, 0], outwardUnit: [0, -1, 0] } as const;
export const OPENINGS: readonly Opening[] = Array.from({ length: STOREYS * BAYS }, (_, i) => {
  const [floor, bay] = [Math.floor(i / BAYS), i % BAYS];
  return {
    id: `${floor + 1}-${bay + 1}`,
    storey: String(floor + 1),
    fromM: bay * BAY_M + 1.2,
    toM: bay * BAY_M + 2.8,
    sillM: floor * STOREY_M + 0.9,
    headM: floor * STOREY_M + 2.4,
  };
});

export interface ThrowCase {
  readonly distanceM: number;
  /** Standard deviation of each angle of the calibration, degrees; of each coordinate a centimetre for each tenth. */
  readonly calibrationDeg: number;
  readonly floor: number;
  readonly cameras: 1 | 2;
}

export interface Thrown {
  readonly opening: Opening;
  /** Above the ground, metres. */
  readonly releaseUpM: number;
  readonly sightings: readonly Sighting[];
}

export type Random = () => number;
/** Mulberry32: the same row of numbers for a seed. */
export function numbers(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const WIDTH_PX = 1440;
const HEIGHT_PX = 2560;
const FPS = 25;
const NOISE_PX = 1.5;
const STRAYS = 0.2;

export function makeThrow(asked: ThrowCase, random: Random): Thrown {
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const between = (low: number, high: number): number => low + (high - low) * random();
  const bay = Math.floor(random() * BAYS);
  const opening = OPENINGS[(asked.floor - 1) * BAYS + bay];
  if (!opening) throw new RangeError('No such floor.');
  const path = flightFrom(
    [
      between(opening.fromM + 0.1, opening.toM - 0.1),
      -between(0.1, 0.6),
      between(opening.sillM + 0.1, opening.headM - 0.3),
    ],
    normal,
    random,
  );
  const unseenS = between(0, 0.5);
  const sightings = Array.from({ length: asked.cameras }, (_, i): Sighting => {
    const aimed = aim(
      (opening.fromM + opening.toM) / 2 + between(-5, 5),
      asked.distanceM * (i === 0 ? 1 : between(0.9, 1.3)),
      between(1.5, 4),
    );
    const deviations = [1, 1, 1].map(() => asked.calibrationDeg * 0.1);
    const turns = [1, 1, 1].map(() => (asked.calibrationDeg * Math.PI) / 180);
    const there = misplaced(
      aimed,
      [...deviations, ...turns].map((deviation) => deviation * normal()),
    );
    const clock = i === 0 ? 0 : 0.05 * normal();
    return {
      camera: aimed.camera,
      poseCovariance: Array.from({ length: 36 }, (_, k) =>
        k % 7 === 0 ? ([...deviations, ...turns][k / 7] ?? 0) ** 2 : 0,
      ),
      noisePx: NOISE_PX,
      clockS: i === 0 ? 0 : 0.1,
      track: seen(path, there, unseenS, clock, normal, random),
    };
  });
  return { opening, releaseUpM: path[0]?.[2] ?? 0, sightings };
}

type Vector = readonly [number, number, number];

/** Places each millisecond until the ground. */
function flightFrom(start: Vector, normal: () => number, random: Random): readonly Vector[] {
  const between = (low: number, high: number): number => low + (high - low) * random();
  const kind = random();
  // Dropped, tossed, thrown hard.
  const [out, along, up] =
    kind < 0.4
      ? [Math.abs(normal()) * 0.4, normal() * 0.2, normal() * 0.2]
      : kind < 0.85
        ? [between(0.5, 3), normal() * 0.8, normal() * 0.8]
        : [between(2.5, 5), normal() * 1.5, between(-1.5, 2.5)];
  const drag = Math.exp(between(Math.log(0.002), Math.log(0.06)));
  const [tumble, phase, depth] = [between(3, 20), between(0, 6.3), between(0, 0.4)];
  const magnus = normal() * 0.15;
  const [windAlong, windOut] = [normal() * 1.2, normal() * 0.8];
  const [gust, gustPhase] = [between(0.3, 1.2), between(0, 6.3)];
  const slideS = random() < 0.25 ? between(0.1, 0.3) : 0;
  let [x, y, z] = start;
  let [vx, vy, vz] = slideS > 0 ? [along * 0.3, -Math.max(0.4, out * 0.3), 0] : [along, -out, up];
  const path: Vector[] = [];
  const dt = 1e-3;
  for (let t = 0; z > 0 && t < 20; t += dt) {
    path.push([x, y, z]);
    x += vx * dt;
    y += vy * dt;
    z += vz * dt;
    if (t < slideS) continue;
    const breeze = Math.max(0.2, z / 20) ** 0.25 * (1 + 0.4 * Math.sin(2 * Math.PI * gust * t + gustPhase));
    const [rx, ry, rz] = [vx - windAlong * breeze, vy + windOut * breeze, vz];
    const speed = Math.hypot(rx, ry, rz);
    const k = drag * (1 + depth * Math.sin(tumble * t + phase));
    // Lift at right angles to the way, in the plane of fall and wall.
    const lift = magnus * drag * speed;
    vx += (-k * speed * rx - lift * rz) * dt;
    vy += -k * speed * ry * dt;
    vz += (-k * speed * rz - 9.81 + lift * rx) * dt;
  }
  return path;
}

interface Aimed {
  readonly camera: Camera;
  /** From ENU to x right, y down, z forward; rows. */
  readonly rows: readonly [Vector, Vector, Vector];
}

/** Before the wall, looking at its middle height, level. */
function aim(alongM: number, distanceM: number, heightM: number): Aimed {
  const tilt = Math.atan2(STOREYS * STOREY_M * 0.36, distanceM);
  const rows: [Vector, Vector, Vector] = [
    [1, 0, 0],
    [0, Math.sin(tilt), -Math.cos(tilt)],
    [0, Math.cos(tilt), Math.sin(tilt)],
  ];
  const focal = HEIGHT_PX / 2 / Math.tan((38 * Math.PI) / 180);
  return {
    rows,
    camera: {
      positionEnu: [alongM, -distanceM, heightM],
      // A turn about x alone.
      rotation: [Math.PI / 2 - tilt, 0, 0],
      lens: {
        widthPx: WIDTH_PX,
        heightPx: HEIGHT_PX,
        fx: focal,
        fy: focal,
        cx: WIDTH_PX / 2,
        cy: HEIGHT_PX / 2,
        distortion: [0, 0, 0, 0, 0],
      },
    },
  };
}

interface Standing {
  readonly camera: Camera;
  readonly at: Vector;
  readonly rows: readonly [Vector, Vector, Vector];
}

/** Where it really stands: moved by metres in ENU, turned by radians about its own axes. */
function misplaced(
  { camera, rows }: Aimed,
  [dx = 0, dy = 0, dz = 0, rx = 0, ry = 0, rz = 0]: readonly number[],
): Standing {
  const [x, y, z] = camera.positionEnu;
  const combine = (a: number, b: number, c: number): Vector => [
    rows[0][0] * a + rows[1][0] * b + rows[2][0] * c,
    rows[0][1] * a + rows[1][1] * b + rows[2][1] * c,
    rows[0][2] * a + rows[1][2] * b + rows[2][2] * c,
  ];
  const angle = Math.hypot(rx, ry, rz);
  const s = angle > 1e-9 ? Math.sin(angle) / angle : 1;
  const c = angle > 1e-9 ? (1 - Math.cos(angle)) / (angle * angle) : 0.5;
  const cos = Math.cos(angle);
  return {
    camera,
    at: [x + dx, y + dy, z + dz],
    rows: [
      combine(cos + c * rx * rx, c * rx * ry - s * rz, c * rx * rz + s * ry),
      combine(c * rx * ry + s * rz, cos + c * ry * ry, c * ry * rz - s * rx),
      combine(c * rx * rz - s * ry, c * ry * rz + s * rx, cos + c * rz * rz),
    ],
  };
}

function seen(
  path: readonly Vector[],
  { camera, at, rows }: Standing,
  unseenS: number,
  clockS: number,
  normal: () => number,
  random: Random,
): TrackPoint[] {
  const { fx, cx, cy } = camera.lens;
  const found: TrackPoint[] = [];
  const hidden = random() < 0.3 ? { from: random() * 0.6 + 0.1, share: 0.3 } : null;
  const lastS = path.length / 1000;
  for (let t = unseenS; t < lastS; t += 1 / FPS) {
    const place = path[Math.floor(t * 1000)];
    if (!place) break;
    const way: Vector = [place[0] - at[0], place[1] - at[1], place[2] - at[2]];
    const [right, down, ahead] = rows.map((row) => row[0] * way[0] + row[1] * way[1] + row[2] * way[2]);
    const xPx = ((right ?? 0) / (ahead ?? 1)) * fx + cx;
    const yPx = ((down ?? 0) / (ahead ?? 1)) * fx + cy;
    if ((ahead ?? 0) <= 0 || xPx < 0 || xPx > WIDTH_PX || yPx < 0 || yPx > HEIGHT_PX) continue;
    const share = (t - unseenS) / (lastS - unseenS);
    if (hidden && share > hidden.from && share < hidden.from + hidden.share) continue;
    const stray = random() < STRAYS;
    found.push({
      timeS: t - unseenS + clockS,
      xPx: xPx + (stray ? (random() - 0.5) * 160 : NOISE_PX * normal()),
      yPx: yPx + (stray ? (random() - 0.5) * 160 : NOISE_PX * normal()),
    });
  }
  return found;
}
