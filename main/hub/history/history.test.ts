import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ReadingsBuilder, packReadings, unpackReadings, type Readings } from '#shared/twin/packed.ts';
import { createHistoryStore, type HistoryStore } from './historyStore.ts';
import { decodeSegment, encodeSegment } from './segmentCodec.ts';

const reading = fc.record({
  index: fc.nat(400),
  value: fc.double({ noNaN: false }),
  timeMs: fc.integer({ min: 1_700_000_000_000, max: 1_700_000_200_000 }),
  quality: fc.nat(4),
});

function build(list: readonly { index: number; value: number; timeMs: number; quality: number }[]): Readings {
  const builder = new ReadingsBuilder();
  for (const r of list) builder.push(r.index, r.value, r.timeMs, r.quality);
  return builder.take();
}

function rows(readings: Readings): string[] {
  const list: string[] = [];
  for (let i = 0; i < readings.count; i++) {
    list.push(`${readings.index[i]}|${readings.timeMs[i]}|${Object.is(readings.value[i], -0) ? '-0' : readings.value[i]}|${readings.quality[i]}`);
  }
  return list.sort();
}

describe('codecs', () => {
  it('bring every reading back exactly', () => {
    fc.assert(
      fc.property(fc.array(reading, { maxLength: 300 }), (list) => {
        const readings = build(list);
        expect(rows(decodeSegment(encodeSegment(readings)))).toEqual(rows(readings));
        expect(rows(unpackReadings(packReadings(readings)))).toEqual(rows(readings));
      }),
      { numRuns: 60 },
    );
  });
});

describe('history store', () => {
  let dir: string;
  let store: HistoryStore;
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'linli-history-'));
    store = createHistoryStore(join(dir, 'history.db'));
  });
  afterEach(() => {
    store.close();
    rmSync(dir, { recursive: true });
  });

  /** What a plain replay of the log says: last reading by time, ties by arrival. */
  function expected(log: readonly { index: number; value: number; timeMs: number; quality: number }[], atMs: number) {
    const state = new Map<number, { timeMs: number; value: number }>();
    for (const r of log) {
      if (r.timeMs <= atMs && r.timeMs >= (state.get(r.index)?.timeMs ?? 0)) state.set(r.index, r);
    }
    return [...state].map(([index, r]) => `${index}|${r.timeMs}|${r.value}`).sort();
  }

  const actual = (readings: Readings) => rows(readings).map((row) => row.split('|').slice(0, 3).join('|'));

  it('tells the state at any instant, whatever the order of arrival and the seals between', () => {
    const start = 1_760_000_000_000;
    const log: { index: number; value: number; timeMs: number; quality: number }[] = [];
    let seed = 7;
    const random = () => (seed = (seed * 48271) % 2147483647) / 2147483647;
    for (let batch = 0; batch < 60; batch++) {
      const part = Array.from({ length: 1500 }, () => ({
        index: Math.floor(random() * 900),
        value: Math.floor(random() * 1000),
        timeMs: start + batch * 4000 + Math.floor(random() * 4000) - (random() < 0.01 ? 90_000 : 0),
        quality: 0,
      }));
      log.push(...part);
      store.append('c', build(part));
      if (batch % 3 === 0) store.seal();
    }
    for (const offset of [-100_000, 1, 40_000, 119_999, 200_000, 400_000]) {
      expect(actual(store.stateAt('c', start + offset))).toEqual(expected(log, start + offset));
    }
    const window = store.window('c', start + 50_000, start + 60_000);
    expect(window.count).toBe(log.filter((r) => r.timeMs >= start + 50_000 && r.timeMs < start + 60_000).length);
    expect([...window.timeMs]).toEqual([...window.timeMs].sort((a, b) => a - b));
    const point = store.pointHistory('c', 17, start, start + 240_000);
    expect(point.count).toBe(log.filter((r) => r.index === 17 && r.timeMs >= start).length);
    const density = store.density('c', start, start + 240_000, 24);
    expect(density.reduce((a, b) => a + b, 0)).toBeGreaterThan(log.length * 0.97);
  });

  it('keeps what was appended but never sealed', () => {
    store.append('c', build([{ index: 3, value: 42, timeMs: 1_760_000_000_000, quality: 0 }]));
    const second = createHistoryStore(join(dir, 'history.db'));
    expect(actual(second.stateAt('c', 1_760_000_000_500))).toEqual(['3|1760000000000|42']);
    second.close();
  });

  it('keeps compounds apart', () => {
    store.append('a', build([{ index: 0, value: 1, timeMs: 1000, quality: 0 }]));
    store.append('b', build([{ index: 0, value: 2, timeMs: 1000, quality: 0 }]));
    store.seal();
    expect(actual(store.stateAt('a', 2000))).toEqual(['0|1000|1']);
    expect(store.range('z')).toBeNull();
  });
});
