import { expect, it } from 'vitest';
import { rateText } from './useText.ts';

it('writes a speed with its sign before the number', () => {
  expect([0.25, 1, 64, -0.5, -64].map(rateText)).toEqual(['0.25×', '1×', '64×', '−0.5×', '−64×']);
});
