/** Times of which nothing was recorded are left out, to the second at which something is again. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { success } from '#shared/protocol/result.ts';
import { packReadings, ReadingsBuilder } from '#shared/twin/packed.ts';
import { startMs, TestScreen } from '#renderer/testing/TestScreen.ts';
import { nextRecorded } from './gaps.ts';

let test: TestScreen;
const gap = { fromMs: startMs - 9_000_000, toMs: startMs - 3_000_000 };
/** Every second but in the gap. */
const isRecorded = (atMs: number) => atMs < gap.fromMs || atMs >= gap.toMs;

beforeEach(async () => {
  test = new TestScreen();
  await test.open();
  test.remember();
  test.hub.answer('timeline', ({ fromMs, toMs, bins }) => {
    const binMs = (toMs - fromMs) / bins;
    // As the hub does: a bin is recorded or it is not.
    const first = Array.from({ length: bins }, (_, bin) => bin).find((bin) => {
      const at = fromMs + bin * binMs;
      return isRecorded(at) || (at < gap.toMs && at + binMs > gap.toMs);
    });
    const recorded = first === undefined ? [] : [{ fromMs: fromMs + first * binMs, toMs }];
    return success({ fromMs, toMs, alarms: [], marks: [], recorded });
  });
  test.hub.answer('window', ({ fromMs, toMs }) => {
    const builder = new ReadingsBuilder();
    for (let at = Math.ceil(fromMs / 1000) * 1000; at < toMs; at += 1000)
      if (isRecorded(at)) builder.push(0, 1, at, 0);
    return success({
      fromMs,
      toMs,
      columns: packReadings(builder.take(), 1),
      words: [],
      transitions: [],
      events: [],
      actions: [],
      commands: [],
      incidents: [],
    });
  });
});
afterEach(() => test.dispose());

it('the next record is found to the second, in few questions', async () => {
  const found = await nextRecorded(test.hub, 'a', gap.fromMs + 500, startMs);
  expect(found).not.toBe(null);
  expect(Math.abs((found ?? 0) - gap.toMs)).toBeLessThanOrEqual(1000);
  expect(test.hub.count('timeline')).toBeLessThanOrEqual(3);
});

describe('playing into a gap', () => {
  const playFrom = async (atMs: number) => {
    test.scrubTo(atMs);
    await test.settle();
    test.screen.clock.play();
  };

  it('goes on behind it and says how much was left out; everything before it is played', async () => {
    await playFrom(gap.fromMs - 45_000);
    test.screen.clock.setRate(1);
    await test.wait(40_000);
    expect(test.screen.clock.instantMs()).toBeLessThan(gap.fromMs);
    await test.wait(40_000);
    const at = test.screen.clock.instantMs();
    expect(at).toBeGreaterThanOrEqual(gap.toMs - 1000);
    expect(at).toBeLessThan(gap.toMs + 60_000);
    expect(test.screen.facts.getState().clock.playing).toBe(true);
  });

  it('is played like any other time where the person wants it so', async () => {
    test.screen.preferences.setState({ skipGaps: false });
    await playFrom(gap.fromMs + 1000);
    await test.wait(20_000);
    expect(test.screen.clock.instantMs()).toBeLessThan(gap.fromMs + 30_000);
    expect(test.hub.count('timeline')).toBe(0);
  });
});
