/** However long a timeline grows, what is shown of it is bounded. */
import { expect, it } from 'vitest';
import type { IncidentEntry } from '#shared/protocol/records.ts';
import { firstShown, newestOfPeople, newestShown, shownEntries } from './timeline.ts';

function entries(kind: IncidentEntry['kind'], count: number): IncidentEntry[] {
  const text = { zh: '', en: '' };
  return Array.from({ length: count }, (_, seq) => ({
    seq,
    atMs: seq,
    kind,
    text,
    by: null,
    ref: null,
    priority: null,
  }));
}

it.each([
  ['alarm', newestShown],
  ['action', newestOfPeople],
] as const)('of %s entries the first and the newest %i are shown', (kind, newest) => {
  const all = entries(kind, newest + firstShown + 500);
  expect(shownEntries(all)).toEqual([...all.slice(0, firstShown), ...all.slice(-newest)]);
});
