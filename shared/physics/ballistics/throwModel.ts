/**
 * How well a guess of what is unknown of a throw agrees with the tracks and with what is known beforehand: the normal
 * equations of a robust fit, with cameras that may stand a little differently than they were calibrated.
 */
import type { Enu } from '#shared/twin/compound.ts';
import { composed, projectionOf, rotationMatrix, type Camera, type Projection } from './camera.ts';
import { covarianceRoot } from './covarianceRoot.ts';
import { fly } from './flight.ts';
import { PER_CAMERA, UNKNOWN, type Belief, type ThrowPriors } from './unknowns.ts';

/** A vertical wall. `alongUnit` and `outwardUnit` are horizontal, of length one and at right angles; s runs along it, z up. */
export interface Facade {
  readonly originEnu: Enu;
  readonly alongUnit: Enu;
  readonly outwardUnit: Enu;
}

export interface TrackPoint {
  /** Since an instant that is the same for all cameras, as far as their clocks agree. */
  readonly timeS: number;
  readonly xPx: number;
  readonly yPx: number;
}

export interface Sighting {
  readonly camera: Camera;
  /** Of the pose, [6, 6] row-major: ENU metres, then radians about the camera's axes. */
  readonly poseCovariance: readonly number[];
  /** Standard deviation of a place in the picture. */
  readonly noisePx: number;
  /** Of its clock against the first camera's, standard deviation, seconds; the first one's is 0. */
  readonly clockS: number;
  readonly track: readonly TrackPoint[];
}

export interface NormalEquations {
  /** Negative log posterior, up to a constant. */
  readonly cost: number;
  /** [n, n] row-major, its upper half: curvature of the cost. */
  readonly curvature: Float64Array;
  readonly gradient: Float64Array;
}

/** Strays lie anywhere in a square of so many standard deviations. */
const STRAY_SQUARE = 60;
/** Of each unknown, for its derivative by difference. */
const STEP = 1e-3;
const MOTION = [
  UNKNOWN.speedAlong,
  UNKNOWN.speedOut,
  UNKNOWN.speedUp,
  UNKNOWN.logDrag,
  UNKNOWN.windAlong,
  UNKNOWN.windOut,
] as const;

export interface Residual {
  readonly camera: number;
  readonly timeS: number;
  readonly xPx: number;
  readonly yPx: number;
  /** What it is measured by: the standard deviation of a coordinate. */
  readonly noisePx: number;
  /** Probability that the point is of this flight. */
  readonly belongs: number;
}

export interface ThrowModel {
  readonly size: number;
  readonly start: Float64Array;
  /** @param wider Noise of the pictures, as a multiple of what is given. */
  cost(unknowns: Float64Array, wider: number): number;
  equations(unknowns: Float64Array, wider: number): NormalEquations;
  residuals(unknowns: Float64Array, wider: number): readonly Residual[];
  /** Of the release, ENU. */
  placeOf(unknowns: Float64Array): Enu;
}

export function createThrowModel(
  facade: Facade,
  sightings: readonly Sighting[],
  priors: ThrowPriors,
): ThrowModel {
  const size = UNKNOWN.cameras + sightings.length * PER_CAMERA;
  const [ax, ay] = facade.alongUnit;
  const [ox, oy] = facade.outwardUnit;
  const beliefs: (Belief | null)[] = [
    null,
    priors.outwardM,
    null,
    priors.speedAlong,
    priors.speedOut,
    priors.speedUp,
    priors.logDrag,
    priors.logDelay,
    priors.windAlong ?? priors.wind,
    priors.windOut ?? priors.wind,
    ...sightings.flatMap(({ clockS }): Belief[] => [
      ...Array.from({ length: 6 }, () => ({ mean: 0, deviation: 1 })),
      { mean: 0, deviation: Math.max(1e-4, clockS) },
    ]),
  ];
  const start = Float64Array.from(beliefs, (belief) => belief?.mean ?? 0);
  const roots = sightings.map(({ poseCovariance }) => covarianceRoot(poseCovariance, 6));
  const bases = sightings.map(({ camera }) => rotationMatrix(camera.rotation));
  const at = (unknowns: Float64Array, i: number): number => unknowns[i] ?? 0;

  const placeOf = (u: Float64Array): Enu => {
    const [s, d, z] = [at(u, UNKNOWN.alongM), at(u, UNKNOWN.outwardM), at(u, UNKNOWN.upM)];
    const [x, y, height] = facade.originEnu;
    return [x + s * ax + d * ox, y + s * ay + d * oy, height + z];
  };
  const horizontal = (along: number, out: number): readonly [number, number] => [
    along * ax + out * ox,
    along * ay + out * oy,
  ];
  const flightOf = (u: Float64Array, camera: number): Float64Array => {
    const delay = Math.exp(at(u, UNKNOWN.logDelay)) + at(u, UNKNOWN.cameras + camera * PER_CAMERA + 6);
    const [vx, vy] = horizontal(at(u, UNKNOWN.speedAlong), at(u, UNKNOWN.speedOut));
    const [wx, wy] = horizontal(at(u, UNKNOWN.windAlong), at(u, UNKNOWN.windOut));
    const track = sightings[camera]?.track ?? [];
    return fly(
      {
        releaseEnu: placeOf(u),
        velocity: [vx, vy, at(u, UNKNOWN.speedUp)],
        dragPerM: Math.exp(at(u, UNKNOWN.logDrag)),
        wind: [wx, wy, 0],
      },
      Float64Array.from(track, ({ timeS }) => Math.max(0, timeS + delay)),
    );
  };
  const projectionAt = (u: Float64Array, camera: number): Projection => {
    const sighting = sightings[camera];
    const root = roots[camera];
    if (!sighting || !root) throw new RangeError('No such camera.');
    const shift = Array.from({ length: 6 }, (_, row) => {
      let sum = 0;
      for (let k = 0; k <= row; k++)
        sum += (root[row * 6 + k] ?? 0) * at(u, UNKNOWN.cameras + camera * PER_CAMERA + k);
      return sum;
    });
    const [dx = 0, dy = 0, dz = 0, rx = 0, ry = 0, rz = 0] = shift;
    const [x, y, z] = sighting.camera.positionEnu;
    const turn = composed(rotationMatrix([rx, ry, rz]), bases[camera] ?? []);
    return projectionOf(sighting.camera.lens, [x + dx, y + dy, z + dz], turn);
  };
  /** Logarithm of how likely a point is, and how likely it is of the flight. */
  const judge = (squared: number): { readonly cost: number; readonly belongs: number } => {
    const own = (1 - priors.strayShare) * Math.exp(-squared / 2);
    const stray = (priors.strayShare * 2 * Math.PI) / STRAY_SQUARE ** 2;
    return { cost: -Math.log(own + stray), belongs: own / (own + stray) };
  };
  const priorCost = (u: Float64Array): number =>
    beliefs.reduce(
      (sum, belief, i) => sum + (belief ? ((at(u, i) - belief.mean) / belief.deviation) ** 2 / 2 : 0),
      0,
    );

  function* pointsOf(u: Float64Array, wider: number) {
    for (const [camera, { track, noisePx }] of sightings.entries()) {
      const places = flightOf(u, camera);
      const project = projectionAt(u, camera);
      const noise = noisePx * wider;
      for (const [i, { xPx, yPx, timeS }] of track.entries()) {
        const [x = 0, y = 0, z = 0] = places.subarray(i * 6, i * 6 + 3);
        const seen = project(x, y, z);
        const [ex, ey] = seen ? [xPx - seen[0], yPx - seen[1]] : [Infinity, Infinity];
        yield { camera, i, timeS, ex, ey, noise, ...judge((ex * ex + ey * ey) / (noise * noise)) };
      }
    }
  }

  return {
    size,
    start,
    placeOf,
    cost(u, wider) {
      let sum = priorCost(u);
      for (const { cost } of pointsOf(u, wider)) sum += cost;
      return sum;
    },
    residuals: (u, wider) =>
      Array.from(pointsOf(u, wider), ({ camera, timeS, ex, ey, noise, belongs }) => ({
        camera,
        timeS,
        xPx: ex,
        yPx: ey,
        noisePx: noise,
        belongs,
      })),
    equations(u, wider) {
      const curvature = new Float64Array(size * size);
      const gradient = new Float64Array(size);
      let cost = priorCost(u);
      for (const [i, belief] of beliefs.entries()) {
        if (!belief) continue;
        const precision = 1 / belief.deviation ** 2;
        curvature[i * size + i] = precision;
        gradient[i] = precision * (at(u, i) - belief.mean);
      }
      const row = new Float64Array(size * 2);
      for (const [camera, { track, noisePx }] of sightings.entries()) {
        const noise = noisePx * wider;
        const places = flightOf(u, camera);
        const project = projectionAt(u, camera);
        const moved = MOTION.map((which) => {
          const other = u.slice();
          other[which] = at(u, which) + STEP;
          return flightOf(other, camera);
        });
        const first = UNKNOWN.cameras + camera * PER_CAMERA;
        const turned = Array.from({ length: 6 }, (_, k) => {
          const other = u.slice();
          other[first + k] = at(u, first + k) + STEP;
          return projectionAt(other, camera);
        });
        const delay = Math.exp(at(u, UNKNOWN.logDelay));
        // Ascending: what belongs to no camera comes first.
        const used = [
          ...Array.from({ length: UNKNOWN.cameras }, (_, k) => k),
          ...Array.from({ length: PER_CAMERA }, (_, k) => first + k),
        ];
        for (const [i, { xPx, yPx }] of track.entries()) {
          const [x = 0, y = 0, z = 0, vx = 0, vy = 0, vz = 0] = places.subarray(i * 6, i * 6 + 6);
          const seen = project(x, y, z);
          if (!seen) {
            cost += judge(Infinity).cost;
            continue;
          }
          const [ex, ey] = [(xPx - seen[0]) / noise, (yPx - seen[1]) / noise];
          const { cost: own, belongs } = judge(ex * ex + ey * ey);
          cost += own;
          if (belongs < 1e-4) continue;
          const by = [project(x + STEP, y, z), project(x, y + STEP, z), project(x, y, z + STEP)].map(
            (there) =>
              there
                ? ([(there[0] - seen[0]) / STEP / noise, (there[1] - seen[1]) / STEP / noise] as const)
                : ([0, 0] as const),
          );
          const [bx = [0, 0], bv = [0, 0], bz = [0, 0]] = by;
          const put = (which: number, dx: number, dy: number, dz: number): void => {
            row[which * 2] = bx[0] * dx + bv[0] * dy + bz[0] * dz;
            row[which * 2 + 1] = bx[1] * dx + bv[1] * dy + bz[1] * dz;
          };
          put(UNKNOWN.alongM, ax, ay, 0);
          put(UNKNOWN.outwardM, ox, oy, 0);
          put(UNKNOWN.upM, 0, 0, 1);
          for (const [m, which] of MOTION.entries()) {
            const other = moved[m] ?? places;
            put(
              which,
              ((other[i * 6] ?? 0) - x) / STEP,
              ((other[i * 6 + 1] ?? 0) - y) / STEP,
              ((other[i * 6 + 2] ?? 0) - z) / STEP,
            );
          }
          put(UNKNOWN.logDelay, vx * delay, vy * delay, vz * delay);
          put(first + 6, vx, vy, vz);
          for (const [k, other] of turned.entries()) {
            const there = other(x, y, z) ?? seen;
            row[(first + k) * 2] = (there[0] - seen[0]) / STEP / noise;
            row[(first + k) * 2 + 1] = (there[1] - seen[1]) / STEP / noise;
          }
          for (let k = 0; k < used.length; k++) {
            const a = used[k] ?? 0;
            const rx = (row[a * 2] ?? 0) * belongs;
            const ry = (row[a * 2 + 1] ?? 0) * belongs;
            gradient[a] = (gradient[a] ?? 0) - rx * ex - ry * ey;
            for (let l = k; l < used.length; l++) {
              const b = used[l] ?? 0;
              curvature[a * size + b] =
                (curvature[a * size + b] ?? 0) + rx * (row[b * 2] ?? 0) + ry * (row[b * 2 + 1] ?? 0);
            }
          }
        }
      }
      return { cost, curvature, gradient };
    },
  };
}
