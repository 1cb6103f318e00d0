/** What cameras can judge, on a tower of known size; how the classes follow from pose, distance and what stands between. */
import { expect, test } from 'vitest';
import { bestCameraPlace } from './cameraPlace.ts';
import { isBetween, prepared, sightOf, type CoverageWindow } from './coverage.ts';
import { lensOf } from './pinhole.ts';
import { aimed } from './turns.ts';

const windows: readonly CoverageWindow[] = Array.from({ length: 18 * 3 }, (_, i) => ({
  id: `${Math.floor(i / 3) + 1}-${i % 3}`,
  placeEnu: [(i % 3) * 4, 0, Math.floor(i / 3) * 3 + 1.6],
  outward: [0, -1],
}));
const second: CoverageWindow = { id: '2-1', placeEnu: [4, 0, 4.6], outward: [0, -1] };
const tower = { centreEnu: [4, 6, 27], sizeM: [14, 12, 54], yawRad: 0 } as const;
const camera = (deg: number, atM = 20) =>
  prepared({
    id: `c${deg}`,
    camera: {
      positionEnu: [4, -atM, 3],
      rotation: aimed(Math.PI / 2, 0.6),
      lens: lensOf(1440, 2560, 0.85),
    },
    poseCovariance: Array.from({ length: 36 }, (_, k) =>
      k % 7 > 0 ? 0 : k < 21 ? 0.03 ** 2 : ((deg * Math.PI) / 180) ** 2,
    ),
  });
const sightsBy = (...cameras: ReturnType<typeof camera>[]) =>
  windows.map((one) => sightOf(one, cameras, [tower]));
const count = (sights: ReturnType<typeof sightsBy>, which: string) =>
  sights.filter(({ class: one }) => one === which).length;

test('the error grows with height and with what is open of the pose: sure below, coarse above', () => {
  const sights = sightsBy(camera(0.5));
  const [third, tenth] = [sights[2 * 3 + 1], sights[9 * 3 + 1]];
  expect(third?.class).toBe('sure');
  expect(tenth?.errorM).toBeGreaterThan(2 * (third?.errorM ?? Infinity));
  // By hand: slant² / distance × angle up the wall, for half a degree at the tenth storey.
  const slantM = Math.hypot(20, 28.6 - 3);
  expect(tenth?.errorM).toBeGreaterThan((0.9 * ((slantM ** 2 / 20) * (0.5 * Math.PI))) / 180);
  expect(tenth?.errorM).toBeLessThan((1.4 * ((slantM ** 2 / 20) * (0.5 * Math.PI))) / 180);
  expect(count(sightsBy(camera(0.1)), 'sure')).toBeGreaterThan(count(sights, 'sure'));
  expect(count(sightsBy(camera(4)), 'sure')).toBe(0);
});

test('a wall’s back, a building between and the edge of the picture are not judged', () => {
  const sharp = camera(0.1);
  const back = windows.map((one): CoverageWindow => ({ ...one, outward: [0, 1] }));
  expect(back.every((one) => sightOf(one, [sharp], []).class === 'not')).toBe(true);
  const shed = { centreEnu: [4, -10, 10], sizeM: [30, 2, 20], yawRad: 0 } as const;
  expect(sightOf(second, [sharp], [tower, shed]).class).toBe('not');
  expect(sightOf(second, [sharp], [tower]).class).toBe('sure');
  const far: CoverageWindow = { id: 'far', placeEnu: [40, 0, 20], outward: [0, -1] };
  expect(sightOf(far, [sharp], []).class).toBe('not');
  expect(sightOf({ ...far, placeEnu: [Number.NaN, 0, 1] }, [sharp], []).class).toBe('not');
});

test('of several cameras the surer one counts', () => {
  const [one] = windows.slice(30);
  const both = one && sightOf(one, [camera(3), camera(0.1)], [tower]);
  expect(both?.cameraId).toBe('c0.1');
});

test('a straight way through a turned box is found, one beside it is not', () => {
  const box = { centreEnu: [0, 0, 5], sizeM: [10, 2, 10], yawRad: Math.PI / 4 } as const;
  expect(isBetween(box, [-5, 5, 5], [5, -5, 5])).toBe(true);
  expect(isBetween(box, [-5, 5, 12], [5, -5, 12])).toBe(false);
  expect(isBetween(box, [-9, 0, 5], [-9, 9, 5])).toBe(false);
});

test('the best next place is before the wall that nobody watches, outside of buildings, and its promise holds', () => {
  const eastern = windows.map((one, i): CoverageWindow => ({
    id: `e${one.id}`,
    placeEnu: [11, 2 + (i % 3) * 4, one.placeEnu[2]],
    outward: [1, 0],
  }));
  const all = [...windows, ...eastern];
  const sights = all.map((one) => sightOf(one, [camera(0.1)], [tower]));
  const place = bestCameraPlace(all, sights, [tower]);
  if (!place) throw new Error('no place');
  expect(place.positionEnu[0]).toBeGreaterThan(25);
  expect(place.better).toBeGreaterThan(30);
  expect(place.sure).toBeGreaterThan(20);
  expect(Math.cos(place.headingRad)).toBeCloseTo(-1, 1);
  const blocked = { centreEnu: [33, 6, 4], sizeM: [20, 60, 8], yawRad: 0 } as const;
  const other = bestCameraPlace(all, sights, [tower, blocked]);
  expect(other === null || Math.abs(other.positionEnu[0] - 33) > 10).toBe(true);
});

test('where all is sure, nothing is suggested', () => {
  const few = windows.slice(0, 9);
  const sights = few.map((one) => sightOf(one, [camera(0.05)], []));
  expect(sights.every(({ class: one }) => one === 'sure')).toBe(true);
  expect(bestCameraPlace(few, sights, [])).toBeNull();
});
