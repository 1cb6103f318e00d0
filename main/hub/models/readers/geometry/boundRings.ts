/** Surfaces of more points than are ever seen, such as a coast in one ring, take minutes to cut: they get fewer. */
import { fault } from '#shared/protocol/result.ts';
import type { Notes } from '../notes.ts';
import type { Ring } from './triangulate.ts';

const MOST_POINTS = 20_000;
const NUMBERS_OF_TRIANGLE = 9;

/** Every nth point of long rings, and no hole of which nothing would be left; told once for each surface. */
export function boundRings(rings: readonly Ring[], notes: Notes): readonly Ring[] {
  const [outer = [], ...holes] = rings;
  const inHoles = holes.reduce((sum, ring) => sum + ring.length / 3, 0);
  if (outer.length / 3 + inHoles <= MOST_POINTS) return rings;
  notes.add(fault('surface-thinned', { most: MOST_POINTS }));
  const left = holes.map((ring) => thinned(ring, stepFor(inHoles)));
  return [
    thinned(outer, stepFor(outer.length / 3)),
    ...left.filter(({ length }) => length >= NUMBERS_OF_TRIANGLE),
  ];
}

/** The outline may have half of the points, all holes together the other. */
const stepFor = (points: number): number => Math.ceil((2 * points) / MOST_POINTS);

const thinned = (ring: Ring, step: number): Ring => ring.filter((_, i) => Math.floor(i / 3) % step === 0);
