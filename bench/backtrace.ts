/**
 * `npm run bench:backtrace`: thrown objects traced back to their window, beside the naive ray (where the first pixels look at
 * the wall), on throws of a generator of its own (`throws/generator.ts`). `--throws=N` for each floor (90).
 */
import { parseArgs } from 'node:util';
import { backTrace, naiveOrigin } from '#shared/physics/ballistics/backTrace.ts';
import { heightInterval } from '#shared/physics/ballistics/posterior.ts';
import {
  EXTENT,
  FACADE,
  makeThrow,
  numbers,
  OPENINGS,
  STOREY_M,
  type ThrowCase,
} from './throws/generator.ts';

const FLOORS = [3, 6, 8, 10, 12, 15, 18, 20];
const DISTANCE_M = 20;
const CREDIBLE = 0.9;

interface Tally {
  readonly floor: number;
  judged: number;
  storey: number;
  naive: number;
  opening: number;
  inside: number;
  /** Storeys by tenths of what was said of them, and how often it was so. */
  readonly said: { count: number; sum: number; so: number }[];
  readonly ms: number[];
}

const { values } = parseArgs({ options: { throws: { type: 'string' } } });
const count = Number(values.throws ?? 90);

function measure(floor: number, calibrationDeg: number, cameras: ThrowCase['cameras']): Tally {
  const tally: Tally = {
    floor,
    judged: 0,
    storey: 0,
    naive: 0,
    opening: 0,
    inside: 0,
    said: Array.from({ length: 10 }, () => ({ count: 0, sum: 0, so: 0 })),
    ms: [],
  };
  for (let i = 0; i < count; i++) {
    const asked = { distanceM: DISTANCE_M, calibrationDeg, floor, cameras };
    const { opening, releaseUpM, sightings } = makeThrow(asked, numbers(i * 31 + floor * 7919));
    // Out of the picture: nothing is claimed of it.
    if (!sightings[0] || sightings[0].track.length < 8) continue;
    const startedMs = performance.now();
    const found = backTrace({ facade: FACADE, extent: EXTENT, openings: OPENINGS, sightings });
    tally.ms.push(performance.now() - startedMs);
    tally.judged++;
    const naive = naiveOrigin(FACADE, sightings.slice(0, 1));
    if (String(Math.floor(naive.upM / STOREY_M) + 1) === opening.storey) tally.naive++;
    if (found.storeys[0]?.id === opening.storey) tally.storey++;
    if (found.openings[0]?.id === opening.id) tally.opening++;
    const [low, high] = heightInterval(found.posterior, CREDIBLE);
    if (releaseUpM >= low && releaseUpM <= high) tally.inside++;
    for (const { id, probability } of found.storeys) {
      const bin = tally.said[Math.min(9, Math.floor(probability * 10))];
      if (!bin || probability < 0.01) continue;
      bin.count++;
      bin.sum += probability;
      if (id === opening.storey) bin.so++;
    }
  }
  return tally;
}

const share = (tallies: readonly Tally[], what: 'storey' | 'naive' | 'opening' | 'inside'): number =>
  tallies.reduce((sum, tally) => sum + tally[what], 0) / tallies.reduce((sum, { judged }) => sum + judged, 0);

/** How far what is said is from what is so, weighed by how often it is said. */
function calibrationError(tallies: readonly Tally[]): number {
  const bins = Array.from({ length: 10 }, (_, i) => ({
    count: tallies.reduce((sum, { said }) => sum + (said[i]?.count ?? 0), 0),
    sum: tallies.reduce((sum, { said }) => sum + (said[i]?.sum ?? 0), 0),
    so: tallies.reduce((sum, { said }) => sum + (said[i]?.so ?? 0), 0),
  }));
  const all = bins.reduce((sum, bin) => sum + bin.count, 0);
  return bins.reduce((sum, bin) => sum + Math.abs(bin.sum - bin.so) / all, 0);
}

const round = (value: number): number => Number(value.toFixed(3));
const results = new Map<string, readonly Tally[]>();
for (const [calibrationDeg, cameras] of [
  [0.1, 1],
  [0.5, 1],
  [0.5, 2],
] as const) {
  const tallies = FLOORS.map((floor) => measure(floor, calibrationDeg, cameras));
  results.set(`${calibrationDeg}° ${cameras}`, tallies);
  console.log(
    `calibrated to ${calibrationDeg}°, ${cameras === 1 ? 'one camera' : 'two cameras'}, ${DISTANCE_M} m away`,
  );
  console.table(
    Object.fromEntries(
      tallies.map((tally) => [
        `floor ${tally.floor}`,
        {
          throws: tally.judged,
          'naive storey': round(share([tally], 'naive')),
          storey: round(share([tally], 'storey')),
          window: round(share([tally], 'opening')),
          'in 90 %': round(share([tally], 'inside')),
        },
      ]),
    ),
  );
}
const of = (name: string): readonly Tally[] => results.get(name) ?? [];
const upTo15 = (tallies: readonly Tally[]) => tallies.filter(({ floor }) => floor <= 15);
const high = (tallies: readonly Tally[]) => tallies.filter(({ floor }) => floor >= 10);
const [fine, coarse, both] = [of('0.1° 1'), of('0.5° 1'), of('0.5° 2')];
const single = [...fine, ...coarse];
const ms = single.flatMap((tally) => tally.ms).sort((a, b) => a - b);
const checks: readonly (readonly [name: string, value: number, least: number, most: number])[] = [
  ['storey up to floor 15, 0.1°', share(upTo15(fine), 'storey'), 0.97, 1],
  ['storey up to floor 15, 0.5°', share(upTo15(coarse), 'storey'), 0.85, 1],
  [
    'storey × naive, floors 10–20, 0.1°',
    share(high(fine), 'storey') / share(high(fine), 'naive'),
    1.3,
    Infinity,
  ],
  ['truth in the 90 % interval', share(single, 'inside'), 0.87, 0.93],
  ['expected calibration error', calibrationError(single), 0, 0.03],
  ['median ms', ms[Math.floor(ms.length / 2)] ?? Infinity, 0, 50],
  ['two cameras over one, storey, 0.5°', share(both, 'storey') - share(coarse, 'storey'), 1e-9, 1],
];
let pass = true;
for (const [name, value, least, most] of checks) {
  const met = value >= least && value <= most;
  pass &&= met;
  const target = most === Infinity || most === 1 ? `≥ ${least}` : `${least}–${most}`;
  console.log(
    `RESULT ${JSON.stringify({ name: `backtrace: ${name}`, value: round(value), target, pass: met })}`,
  );
}
process.exitCode = pass ? 0 : 1;
