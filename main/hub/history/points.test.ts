/** One point's history: exact, once, in [from, to), and the same in bins. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createHistoryStore } from './historyStore.ts';
import { asked, build, rows, type Reading } from './testReadings.ts';
import { inTimeOrder } from './timeOrder.ts';

const start = 1_760_000_000_000;
const reading = fc.record({
  index: fc.nat(130),
  value: fc.oneof(fc.nat(3), fc.double({ noNaN: false })),
  timeMs: fc.integer({ min: start, max: start + 200_000 }),
  quality: fc.nat(1),
});

it('the order of time keeps each reading once, and of equal times the last stays last', () => {
  fc.assert(
    fc.property(fc.array(reading, { maxLength: 200 }), (list) => {
      const doubled = [...list, ...list.slice(0, 50)];
      const ordered = inTimeOrder(build(doubled));
      expect(rows(ordered)).toEqual([...new Set(rows(build(list)))].sort());
      expect([...ordered.timeMs]).toEqual([...ordered.timeMs].sort((a, b) => a - b));
      const last = (some: { index: number; timeMs: number; value: number }[]) =>
        new Map(
          some.map(({ index, timeMs, value }) => [`${index} ${timeMs}`, Object.is(value, -0) ? '-0' : value]),
        );
      const kept = Array.from({ length: ordered.count }, (_, i) => ({
        index: ordered.index[i] ?? 0,
        timeMs: ordered.timeMs[i] ?? 0,
        value: ordered.value[i] ?? 0,
      }));
      expect(last(kept)).toEqual(last(doubled));
    }),
    { numRuns: 80 },
  );
});

it('many readings are ordered as few are', () => {
  const list = Array.from({ length: 20_000 }, (_, i) => ({
    index: i % 7,
    value: i % 3,
    timeMs: start + ((i * 7919) % 9_000),
    quality: 0,
  }));
  const ordered = inTimeOrder(build(list));
  expect(rows(ordered)).toEqual([...new Set(rows(build(list)))].sort());
  expect([...ordered.timeMs]).toEqual([...ordered.timeMs].sort((a, b) => a - b));
});

it('a point is answered as a plain list would be: journaled, sealed, merged or redelivered', () => {
  const dir = mkdtempSync(join(tmpdir(), 'linli-history-'));
  const store = createHistoryStore(join(dir, 'history.db'));
  const list = Array.from({ length: 90_000 }, (_, i) => ({
    index: (i * 31) % 150,
    value: i % 400 === 0 ? NaN : Math.floor(Math.sin(i) * 1000) / 10,
    timeMs: start + i * 130,
    quality: i % 50 === 0 ? 1 : 0,
  }));
  store.append('c', build(list.slice(0, 50_000)));
  store.seal();
  store.append('c', build(list.slice(50_000, 70_000)));
  store.append('c', build(list.slice(10_000, 20_000)));
  store.seal();
  // What came again is gone for good where it was merged.
  expect(
    store.db.prepare('SELECT sum(count) FROM segments WHERE part >= 0').pluck().get(),
  ).toBeLessThanOrEqual(70_000);
  store.append('c', build(list.slice(65_000)));
  for (const [index, fromMs, toMs] of [
    [31, start, start + 20_000_000],
    [62, start + 1_000_000, start + 10_000_000],
    [149, start + 8_000_001, start + 9_000_001],
    [3, list[150]?.timeMs ?? 0, list[1_500]?.timeMs ?? 0],
    [700, start, start + 20_000_000],
  ] as const) {
    const own = list.filter((r) => r.index === index && r.timeMs >= fromMs && r.timeMs < toMs);
    const found = asked(store.ask({ kind: 'pointHistory', compound: 'c', index, fromMs, toMs }));
    expect(rows(found)).toEqual(rows(build(own)));
    const bins = asked(store.ask({ kind: 'pointBins', compound: 'c', index, fromMs, toMs, bins: 37 }));
    const widthMs = (toMs - fromMs) / 37;
    for (let bin = 0; bin < 37; bin++) {
      const inside = own.filter((r) => Math.min(36, Math.floor((r.timeMs - fromMs) / widthMs)) === bin);
      expectBin(inside, {
        count: bins.count[bin],
        min: bins.min[bin],
        max: bins.max[bin],
        mean: bins.mean[bin],
        first: bins.first[bin],
        last: bins.last[bin],
      });
      expect(bins.quality[bin]).toBe(inside.at(-1)?.quality ?? 4);
    }
  }
  const window = asked(
    store.ask({ kind: 'window', compound: 'c', fromMs: start + 1_300_000, toMs: start + 2_000_000 }),
  );
  expect(rows(window)).toEqual(
    rows(build(list.filter(({ timeMs }) => timeMs >= start + 1_300_000 && timeMs < start + 2_000_000))),
  );
  store.close();
  rmSync(dir, { recursive: true });
});

function expectBin(inside: readonly Reading[], bin: Record<string, number | undefined>): void {
  const values = inside.map(({ value }) => value).filter((value) => !Number.isNaN(value));
  expect(bin['count']).toBe(inside.length);
  if (values.length === 0) {
    expect([bin['min'], bin['max'], bin['mean'], bin['first'], bin['last']]).toEqual([
      NaN,
      NaN,
      NaN,
      NaN,
      NaN,
    ]);
    return;
  }
  expect([bin['min'], bin['max']]).toEqual([Math.min(...values), Math.max(...values)]);
  expect([bin['first'], bin['last']]).toEqual([values[0], values.at(-1)]);
  expect(bin['mean']).toBeCloseTo(values.reduce((a, b) => a + b, 0) / values.length, 9);
}
