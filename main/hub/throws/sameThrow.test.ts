import { expect, it } from 'vitest';
import { createPairing, type Told } from './sameThrow.ts';

const of = (deviceKey: string, ...times: readonly number[]): Told[] =>
  times.map((atMs) => ({ deviceKey, atMs }));
const partners = (own: readonly number[], others: readonly number[]) => {
  const all = [...of('a', ...own), ...of('b', ...others)];
  const sightsOf = createPairing(all, () => true);
  return all.filter(({ deviceKey }) => deviceKey === 'a').map((one) => sightsOf(one)[0]?.atMs ?? null);
};

it.each([
  ['one throw', [0], [400], [400]],
  ['one throw, clocks three seconds apart', [0], [-3000], [-3000]],
  ['two throws at once', [0, 3550], [20, 3500], [20, 3500]],
  ['two throws, clocks three seconds apart', [0, 3550], [-3000, 600], [-3000, 600]],
  ['the other missed the first', [0, 3550], [3600], [null, 3600]],
  ['one saw a bird in between', [0, 2000, 3550], [10, 3560], [10, null, 3560]],
  ['too far apart to be one', [0], [5001], [null]],
  ['nothing by the other', [0], [], [null]],
])('%s', (_, own, others, expected) => {
  expect(partners(own, others)).toEqual(expected);
  // Whoever leads, it is the same pair.
  const back = expected.flatMap((atMs, i) => (atMs === null ? [] : [own[i]]));
  expect(partners(others, own).filter((atMs) => atMs !== null)).toEqual(back);
});

it('at another wall it is another throw', () => {
  const all = [...of('a', 0), ...of('b', 10)];
  const [one] = all;
  expect(one && createPairing(all, () => false)(one)).toEqual([]);
});
