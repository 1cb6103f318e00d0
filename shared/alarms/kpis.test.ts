import { describe, expect, it } from 'vitest';
import type { AlarmVerb } from '#shared/protocol/records.ts';
import { alarmKpis, floodsIn, type AlarmStep } from './kpis.ts';

const text = { zh: 'x', en: 'x' };
const minuteMs = 60_000;
const dayMs = 86_400_000;

function step(alarm: string, atMs: number, verb: AlarmVerb, change: Partial<AlarmStep> = {}): AlarmStep {
  return {
    alarm,
    atMs,
    verb,
    by: null,
    isOnset: verb === 'raised' || verb === 'repeated',
    isEnd: false,
    priority: 3,
    responseS: 60,
    deviceKey: `smoke/${alarm}`,
    ruleId: 'smoke',
    name: text,
    deviceName: text,
    ...change,
  };
}

const kpis = (steps: readonly AlarmStep[], toMs: number, fromMs = 0) =>
  alarmKpis(steps, fromMs, toMs, (atMs) => `day ${Math.floor(atMs / dayMs)}`);

describe('alarm figures', () => {
  it('a flood begins with the eleventh onset in ten minutes and ends when fewer than five are left of ten', () => {
    const every = (count: number, fromMs: number, apartMs: number) =>
      Array.from({ length: count }, (_, i) => fromMs + i * apartMs);
    // Ten in ten minutes are none.
    expect(floodsIn(every(10, 0, 30_000), 60 * minuteMs)).toEqual([]);
    const [flood] = floodsIn(every(20, 0, 30_000), 60 * minuteMs);
    // The eleventh comes at 300 s; of the last, at 570 s, the fifth newest leaves the window at 450 s + 600 s.
    expect(flood).toEqual({ fromMs: 300_000, toMs: 450_000 + 600_000 });
    // One that has not ended lasts to the end of the span.
    expect(floodsIn(every(20, 0, 30_000), 600_000)).toEqual([{ fromMs: 300_000, toMs: 600_000 }]);
    // Two apart are two.
    expect(floodsIn([...every(15, 0, 1000), ...every(15, 60 * minuteMs, 1000)], 120 * minuteMs)).toHaveLength(
      2,
    );
  });

  it('tells how soon people answered, each of them, and whether in time', () => {
    const steps = [
      step('a', 0, 'raised'),
      step('b', 0, 'raised', { responseS: 600 }),
      step('a', 30_000, 'acknowledged', { by: 'li' }),
      step('b', 120_000, 'acknowledged', { by: 'wang' }),
      step('a', 300_000, 'returned', { isEnd: true }),
      // Again, and answered too late.
      step('c', 400_000, 'raised'),
      step('c', 500_000, 'acknowledged', { by: 'li' }),
    ];
    const found = kpis(steps, dayMs);
    expect(found.acknowledged).toEqual({ count: 3, p50S: 100, p95S: 120, inTime: 2 / 3 });
    expect(found.confirmed).toMatchObject({ count: 1, p50S: 300, inTime: 0 });
    expect(found.operators).toEqual([
      { by: 'li', count: 2, p50S: 100, p95S: 100, inTime: 0.5 },
      { by: 'wang', count: 1, p50S: 120, p95S: 120, inTime: 1 },
    ]);
  });

  it('counts by day, by priority, by source; lists what is stale and what chatters', () => {
    const chatter = [0, 10, 20, 30].flatMap((s) => [
      step('x', s * 1000, s === 0 ? 'raised' : 'repeated', { priority: 2 }),
      step('x', s * 1000 + 5000, 'returned'),
    ]);
    const steps = [
      ...chatter,
      step('old', 60_000, 'raised', { priority: 1 }),
      step('slow', dayMs + minuteMs, 'raised'),
      step('slow', dayMs + 3 * minuteMs, 'returned'),
      step('slow', dayMs + 4 * minuteMs, 'repeated'),
    ];
    const found = kpis(steps, 2 * dayMs);
    expect(found.onsets).toBe(7);
    expect(found.perDay).toBe(3.5);
    expect(found.priorities).toEqual([1 / 7, 4 / 7, 2 / 7]);
    expect(found.chattering.map(({ deviceKey, count }) => [deviceKey, count])).toEqual([['smoke/x', 4]]);
    expect(found.stale.map(({ deviceKey, sinceMs }) => [deviceKey, sinceMs])).toEqual([
      ['smoke/old', 60_000],
    ]);
    expect(found.topSources[0]).toMatchObject({ deviceKey: 'smoke/x', count: 4 });
    expect(found.days).toEqual([
      { date: 'day 0', onsets: 5, worstTenMinutes: 5, floodS: 0 },
      { date: 'day 1', onsets: 2, worstTenMinutes: 2, floodS: 0 },
    ]);
  });

  it('what began before the span is followed, but only what happened within it counts', () => {
    const steps = [step('a', 0, 'raised'), step('a', 2 * dayMs, 'acknowledged', { by: 'li' })];
    expect(kpis(steps, 3 * dayMs, dayMs)).toMatchObject({ onsets: 0, acknowledged: { count: 1 } });
    expect(kpis(steps, 2 * dayMs, dayMs)).toMatchObject({ acknowledged: { count: 0 } });
    expect(kpis([], dayMs)).toMatchObject({ priorities: null, topTenShare: null, days: [] });
  });
});
