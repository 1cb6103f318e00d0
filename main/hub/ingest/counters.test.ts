import { expect, it } from 'vitest';
import { createCounters } from './counters.ts';

it('messages of the last minute count, older ones do not', () => {
  const counters = createCounters();
  const startMs = 1_790_000_000_000;
  expect(counters.report(startMs)).toEqual({ messagesPerS: 0, lastMessageMs: null, accepted: 0, refused: 0 });
  for (let nth = 0; nth < 120; nth++) counters.heard(startMs + nth * 500);
  counters.took();
  counters.refused();
  expect(counters.report(startMs + 59_500)).toEqual({
    messagesPerS: 2,
    lastMessageMs: startMs + 59_500,
    accepted: 1,
    refused: 1,
  });
  expect(counters.report(startMs + 89_000).messagesPerS).toBe(1);
  counters.heard(startMs + 3_600_000);
  expect(counters.report(startMs + 3_600_000).messagesPerS).toBeCloseTo(1 / 60);
});
