import { describe, expect, it } from 'vitest';
import { createLocalClock } from './localTime.ts';

const at = Date.UTC(2026, 9, 24, 12);
const hour = 3_600_000;

describe('a local time without a zone', () => {
  it('is an instant once the offset is measured, in any zone', () => {
    for (const [local, offset] of [
      ['2026-10-24T20:00:00', 8],
      ['2026-10-24T17:30:00', 5.5],
      ['2026-10-24T12:00:00', 0],
      ['2026-10-24T05:00:00', -7],
    ] as const) {
      const clock = createLocalClock();
      expect(clock.instant(local, at + 1500, true), String(offset)).toBe(at);
    }
  });

  it('of a message that comes late is its own instant, not the receive time', () => {
    const clock = createLocalClock();
    clock.instant('2026-10-24T20:00:00', at, true);
    expect(clock.instant('2026-10-24T19:20:00', at, true)).toBe(at - 40 * 60_000);
    expect(clock.instant('2026-10-24T19:50:00', at + 60_000, false)).toBe(at - 10 * 60_000);
  });

  it('tells nothing before an offset is measured, or where its clock was never set', () => {
    const clock = createLocalClock();
    expect(clock.instant('2026-10-24T20:00:00', at, false)).toBeNull();
    expect(clock.instant('1970-01-01T00:00:10', at, true)).toBeNull();
    for (const odd of ['', 'now', '2026-99-99T00:00:00', '2026-10-24 20:00:00', 'x'.repeat(500)])
      expect(clock.instant(odd, at, true)).toBeNull();
  });

  it('follows the end of summer time after two messages, not after one that came late', () => {
    const clock = createLocalClock();
    const summer = Date.UTC(2026, 9, 25, 0, 50);
    clock.instant('2026-10-25T02:50:00', summer, true);
    const winter = Date.UTC(2026, 9, 25, 1, 5);
    expect(clock.instant('2026-10-25T02:05:00', winter, true)).toBe(winter - hour);
    expect(clock.instant('2026-10-25T02:10:00', winter + 300_000, true)).toBe(winter + 300_000);
  });

  it('with a zone is what it says', () => {
    const clock = createLocalClock();
    expect(clock.instant('2026-10-24T20:00:00+08:00', at, false)).toBe(at);
    expect(clock.instant('2026-10-24T12:00:00Z', at, false)).toBe(at);
  });
});
