import { describe, expect, it } from 'vitest';
import { clockOffsetMs, newClock, placeReading, reckon, type KnownPoint } from './deviceClock.ts';

const now = Date.UTC(2026, 10, 21, 12);
const minute = 60_000;

/** A point of one device: says where each message is kept, as the twin does. */
function device() {
  const clock = newClock();
  let known: KnownPoint = { atMs: 0, isMark: false, ownMs: -Infinity };
  return {
    /** Instant under which it is kept; null when it belongs to history only. */
    say(tMs: number, receivedMs: number): number | null {
      const { atMs, as } = placeReading(reckon(clock, tMs, receivedMs), known);
      if (as === 'late') return null;
      if (as === 'new') clock.lagMs = receivedMs - tMs;
      known = as === 'new' ? { atMs, isMark: false, ownMs: tMs } : { ...known, ownMs: tMs };
      return atMs;
    },
    markSilent(atMs: number) {
      known = { ...known, atMs, isMark: true };
    },
  };
}

it('is said to be off only where that is not a backlog', () => {
  const clock = newClock();
  const hear = (tMs: number, receivedMs: number) => {
    reckon(clock, tMs, receivedMs);
    clock.lagMs = receivedMs - tMs;
    return clockOffsetMs(clock);
  };
  const hourMs = 3_600_000;
  const start = Date.UTC(2026, 2, 2);
  expect(clockOffsetMs(clock)).toBeNull();
  // Three hours at once.
  for (let n = 0; n < 4; n++) expect(hear(start - 3 * hourMs + n * 600_000, start + n)).toBeNull();
  // The same clock, now: five minutes behind, as often as it speaks.
  hear(start - 300_000, start + 10);
  hear(start - 240_000, start + 60_010);
  expect(hear(start - 180_000, start + 120_010)).toBe(300_010);
  expect(hear(start + 180_000, start + 180_000)).toBe(0);
  // A backlog, and since then signs of life without a reading.
  const quiet = newClock();
  reckon(quiet, start - 3 * hourMs, start);
  quiet.lagMs = 3 * hourMs;
  for (let n = 0; n < 4; n++) reckon(quiet, start + n * 60_000, start + n * 60_000);
  expect(clockOffsetMs(quiet)).toBe(0);
});

describe('a device’s clock', () => {
  it('is believed while it goes forward, however far behind', () => {
    const one = device();
    expect(one.say(now - 6 * minute, now)).toBe(now - 6 * minute);
    expect(one.say(now - 5 * minute, now + minute)).toBe(now - 5 * minute);
  });

  it('that is slow does not hide a reading behind the hub’s own mark', () => {
    const one = device();
    one.say(now - 2 * minute, now);
    one.markSilent(now + 5000);
    expect(one.say(now - 2 * minute + 6000, now + 6000)).toBe(now + 6000);
  });

  it('that is fast is held back to the time of receipt, so that a corrected one is not late', () => {
    const one = device();
    expect(one.say(now + 110_000, now)).toBe(now);
    expect(one.say(now + 1000, now + 1000)).toBe(now + 1000);
  });

  it('that was set back counts again from its second message', () => {
    const one = device();
    one.say(now, now);
    const reset = Date.UTC(2021, 0, 1);
    expect(one.say(reset, now + minute)).toBeNull();
    expect(one.say(reset + minute, now + 2 * minute)).toBe(now + 2 * minute);
  });

  it('that was set back counts again within seconds, however fast it speaks', () => {
    const one = device();
    one.say(now, now);
    const heard = Array.from({ length: 120 }, (_, i) => i * 100).filter(
      (ms) => one.say(now - 20 * minute + ms, now + 1000 + ms) === now + 1000 + ms,
    );
    expect(heard[0]).toBeLessThanOrEqual(5000);
    expect(heard.length).toBeGreaterThanOrEqual(70);
  });

  it('that was never set is replaced by the time of receipt from its first message on', () => {
    for (const unset of [0, Date.UTC(1970, 0, 1), Date.UTC(2010, 0, 1)]) {
      const one = device();
      one.say(now - minute, now - minute);
      expect(one.say(unset, now)).toBe(now);
      expect(one.say(unset, now + minute)).toBe(now + minute);
    }
  });

  it('that runs ahead keeps its messages in their order', () => {
    const one = device();
    const ahead = 2 * 60 * minute;
    expect(one.say(now + ahead, now)).toBe(now);
    expect(one.say(now + ahead + 5000, now + 5000)).toBe(now + 5000);
    expect(one.say(now + ahead - 5000, now + 6000)).toBeNull();
  });

  it('days ahead tells nothing but that it spoke', () => {
    const one = device();
    expect(one.say(now + 3 * 24 * 60 * minute, now)).toBe(now);
    expect(one.say(now + 1000, now + 1000)).toBe(now + 1000);
  });

  it('counts at once when it is put right', () => {
    const one = device();
    one.say(now + 60 * minute, now);
    expect(one.say(now + 10_000, now + 10_000)).toBe(now + 10_000);
  });

  it('leaves a backlog in its own time, and a repeat too', () => {
    const one = device();
    one.say(now, now);
    one.markSilent(now + 30 * minute);
    const back = now + 60 * minute;
    for (const [i, t] of [10, 20, 40, 59].entries())
      expect(one.say(now + t * minute, back + i)).toBe(now + t * minute);
    expect(one.say(back, back + 10)).toBe(back);
    expect(one.say(now + 59 * minute, back + 20)).toBeNull();
  });

  it('of a recorded day streamed fast keeps the recording’s time', () => {
    const one = device();
    const day = Date.UTC(2021, 9, 11);
    for (let i = 0; i < 5; i++)
      expect(one.say(day + i * 15 * minute, now + i * 1500)).toBe(day + i * 15 * minute);
  });
});
