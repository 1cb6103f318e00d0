import { describe, expect, it } from 'vitest';
import { tableRows } from './chartTable.ts';
import { linePath, rangePath } from './paths.ts';
import { extentOf, runsOf, sampleAt, spellsOf, type HistoryBin } from './runs.ts';

const step = 1000;
/** Bins from 0 on: a number, nothing, or one with more to say. */
function bins(...given: readonly (number | null | Partial<HistoryBin>)[]): HistoryBin[] {
  return given.map((one, i) => {
    const span = { fromMs: i * step, toMs: (i + 1) * step };
    if (one === null) return { ...span, count: 0, quality: 'unknown', last: null };
    if (typeof one === 'number')
      return { ...span, count: 1, quality: 'good', min: one, max: one, mean: one, last: one };
    return { ...span, count: 1, quality: 'good', last: null, ...one };
  });
}
const number = { kind: 'number' } as const;
const options = { kind: number, gapMs: 2500, before: null, untilMs: 100 * step };
const lasts = (runs: ReturnType<typeof runsOf>) => runs.map(({ samples }) => samples.map(({ last }) => last));

describe('runs', () => {
  it('go on over empty bins as long as readings may be apart, and not longer', () => {
    expect(lasts(runsOf(bins(1, null, 2, null, null, null, 3), options))).toEqual([[1, 2], [3]]);
    expect(lasts(runsOf(bins(1, null, null, null, 3), { ...options, gapMs: null }))).toEqual([[1, 3]]);
  });

  it('end where a device is found silent, though its last value is told again', () => {
    const silent = { min: 2, max: 2, mean: 2, last: 2, quality: 'stale' };
    const runs = runsOf(bins(1, 2, null, silent, null, 4), { ...options, gapMs: null });
    expect(lasts(runs)).toEqual([[1, 2], [4]]);
    expect(runs[0]?.endMs).toBe(3000);
  });

  it('keep what came before a silence in the same bin', () => {
    const both = { count: 3, min: 1, max: 5, mean: 3, last: 5, quality: 'stale' };
    expect(lasts(runsOf(bins(both, null, 7), { ...options, gapMs: null }))).toEqual([[5], [7]]);
  });

  it('end at readings without a value', () => {
    expect(lasts(runsOf(bins(1, { last: null }, 2), options))).toEqual([[1], [2]]);
  });

  it('begin with what held before, unless that was silent or is too old', () => {
    const before = { t: -1000, value: 9, quality: 'good' };
    expect(lasts(runsOf(bins(null, 1), { ...options, before }))).toEqual([[9, 1]]);
    expect(lasts(runsOf(bins(1), { ...options, before: { ...before, quality: 'stale' } }))).toEqual([[1]]);
    expect(lasts(runsOf(bins(null, 1), { ...options, before: { ...before, t: -9000 } }))).toEqual([[9], [1]]);
  });

  it('hold no longer than to the clock’s instant', () => {
    expect(runsOf(bins(1, 2, 3), { ...options, gapMs: null, untilMs: 2500 })[0]?.endMs).toBe(2500);
    expect(lasts(runsOf(bins(1, 2, 3), { ...options, untilMs: 2000 }))).toEqual([[1, 2]]);
  });

  it('hold until now where the device lives and has said nothing else since', () => {
    const held = { ...options, gapMs: 2500, untilMs: 60_000, known: { readMs: 1400, untilMs: 50_000 } };
    expect(runsOf(bins(1, 2), held)[0]?.endMs).toBe(50_000);
    // Another one is its last: these bins are from before.
    expect(runsOf(bins(1, 2), { ...held, known: { readMs: 30_000, untilMs: 50_000 } })[0]?.endMs).toBe(4500);
    const earlier = {
      ...held,
      before: { t: -20_000, value: 7, quality: 'good' },
      known: { readMs: -20_000, untilMs: 50_000 },
    };
    expect(runsOf(bins(null, null), earlier)[0]?.endMs).toBe(50_000);
  });

  it('read states and yes and no as the codes of their column', () => {
    const kind = {
      kind: 'state',
      states: [
        { id: 'shut', name: { zh: '', en: '' } },
        { id: 'open', name: { zh: '', en: '' } },
      ],
    } as const;
    const doors = bins({ last: 'open' }, { last: 'open' }, { last: 'shut' }, { last: 'melted' });
    const runs = runsOf(doors, { ...options, kind, gapMs: null });
    expect(spellsOf(runs)).toEqual([
      { fromMs: 0, toMs: 2000, value: 1 },
      { fromMs: 2000, toMs: 3000, value: 0 },
    ]);
    const flags = bins({ min: false, max: true, mean: 0.5, last: true });
    expect(runsOf(flags, { ...options, kind: { kind: 'boolean' } })[0]?.samples[0]).toMatchObject({
      min: 0,
      max: 1,
      last: 1,
    });
  });

  it('answer for an instant, and for none within a gap', () => {
    const runs = runsOf(bins(1, 2, null, null, null, null, 3), options);
    expect(sampleAt(runs, 1500)?.last).toBe(2);
    expect(sampleAt(runs, 2500)?.last).toBe(2);
    expect(sampleAt(runs, 5500)).toBeNull();
    expect(sampleAt(runs, 6500)?.last).toBe(3);
    expect(sampleAt([], 0)).toBeNull();
  });

  it('know their extent, of all points together', () => {
    const wide = { count: 9, min: -4, max: 12, mean: 3, last: 3 };
    expect(extentOf([runsOf(bins(wide, 2), options), runsOf(bins(20), options)], 0)).toEqual([-4, 20]);
    // What ended before the left edge does not stretch the axis.
    expect(extentOf([runsOf(bins(50, 2, 3, 3, 3), options)], 3000)).toEqual([3, 3]);
    expect(extentOf([[]], 0)).toBeNull();
  });
});

describe('paths', () => {
  const scales = { x: (atMs: number) => atMs / 100, y: (value: number) => 100 - value };

  it('draw nothing over a gap', () => {
    const runs = runsOf(bins(1, 2, null, null, null, null, 3, 4), options);
    expect(linePath(runs, scales, false)).toBe('M5,99L15,98M65,97L75,96');
  });

  it('draw steps up to where the last value holds', () => {
    const runs = runsOf(bins(1, null, 2), { ...options, gapMs: null, untilMs: 4000 });
    expect(linePath(runs, scales, true)).toBe('M0,99L20,99L20,98L40,98L40,98');
  });

  it('draw a reading that stands alone', () => {
    expect(linePath(runsOf(bins(1), options), scales, false)).toBe('M5,99L35,99');
  });

  it('cover what lies between least and most', () => {
    const wide = { count: 9, min: 1, max: 5, mean: 3, last: 3 };
    expect(rangePath(runsOf(bins(wide, 2), options), scales, false)).toBe('M5,95L15,98L15,98L5,99Z');
    expect(rangePath(runsOf(bins(1, 2), options), scales, false)).toBe('');
    // Of steps each bin has its own: only its last value holds until the next one.
    expect(rangePath(runsOf(bins(wide, 2), options), scales, true)).toBe('M0.0,95.0H10.0V99.0H0.0Z');
  });
});

describe('rows of a table', () => {
  it('put bins together, weigh means by readings, and carry on what holds', () => {
    const wide = { count: 3, min: 0, max: 8, mean: 4, last: 2 };
    const runs = runsOf(bins(wide, 8, null, null, null, null), { ...options, untilMs: 6000 });
    const asked = { fromMs: 0, toMs: 6000, bins: 6, stepMs: step };
    expect(tableRows([runs, []], asked, 3)).toEqual([
      { fromMs: 0, toMs: 2000, cells: [{ min: 0, mean: 5, max: 8, last: 8 }, null] },
      { fromMs: 2000, toMs: 4000, cells: [{ min: 8, mean: 8, max: 8, last: 8 }, null] },
      { fromMs: 4000, toMs: 6000, cells: [{ min: 8, mean: 8, max: 8, last: 8 }, null] },
    ]);
  });
});
