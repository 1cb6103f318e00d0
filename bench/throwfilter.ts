/**
 * `npm run bench:throwfilter`: what a façade camera takes for a throw (birds, leaves, quilts, rain, snow, insects; `throws/mistaken.ts`) and
 * throws (`throws/generator.ts`, a fifth of their points strays), judged by their tracks; beside it the usual rule that a track which goes
 * down far enough is a throw. Real tracks of thrown objects are added where they are at hand. `--tracks=N` of each kind (400).
 */
import { existsSync, readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { throwTrackOf, type ThrowTrack } from '#shared/incidents/throwTrack.ts';
import { judgeTrack, type Mistaken } from '#shared/physics/trackFilter/judgeTrack.ts';
import { trackOnFacade } from '#shared/physics/trackFilter/onFacade.ts';
import { FACADE, makeThrow, numbers } from './throws/generator.ts';
import { FACADE_M, FOCAL_PX, makeMistaken } from './throws/mistaken.ts';

const { values } = parseArgs({ options: { tracks: { type: 'string' } } });
const count = Number(values.tracks ?? 400);
const KINDS: readonly Mistaken[] = ['bird', 'leaf', 'quilt', 'rain', 'snow', 'insect'];
const FLOORS = [3, 5, 8, 11, 14, 17];
const PIXELS_PER_METRE = FOCAL_PX / FACADE_M;
/** Real tracks: not of this project, beside it. */
const REAL = '../shared/data/video/falling_tracks_sets1-3.json';

/** What goes down by a twentieth of the picture is a throw. */
const goesDown = ({ points, heightPx }: ThrowTrack): boolean =>
  (points.at(-1)?.yPx ?? 0) - (points[0]?.yPx ?? 0) > heightPx / 20;

interface Tally {
  tracks: number;
  throw: number;
  /** Called one by the usual rule. */
  readonly plain: number;
  readonly as: Record<string, number>;
}

function judged(
  tracks: readonly ThrowTrack[],
  pixelsPerMetre: number | null,
  seen: readonly ThrowTrack[] = tracks,
): Tally {
  const plain = seen.filter(goesDown).length;
  const tally: Tally = { tracks: 0, throw: 0, plain, as: {} };
  for (const track of tracks) {
    const verdict = judgeTrack(track, pixelsPerMetre);
    tally.tracks++;
    if (verdict.kind !== 'mistaken') tally.throw++;
    else tally.as[verdict.as] = (tally.as[verdict.as] ?? 0) + 1;
  }
  return tally;
}

const thrown = FLOORS.flatMap((floor) =>
  Array.from({ length: Math.ceil(count / FLOORS.length) }, (_, i) => {
    const asked = { distanceM: FACADE_M, calibrationDeg: 0.1, floor, cameras: 1 } as const;
    const [sighting] = makeThrow(asked, numbers(i * 37 + floor * 6121)).sightings;
    if (!sighting || sighting.track.length < 8) return [];
    const { widthPx, heightPx } = sighting.camera.lens;
    const track = { widthPx, heightPx, noisePx: sighting.noisePx, points: sighting.track, dropped: 0 };
    return [{ track, onWall: trackOnFacade(track, sighting.camera, FACADE) }];
  }).flat(),
);
const tallies = new Map<string, Tally>([
  [
    'throw',
    judged(
      thrown.map(({ onWall }) => onWall),
      1,
      thrown.map(({ track }) => track),
    ),
  ],
]);
for (const [k, kind] of KINDS.entries())
  tallies.set(
    kind,
    judged(
      Array.from({ length: count }, (_, i) => makeMistaken(kind, numbers(i * 53 + k * 104_729))),
      PIXELS_PER_METRE,
    ),
  );
if (existsSync(REAL)) tallies.set('throw, real', judged(realTracks(), null));

/** Boxes of an event camera; their times are not seconds, so that shape alone is judged. */
function realTracks(): readonly ThrowTrack[] {
  const sets = JSON.parse(readFileSync(REAL, 'utf8')) as readonly {
    readonly pts: readonly (readonly number[])[];
  }[];
  return sets.flatMap(({ pts }) => {
    const points = pts.map(([s = 0, ...box]) => ({ s: s - (pts[0]?.[0] ?? 0), box }));
    return throwTrackOf({ pixels: { widthPx: 346, heightPx: 346, points } }) ?? [];
  });
}

const round = (value: number): number => Number(value.toFixed(3));
console.table(
  Object.fromEntries(
    [...tallies].map(([kind, { tracks, throw: kept, plain, as }]) => [
      kind,
      { tracks, 'called a throw': round(kept / tracks), 'goes down': round(plain / tracks), ...as },
    ]),
  ),
);
const share = (kinds: readonly string[], what: 'throw' | 'plain'): number => {
  const all = kinds.flatMap((kind) => tallies.get(kind) ?? []);
  return all.reduce((sum, one) => sum + one[what], 0) / all.reduce((sum, { tracks }) => sum + tracks, 0);
};
const checks: readonly (readonly [name: string, value: number, least: number, most: number])[] = [
  ['throws kept', share(['throw'], 'throw'), 0.95, 1],
  ...(tallies.has('throw, real')
    ? ([['real throws kept', share(['throw, real'], 'throw'), 0.95, 1]] as const)
    : []),
  ['others called a throw', share(KINDS, 'throw'), 0, 0.02],
];
let pass = true;
for (const [name, value, least, most] of checks) {
  const met = value >= least && value <= most;
  pass &&= met;
  const target = most === 1 ? `≥ ${least}` : `≤ ${most}`;
  const peer = name.startsWith('others') ? { peer: round(share(KINDS, 'plain')) } : {};
  console.log(
    `RESULT ${JSON.stringify({ name: `throwfilter: ${name}`, value: round(value), ...peer, target, pass: met })}`,
  );
}
process.exitCode = pass ? 0 : 1;
