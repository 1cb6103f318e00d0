import fc from 'fast-check';
import { expect, it } from 'vitest';
import { valueIn, wordsFor } from './registers.ts';

it('reads numbers in any order of words and bytes', () => {
  // 1.5 is 3FC0 0000.
  expect(valueIn([0x3fc0, 0], { type: 'float32' })).toBe(1.5);
  expect(valueIn([0, 0x3fc0], { type: 'float32', wordOrder: 'little' })).toBe(1.5);
  expect(valueIn([0, 0xc03f], { type: 'float32', wordOrder: 'little', byteOrder: 'little' })).toBe(1.5);
  expect(valueIn([0xffff], { type: 'int16' })).toBe(-1);
  expect(valueIn([0xffff], { type: 'uint16', scale: 0.1, offset: -5 })).toBeCloseTo(6548.5);
  expect(valueIn([1, 0], { type: 'uint32' })).toBe(65_536);
  expect(valueIn([0xffff, 0xfffe], { type: 'int32' })).toBe(-2);
  expect(valueIn([2], { type: 'bit' })).toBe(true);
});

it('is nothing where the registers hold no number', () => {
  for (const words of [
    [],
    [1, 2, 3],
    ['1', 2],
    [0.5, 0],
    [-1, 0],
    [70_000, 0],
    [null, null],
    [0x7fc0, 0],
    [0x7f80, 0],
  ])
    expect(valueIn(words, { type: 'float32' })).toBeNull();
});

it('comes back as it was written, and refuses what does not fit', () => {
  const order = fc.constantFrom('big' as const, 'little' as const);
  fc.assert(
    fc.property(fc.integer({ min: -32_768, max: 32_767 }), order, order, (value, wordOrder, byteOrder) => {
      for (const type of ['int16', 'int32', 'float32', 'float64'] as const) {
        const kind = { type, wordOrder, byteOrder, scale: 2, offset: 1 };
        expect(valueIn(wordsFor(value * 2 + 1, kind) ?? [], kind)).toBe(value * 2 + 1);
      }
    }),
  );
  expect(wordsFor(4_294_967_295, { type: 'uint32' })).toEqual([0xffff, 0xffff]);
  expect(wordsFor(-1, { type: 'uint16' })).toBeNull();
  expect(wordsFor(NaN, { type: 'float32' })).toBeNull();
  expect(wordsFor(true, { type: 'bit' })).toEqual([1]);
});
