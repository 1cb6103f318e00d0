import { expect, it } from 'vitest';
import { isSameView } from './sameView.ts';

const view = (name: string, eyeX: number, targetX: number) => ({
  name,
  pose: {
    eyeEnu: [eyeX, 0, 10] as [number, number, number],
    targetEnu: [targetX, 30, 10] as [number, number, number],
  },
});

it.each([
  ['itself', view('Crack', 0, 0), true],
  ['itself as a file rounds it', view('Crack', 0.001, 0.001), true],
  ['another from the same place', view('Leak', 0, 0), false],
  ['of that name, from elsewhere', view('Crack', 2, 2), false],
  ['of that name, in another direction', view('Crack', 0, 9), false],
])('%s is the same: %s', (_, other, same) => {
  expect(isSameView(view('Crack', 0, 0), other)).toBe(same);
});

it('how far one looks does not count', () => {
  const near = view('Crack', 0, 0);
  expect(isSameView(near, { ...near, pose: { ...near.pose, targetEnu: [0, 5, 10] } })).toBe(true);
});
