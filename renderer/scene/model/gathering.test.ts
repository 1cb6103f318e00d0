import { expect, test, vi } from 'vitest';
import { createGathering } from './gathering.ts';

test('parts that come one after the other are drawn together, the last one at once', () => {
  vi.useFakeTimers();
  let loading = true;
  let draws = 0;
  const settled: boolean[] = [];
  const changed = createGathering(
    {
      later(ms, run) {
        const timer = setTimeout(run, ms);
        return () => clearTimeout(timer);
      },
    },
    { isLoading: () => loading, changed: (last) => settled.push(last), draw: () => void draws++ },
  );
  for (let part = 0; part < 10; part++) changed();
  expect(draws).toBe(0);
  vi.advanceTimersByTime(500);
  expect(draws).toBe(1);
  changed();
  loading = false;
  changed();
  expect(draws).toBe(2);
  expect(settled.at(-1)).toBe(true);
  // What was put off is not drawn again.
  vi.advanceTimersByTime(1000);
  expect(draws).toBe(2);
  // Hiding a storey: at once, and again when the maps are due.
  changed();
  expect(settled.at(-1)).toBe(false);
  vi.advanceTimersByTime(1000);
  expect(draws).toBe(4);
  vi.useRealTimers();
});
