import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { clusterSymbols, type ScreenSymbol } from './clustering.ts';

const at = (xPx: number, yPx: number, rank = 7, alone = false): ScreenSymbol => ({ xPx, yPx, rank, alone });

test('joins what lies together and keeps apart what does not', () => {
  const clusters = clusterSymbols([at(10, 10), at(14, 12), at(200, 10)], 48);
  expect(clusters.map(({ members }) => members.length).sort()).toEqual([1, 2]);
});

test('joins neighbours on both sides of a grid line', () => {
  expect(clusterSymbols([at(47, 10), at(49, 10)], 48)).toHaveLength(1);
});

test('leads with the most urgent and takes its rank', () => {
  const [cluster] = clusterSymbols([at(10, 10, 7), at(12, 10, 1), at(13, 10, 2)], 48);
  expect(cluster).toEqual({ members: [1, 2, 0], rank: 1 });
});

test('keeps alone what must stay alone, and leaves out what is not in view', () => {
  const clusters = clusterSymbols([at(10, 10), at(11, 10, 0, true), null], 48);
  expect(clusters.map(({ members }) => members)).toEqual(expect.arrayContaining([[0], [1]]));
  expect(clusters).toHaveLength(2);
});

test('every symbol in view is in exactly one cluster', () => {
  const symbol = fc.record({
    xPx: fc.double({ min: 0, max: 1280, noNaN: true }),
    yPx: fc.double({ min: 0, max: 720, noNaN: true }),
    rank: fc.integer({ min: 0, max: 8 }),
    alone: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(fc.option(symbol), { maxLength: 200 }), (symbols) => {
      const members = clusterSymbols(symbols, 54).flatMap((cluster) => cluster.members);
      const expected = symbols.flatMap((item, i) => (item ? [i] : []));
      expect(members.sort((a, b) => a - b)).toEqual(expected);
    }),
  );
});
