/** A recording is never live: it opens at its beginning, ends at its end, and is left for the present of what is live. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { success } from '#shared/protocol/result.ts';
import { packReadings, ReadingsBuilder } from '#shared/twin/packed.ts';
import { startMs, TestScreen } from '#renderer/testing/TestScreen.ts';
import { Clock } from './clock.ts';

const bounds = { fromMs: startMs - 100_000, toMs: startMs - 40_000 };

describe('the clock of a recording', () => {
  const nowMs = startMs;
  const clock = () => {
    const one = new Clock(() => nowMs);
    one.setBounds(bounds);
    return one;
  };

  it('stands at the beginning, in replay, and waits for that state', () => {
    const one = clock();
    expect([one.current.mode, one.current.playing, one.wishMs(), one.isWaiting()]).toEqual([
      'replay',
      false,
      bounds.fromMs,
      true,
    ]);
  });

  it.each([
    [startMs, bounds.toMs],
    [0, bounds.fromMs],
    [bounds.fromMs + 5, bounds.fromMs + 5],
  ])('a wish for %d is one for %d', (wish, found) => {
    const one = clock();
    one.seek(wish);
    expect(one.wishMs()).toBe(found);
  });

  it('has no present: asked for it, it goes to the end', () => {
    const one = clock();
    one.settle(bounds.fromMs);
    one.live();
    expect([one.current.mode, one.wishMs()]).toEqual(['replay', bounds.toMs]);
  });

  it('played from its end it begins anew', () => {
    const one = clock();
    one.settle(bounds.toMs);
    one.play();
    expect([one.wishMs(), one.current.playing]).toEqual([bounds.fromMs, true]);
  });

  it('told the same again it stays where it is; without bounds it is live', () => {
    const one = clock();
    one.seek(bounds.fromMs + 10);
    one.settle(bounds.fromMs + 10);
    one.setBounds({ ...bounds });
    expect(one.wishMs()).toBe(bounds.fromMs + 10);
    one.setBounds(null);
    expect(one.current.mode).toBe('live');
  });
});

describe('a stretch that is played again and again', () => {
  let test: TestScreen;
  beforeEach(async () => {
    test = new TestScreen();
    await test.open();
    test.remember();
    test.hub.answer('window', ({ fromMs, toMs }) =>
      success({
        fromMs,
        toMs,
        columns: packReadings(new ReadingsBuilder().take(), 1),
        words: [],
        transitions: [],
        events: [],
        actions: [],
        commands: [],
        incidents: [],
      }),
    );
  });
  afterEach(() => test.dispose());

  it('goes back to its beginning when it has come to its end', async () => {
    const { clock } = test.screen;
    const loop = { fromMs: startMs - 60_000, toMs: startMs - 58_000 };
    clock.setLoop(loop);
    test.scrubTo(loop.toMs - 300);
    await test.settle();
    clock.play();
    await test.wait(2000);
    expect(clock.instantMs()).toBeGreaterThanOrEqual(loop.fromMs);
    expect(clock.instantMs()).toBeLessThanOrEqual(loop.toMs);
    expect(test.screen.facts.getState().clock).toMatchObject({ playing: true, looping: true });
    clock.live();
    expect(test.screen.facts.getState().clock.looping).toBe(false);
  });
});
