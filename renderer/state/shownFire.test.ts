import { expect, it } from 'vitest';
import type { IncidentRecord, IncidentState } from '#shared/protocol/records.ts';
import { shownFiresOf } from './shownFire.ts';

const fire = (id: string, startedAtMs: number, state: IncidentState = 'new', kind = 'fire') =>
  ({ id, kind, state, startedAtMs, procedure: [], entries: [] }) as unknown as IncidentRecord;
const shown = (
  incidents: readonly IncidentRecord[],
  choices: { openIncidentId?: string; heldFireId?: string } = {},
  atMs: number | null = null,
) => {
  const found = shownFiresOf({ incidents }, { openIncidentId: null, heldFireId: null, ...choices }, atMs);
  return [found.shown?.id ?? null, found.others.map(({ id }) => id)];
};

it('shows the newest fire that people are at work on, and names the others', () => {
  expect(shown([fire('t', 9, 'new', 'throw'), fire('b', 2), fire('a', 1), fire('c', 0, 'closed')])).toEqual([
    'b',
    ['a'],
  ]);
  expect(shown([fire('c', 0, 'false')])).toEqual([null, []]);
});

it('a second fire takes no held one away, until that is over', () => {
  expect(shown([fire('b', 2), fire('a', 1)], { heldFireId: 'a' })).toEqual(['a', ['b']]);
  expect(shown([fire('b', 2), fire('a', 1, 'resolved')], { heldFireId: 'a' })).toEqual(['b', []]);
});

it('the one that is open counts first, over or not', () => {
  expect(shown([fire('b', 2), fire('a', 1, 'closed')], { openIncidentId: 'a', heldFireId: 'b' })).toEqual([
    'a',
    ['b'],
  ]);
});

it('in replay what had not begun yet is not there', () => {
  expect(shown([fire('b', 20), fire('a', 10)], {}, 15)).toEqual(['a', []]);
  expect(shown([fire('b', 20), fire('a', 10)], {}, 5)).toEqual([null, []]);
});

it('no drill keeps a real fire from the screen, held or newer, unless somebody opened it', () => {
  const drill = { ...fire('d', 5), drill: true };
  expect(shown([drill, fire('a', 1)], { heldFireId: 'd' })).toEqual(['a', ['d']]);
  expect(shown([drill, fire('a', 1)], { openIncidentId: 'd' })).toEqual(['d', ['a']]);
  expect(shown([drill])).toEqual(['d', []]);
});
