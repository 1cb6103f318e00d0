import { expect, it } from 'vitest';
import { qrOf } from './qr.ts';

it('draws the three finders of a code and leaves the margin empty', () => {
  const { side, path } = qrOf('xK3_aVwqS0m9YtE1hR2bLp8fZcA');
  const dark = new Set([...path.matchAll(/M(\d+) (\d+)h1v1h-1z/g)].map(([, x, y]) => `${x} ${y}`));
  expect(side).toBe(29 + 8);
  const finder = (x: number, y: number) =>
    Array.from({ length: 7 }, (_, i) => dark.has(`${x + i} ${y}`) && dark.has(`${x} ${y + i}`)).every(
      Boolean,
    ) &&
    !dark.has(`${x + 1} ${y + 1}`) &&
    dark.has(`${x + 3} ${y + 3}`);
  expect([finder(4, 4), finder(side - 11, 4), finder(4, side - 11)]).toEqual([true, true, true]);
  expect([...dark].filter((at) => at.split(' ').some((n) => Number(n) < 4 || Number(n) >= side - 4))).toEqual(
    [],
  );
});

it('two tokens give two codes', () => {
  expect(qrOf('a').path).not.toBe(qrOf('b').path);
});
