/** Replay never shows the state of another instant: what is on the screen and what the clock says go together. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { failure, success } from '#shared/protocol/result.ts';
import type { HistoryWindow, Snapshot } from '#shared/protocol/socket.ts';
import { packReadings, ReadingsBuilder } from '#shared/twin/packed.ts';
import { later } from '#renderer/testing/FakeHub.ts';
import { alarmRecord } from '#renderer/testing/records.ts';
import { snapshotOf, startMs, TestScreen } from '#renderer/testing/TestScreen.ts';

let test: TestScreen;
beforeEach(async () => {
  test = new TestScreen();
  await test.open();
});
afterEach(() => test.dispose());

const ago = (s: number) => startMs - s * 1000;

/** A window in which column 0 counts the seconds. */
function windowOf(fromMs: number, toMs: number, part: Partial<HistoryWindow> = {}): HistoryWindow {
  const builder = new ReadingsBuilder();
  for (let at = Math.ceil(fromMs / 1000) * 1000; at < toMs; at += 1000)
    builder.push(0, (at - startMs) / 1000, at, 0);
  return {
    fromMs,
    toMs,
    columns: packReadings(builder.take(), 1),
    words: [],
    transitions: [],
    events: [],
    actions: [],
    commands: [],
    incidents: [],
    ...part,
  };
}

/** What is on the screen and what the clock says, in seconds since the start. */
const shown = () => ({
  value: test.value(0),
  clock: (test.screen.clock.instantMs() - startMs) / 1000,
  mode: test.screen.facts.getState().clock.mode,
});

describe('scrubbing', () => {
  it('says the new instant only with its state; until then live stays live', async () => {
    const answer = later<Snapshot>();
    test.hub.answer('snapshot', () => answer.promise);
    test.scrubTo(ago(60));
    await test.settle();
    expect(shown()).toMatchObject({ mode: 'live', clock: 0 });
    expect(test.screen.facts.getState().replay.loading).toBe(true);
    answer.come(snapshotOf(ago(60)));
    await test.settle();
    expect(shown()).toEqual({ mode: 'replay', value: -60, clock: -60 });
    expect(test.screen.facts.getState().replay.loading).toBe(false);
  });

  it('asks for what it shows and for the newest wish only', async () => {
    const first = later<Snapshot>();
    test.hub.answer('snapshot', ({ atMs }) => (atMs === ago(60) ? first.promise : success(snapshotOf(atMs))));
    for (const s of [60, 61, 62, 63, 64]) test.scrubTo(ago(s));
    await test.settle();
    first.come(snapshotOf(ago(60)));
    await test.settle();
    expect(shown()).toEqual({ mode: 'replay', value: -64, clock: -64 });
    expect(test.hub.asked.filter(({ name }) => name === 'snapshot').map(({ request }) => request)).toEqual([
      { compound: 'a', atMs: ago(60) },
      { compound: 'a', atMs: ago(64) },
    ]);
    expect(test.hub.count('window')).toBe(0);
  });

  it('stays where it is when a state cannot be had, and says so', async () => {
    test.remember();
    test.scrubTo(ago(60));
    await test.settle();
    test.hub.answer('snapshot', () => failure('no-answer'));
    test.scrubTo(ago(30));
    await test.settle();
    expect(shown()).toEqual({ mode: 'replay', value: -60, clock: -60 });
    expect(test.screen.facts.getState().replay.fault).toMatchObject({ atMs: ago(30) });
    test.remember();
    test.scrubTo(ago(20));
    await test.settle();
    expect(shown().value).toBe(-20);
    expect(test.screen.facts.getState().replay.fault).toBe(null);
  });

  it('an answer that got lost is said, and does not keep the next one waiting', async () => {
    test.remember();
    test.scrubTo(ago(60));
    await test.settle();
    test.hub.answer('snapshot', () => new Promise(() => undefined));
    test.scrubTo(ago(30));
    await test.wait(5100);
    expect(shown()).toEqual({ mode: 'replay', value: -60, clock: -60 });
    expect(test.screen.facts.getState().replay.fault).toMatchObject({ atMs: ago(30) });
    test.remember();
    test.scrubTo(ago(20));
    await test.settle();
    expect(shown().value).toBe(-20);
  });

  it('from live, what cannot be had leaves live as it is', async () => {
    test.hub.answer('snapshot', () => failure('no-answer'));
    test.press('Space');
    await test.settle();
    expect(shown().mode).toBe('live');
    expect(test.screen.notices.store.getState().toasts).toHaveLength(1);
  });

  it('shows the alarms of then, and again those of now', async () => {
    test.raise(alarmRecord('now'));
    test.remember({ alarms: [alarmRecord('then')] });
    test.scrubTo(ago(60));
    await test.settle();
    const ids = () => test.screen.facts.getState().alarms.map(({ id }) => id);
    expect(ids()).toEqual(['then']);
    expect(test.screen.facts.getState().liveAlarms.map(({ id }) => id)).toEqual(['now']);
    test.press('End');
    expect(ids()).toEqual(['now']);
  });
});

describe('playing', () => {
  beforeEach(async () => {
    test.remember();
    test.hub.answer('window', ({ fromMs, toMs }) => success(windowOf(fromMs, toMs)));
    test.scrubTo(ago(600));
    await test.settle();
  });

  it('moves state and clock together', async () => {
    test.press('L');
    for (let s = 0; s < 30; s++) {
      await test.wait(1000);
      const { value, clock } = shown();
      expect(Math.floor(clock)).toBe(value);
    }
    expect(shown().clock).toBeGreaterThan(-572);
  });

  it('waits at the end of what is loaded while the next window is slow', async () => {
    const slow = later<HistoryWindow>();
    test.hub.answer('window', () => slow.promise);
    test.press('L');
    await test.wait(30_000);
    expect(shown()).toEqual({ mode: 'replay', value: -600, clock: -600 });
    expect(test.screen.facts.getState().replay.loading).toBe(true);
    slow.come(windowOf(ago(600), ago(580)));
    await test.wait(5000);
    expect(shown().clock).toBeCloseTo(-595, 0);
    expect(test.screen.facts.getState().replay.loading).toBe(false);
  });

  it('says when a window fails, waits, and goes on once it can be had', async () => {
    let broken = true;
    test.hub.answer('window', ({ fromMs, toMs }) =>
      broken ? failure('no-answer') : success(windowOf(fromMs, toMs)),
    );
    test.press('L');
    await test.wait(10_000);
    expect(shown().clock).toBe(-600);
    expect(test.screen.facts.getState().replay.fault).not.toBe(null);
    // It tries again, but does not hammer.
    expect(test.hub.count('window')).toBeLessThan(8);
    broken = false;
    await test.wait(10_000);
    expect(test.screen.facts.getState().replay.fault).toBe(null);
    expect(shown().clock).toBeGreaterThan(-595);
  });

  it('a window that was asked for before a jump changes nothing after it', async () => {
    const old = later<HistoryWindow>();
    test.hub.answer('window', () => old.promise);
    test.press('L');
    await test.wait(200);
    test.scrubTo(ago(60));
    await test.settle();
    old.come(windowOf(ago(600), ago(10)));
    await test.wait(300);
    expect(shown().value).toBe(-60);
    expect(Math.floor(shown().clock)).toBe(-60);
  });

  it('J runs backwards, again twice as fast, K stops, L runs on', async () => {
    test.press('J');
    await test.wait(10_000);
    expect(shown().clock).toBeCloseTo(-610, 0);
    expect(shown().value).toBe(shown().clock);
    test.press('J');
    await test.wait(10_000);
    expect(shown().clock).toBeCloseTo(-630, 0);
    test.press('K');
    const stopped = shown().clock;
    await test.wait(5000);
    expect(shown().clock).toBe(stopped);
    test.press('L');
    await test.wait(5000);
    expect(shown().clock).toBeCloseTo(stopped + 5, 0);
  });

  it('reaches the present and is live again', async () => {
    test.screen.clock.seek(ago(3));
    await test.settle();
    test.press('L');
    test.press('L');
    await test.wait(12_000);
    expect(shown().mode).toBe('live');
  });
});
