import { expect, test } from 'vitest';
import { positionAt } from './track.ts';

const track = {
  label: '',
  atMs: [1000, 1200, 1600],
  positionsEnu: [
    [0, 0, 12],
    [0, 1, 11],
    [0, 2, 3],
  ],
} as const;

test('is between its observations, and held at the ends', () => {
  expect(positionAt(track, 1400)).toEqual([0, 1.5, 7]);
  expect(positionAt(track, 1200)).toEqual([0, 1, 11]);
  expect(positionAt(track, 0)).toEqual([0, 0, 12]);
  expect(positionAt(track, 9999)).toEqual([0, 2, 3]);
});

test('an empty track is nowhere', () => {
  expect(positionAt({ label: '', atMs: [], positionsEnu: [] }, 0)).toBeNull();
});
