import { expect, it } from 'vitest';
import { palletsOf } from './pallets.ts';

it('numbers every pallet once, from below', () => {
  for (const capacity of [1, 2, 7, 36, 120, 400]) {
    const pallets = palletsOf(capacity);
    const numbers = pallets?.rows.flat().filter((one) => one !== null) ?? [];
    expect(numbers.toSorted((a, b) => a - b)).toEqual(Array.from({ length: capacity }, (_, i) => i + 1));
    expect(pallets?.rows.at(-1)?.[0]).toBe(1);
    expect(pallets?.levels).toBeLessThanOrEqual(6);
  }
});

it('draws nothing where it is not told how many there are', () => {
  for (const capacity of [NaN, 0, -3, 2.5, 100_000]) expect(palletsOf(capacity)).toBeNull();
});
