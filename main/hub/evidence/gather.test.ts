import { expect, it } from 'vitest';
import { isNamedIn } from './gather.ts';

it('an entry of the audit log belongs where its whole name stands', () => {
  for (const target of [
    'smoke/s1',
    'silence smoke/s1, smoke/s2',
    'silence smoke/s2, smoke/s1',
    'smoke/s1/smoke',
  ])
    expect(isNamedIn(target, 'smoke/s1'), target).toBe(true);
  for (const target of ['smoke/s10', 'silence smoke/s10, smoke/s11', 'old-smoke/s1', ''])
    expect(isNamedIn(target, 'smoke/s1'), target).toBe(false);
  expect(isNamedIn('smoke/s10 smoke/s1', 'smoke/s1')).toBe(true);
});
