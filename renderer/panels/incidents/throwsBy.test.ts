import { expect, it } from 'vitest';
import { happenedLast, throwsBy } from './throwsBy.ts';

const throws = [30, 10, 20].map((atMs) => ({ eventId: `e${atMs}`, atMs, deviceName: { zh: '', en: '' } }));

it.each([
  [null, ['e30', 'e10', 'e20'], null],
  [30, ['e30', 'e10', 'e20'], null],
  [25, ['e10', 'e20'], 'e20'],
  [10, ['e10'], 'e10'],
  [9, [], null],
])('at %s', (instantMs, ids, last) => {
  const happened = throwsBy(throws, instantMs);
  expect(happened.map(({ eventId }) => eventId)).toEqual(ids);
  expect(happenedLast(happened, throws)).toBe(last);
});
