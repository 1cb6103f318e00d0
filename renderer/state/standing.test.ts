import { expect, it } from 'vitest';
import { compoundSummary } from '#renderer/testing/records.ts';
import type { CompoundSummary } from '#shared/protocol/socket.ts';
import { heldOrder, isPlaced, listed, standingOf, totals, wholeDistrict } from './standing.ts';

const one = (id: string, part: Partial<CompoundSummary> = {}): CompoundSummary => ({
  ...compoundSummary(id),
  devices: 10,
  ...part,
});
const idsOf = (compounds: readonly CompoundSummary[], filter = wholeDistrict) =>
  listed(compounds, filter, ({ id }) => id).map(({ id }) => id);

it('a light is the gravest that asks, else the gravest that was seen, else silence', () => {
  expect(standingOf(one('a'))).toEqual({ light: 'quiet', priority: null, asking: false });
  expect(standingOf(one('a', { offline: 9 })).light).toBe('quiet');
  expect(standingOf(one('a', { offline: 10 })).light).toBe('silent');
  expect(standingOf(one('a', { devices: 0, offline: 0 })).light).toBe('quiet');
  expect(standingOf(one('a', { asking: [0, 0, 2, 0], open: [0, 1, 2, 0] }))).toEqual({
    light: 'p3',
    priority: 3,
    asking: true,
  });
  expect(standingOf(one('a', { open: [0, 1, 0, 0], offline: 10 }))).toMatchObject({
    light: 'p2',
    asking: false,
  });
});

it('what asks comes first, then what was seen, then silence; then by how many and by name', () => {
  const compounds = [
    one('b'),
    one('a'),
    one('silent', { offline: 10 }),
    one('some-silent', { offline: 1 }),
    one('seen-p1', { open: [1, 0, 0, 0] }),
    one('asks-p3', { asking: [0, 0, 1, 0], open: [0, 0, 1, 0] }),
    one('asks-p1', { asking: [1, 0, 0, 0], open: [1, 0, 0, 0] }),
    one('asks-2p1', { asking: [2, 0, 0, 0], open: [2, 0, 0, 0] }),
  ];
  expect(idsOf(compounds)).toEqual([
    'asks-2p1',
    'asks-p1',
    'asks-p3',
    'seen-p1',
    'silent',
    'some-silent',
    'a',
    'b',
  ]);
  expect(idsOf(compounds, { text: ' P1 ', state: 'all' })).toEqual(['asks-2p1', 'asks-p1', 'seen-p1']);
  expect(idsOf(compounds, { text: '', state: 'alarm' })).toHaveLength(4);
  expect(idsOf(compounds, { text: '', state: 'offline' })).toEqual(['silent', 'some-silent']);
  expect(totals(compounds, 'asking')).toEqual([3, 0, 1, 0]);
});

it('a list that is held keeps its order, forgets what went and adds what came', () => {
  expect(heldOrder(['c', 'a', 'gone'], [one('a'), one('new'), one('c')]).map(({ id }) => id)).toEqual([
    'c',
    'a',
    'new',
  ]);
});

it('a compound that only announced itself is nowhere on the earth', () => {
  const { manifest } = one('a');
  expect(isPlaced(one('a'))).toBe(true);
  expect(isPlaced(one('a', { manifest: { ...manifest, announced: true } }))).toBe(false);
  const nowhere = { ...manifest.origin, latDeg: 0, lonDeg: 0 };
  expect(isPlaced(one('a', { manifest: { ...manifest, origin: nowhere } }))).toBe(false);
});
