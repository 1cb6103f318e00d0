import { expect, it } from 'vitest';
import { createLargePackets } from './largePackets.ts';

const mebibyte = 1024 * 1024;

it('a few connections may send a large packet at a time, none one without end', () => {
  const large = createLargePackets<string>();
  for (const one of ['a', 'b', 'c', 'd']) expect(large.admits(one, 2 * mebibyte)).toBe(true);
  expect(large.admits('e', 2 * mebibyte)).toBe(false);
  expect(large.admits('e', 1000)).toBe(true);
  // The same packet goes on; another begins when one is through or its connection gone.
  expect(large.admits('a', 2 * mebibyte)).toBe(true);
  expect(large.admits('a', 100)).toBe(true);
  expect(large.admits('e', 2 * mebibyte)).toBe(true);
  large.release('b');
  expect(large.admits('f', 2 * mebibyte)).toBe(true);
  expect(large.admits('g', 9 * mebibyte)).toBe(false);
});
