import { expect, it } from 'vitest';
import type { ElementDifference } from '#shared/protocol/difference.ts';
import {
  appearanceOf,
  counterpartsOf,
  DIFFERENCE_COLORS,
  sidesOf,
  UNCHANGED_COLOR,
  type Comparison,
} from './comparison.ts';

const element = (one: Partial<ElementDifference>): ElementDifference => ({
  kind: 'added',
  before: null,
  after: null,
  globalId: 'x',
  type: 'IfcWall',
  name: 'Wall',
  storey: null,
  centreEnu: null,
  sizeM: 1,
  movedM: null,
  changes: [],
  properties: [],
  ...one,
});

const comparison: Comparison = {
  before: { name: 'old', modelIds: ['old', 'same'], importedAtMs: 1, isNow: false },
  after: { name: 'new', modelIds: ['new', 'same'], importedAtMs: 2, isNow: true },
  fault: null,
  mode: 'coloured',
  view: 'difference',
  isColoured: true,
  difference: {
    counts: { added: 1, removed: 1, moved: 0, changed: 0, unchanged: 1, notComparable: 0 },
    sizes: { old: 3, new: 4 },
    elements: [
      element({ kind: 'added', after: { modelId: 'new', index: 2 } }),
      element({ kind: 'removed', before: { modelId: 'old', index: 1 } }),
    ],
    untold: 0,
  },
};

it('shows what is after in colours, and of what was before only what is gone, seen through', () => {
  const { hidden, ghosted, colors } = appearanceOf(comparison);
  expect([...hidden]).toEqual([['old', new Set([0, 2])]]);
  expect([...ghosted]).toEqual([['old', new Set([1])]]);
  expect(colors.get('new')?.get(2)).toEqual(DIFFERENCE_COLORS.added);
  expect(colors.get('old')?.get(1)).toEqual(DIFFERENCE_COLORS.removed);
});

it('fades what is the same to grey where differences are coloured, and where all of them are told', () => {
  const { difference } = comparison;
  const swipe: Comparison = { ...comparison, mode: 'swipe' };
  expect(appearanceOf(comparison).restColor).toEqual(UNCHANGED_COLOR);
  expect(sidesOf(swipe)?.map(({ restColor }) => restColor)).toEqual([UNCHANGED_COLOR, UNCHANGED_COLOR]);
  for (const plain of [
    appearanceOf({ ...comparison, view: 'after' }),
    appearanceOf({ ...comparison, difference: difference && { ...difference, untold: 3 } }),
    appearanceOf({ ...comparison, difference: difference && { ...difference, elements: [] } }),
    ...(sidesOf({ ...swipe, isColoured: false }) ?? []),
  ])
    expect(plain.restColor).toBeNull();
});

it('shows one side alone as it is; what both sides have always stands', () => {
  const before = appearanceOf({ ...comparison, view: 'before' });
  expect([...before.hidden]).toEqual([['new', new Set([0, 1, 2, 3])]]);
  expect([before.colors.size, before.ghosted.size]).toEqual([0, 0]);
  const after = appearanceOf({ ...comparison, view: 'after' });
  expect([...after.hidden]).toEqual([['old', new Set([0, 1, 2])]]);
});

it('shows both sides whole, each without what only the other has and with its own differences coloured', () => {
  const [left, right] = sidesOf({ ...comparison, mode: 'swipe' }) ?? [];
  expect([...(left?.hidden ?? [])]).toEqual([['new', new Set([0, 1, 2, 3])]]);
  expect([...(right?.hidden ?? [])]).toEqual([['old', new Set([0, 1, 2])]]);
  expect([...(left?.colors.keys() ?? [])]).toEqual(['old']);
  expect(left?.colors.get('old')?.get(1)).toEqual(DIFFERENCE_COLORS.removed);
  expect(right?.colors.get('new')?.get(2)).toEqual(DIFFERENCE_COLORS.added);
});

it('says nothing for both where both are shown, leaves colours out on request, and waits for the difference', () => {
  const swipe: Comparison = { ...comparison, mode: 'swipe' };
  const both = appearanceOf(swipe);
  expect([both.hidden.size, both.ghosted.size, both.colors.size]).toEqual([0, 0, 0]);
  expect(sidesOf({ ...swipe, isColoured: false })?.map(({ colors }) => colors.size)).toEqual([0, 0]);
  expect(sidesOf({ ...swipe, difference: null })).toBeNull();
  expect(sidesOf(comparison)).toBeNull();
});

it('knows the same thing in the other version, where both have it', () => {
  const moved = element({
    kind: 'moved',
    before: { modelId: 'old', index: 0 },
    after: { modelId: 'new', index: 3 },
  });
  const { difference } = comparison;
  const compared = { ...comparison, difference: difference && { ...difference, elements: [moved] } };
  expect(counterpartsOf(compared, { modelId: 'old', element: 0 })).toEqual([{ modelId: 'new', element: 3 }]);
  expect(counterpartsOf(compared, { modelId: 'new', element: 3 })).toEqual([{ modelId: 'old', element: 0 }]);
  expect(counterpartsOf(compared, { modelId: 'new', element: 1 })).toEqual([]);
  expect(counterpartsOf(comparison, { modelId: 'new', element: 2 })).toEqual([]);
  expect(counterpartsOf(null, { modelId: 'new', element: 2 })).toEqual([]);
});
