/** One motion of each kind, in a picture of 82 pixels to a metre; how often many of them are told apart `bench:throwfilter` measures. */
import { expect, test } from 'vitest';
import type { ThrowTrack } from '#shared/incidents/throwTrack.ts';
import { judgeTrack } from './judgeTrack.ts';

const SCALE = 82;

/** Metres to the side and down, from the upper third of the picture, a pixel to and fro. */
function trackOf(motion: (t: number) => readonly [number, number], lastsS: number): ThrowTrack {
  const points = Array.from({ length: Math.round(lastsS * 25) }, (_, i) => {
    const [side, down] = motion(i / 25);
    return {
      timeS: i / 25,
      xPx: 700 + side * SCALE + Math.sin(i * 7.3),
      yPx: 600 + down * SCALE + Math.cos(i * 5.1),
    };
  });
  return { widthPx: 1440, heightPx: 2560, noisePx: 1, points, dropped: 0 };
}
const bottle = trackOf((t) => [0.4 * t, 1.5 * t + 4.6 * t * t], 1.4);

test.each([
  ['bird', (t: number) => [7 * t, 0.5 * t] as const, 1],
  ['bird', (t: number) => [2 * t, 3 * t - 4 * t * t] as const, 1.2],
  ['leaf', (t: number) => [0.3 * Math.sin(5 * t), 1.4 * t + 0.08 * Math.sin(10 * t)] as const, 3],
  ['quilt', (t: number) => [0.5 * Math.sin(4 * t), 0.2 * Math.sin(6 * t)] as const, 5],
  ['rain', (t: number) => [0.5 * t, 8 * t] as const, 0.8],
  ['snow', (t: number) => [0.4 * t, 1.2 * t] as const, 3],
  ['insect', (t: number) => [3 * Math.sin(14 * t), 2 * Math.sin(19 * t + 1)] as const, 0.6],
] as const)('%s is told from a throw', (as, motion, lastsS) => {
  expect(judgeTrack(trackOf(motion, lastsS), SCALE)).toMatchObject({ kind: 'mistaken' });
  if (as !== 'insect') expect(judgeTrack(trackOf(motion, lastsS), SCALE)).toEqual({ kind: 'mistaken', as });
});

test('a bottle is a throw, also with a fifth of its points elsewhere, and where the scale is not known', () => {
  expect(judgeTrack(bottle, SCALE)).toEqual({ kind: 'throw' });
  expect(judgeTrack(bottle, null)).toEqual({ kind: 'throw' });
  const strays = bottle.points.map((point, i) =>
    i % 5 === 2 ? { ...point, xPx: 90 + i * 31, yPx: 2300 - i * 40 } : point,
  );
  expect(judgeTrack({ ...bottle, points: strays }, SCALE)).toEqual({ kind: 'throw' });
});

test('what says too little stays open: three points, one instant', () => {
  expect(judgeTrack({ ...bottle, points: bottle.points.slice(0, 3) }, SCALE)).toEqual({ kind: 'open' });
  const still = bottle.points.map((point) => ({ ...point, timeS: 1 }));
  expect(judgeTrack({ ...bottle, points: still }, SCALE)).toEqual({ kind: 'open' });
});

test('without a scale snow cannot be told from a throw, and is kept', () => {
  expect(
    judgeTrack(
      trackOf((t) => [0.4 * t, 1.2 * t], 3),
      null,
    ),
  ).toEqual({ kind: 'throw' });
});
