import { expect, it } from 'vitest';
import { leaveFirstAdmin, takeFirstAdmin } from './firstAdmin.ts';

it('is told to the next screen, and to that alone', () => {
  const kept = new Map<string, string>();
  const keeper = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  };
  expect(takeFirstAdmin(keeper)).toBeNull();
  leaveFirstAdmin('站长', keeper);
  expect(takeFirstAdmin(keeper)).toBe('站长');
  expect(takeFirstAdmin(keeper)).toBeNull();
});
