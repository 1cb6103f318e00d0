import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startMs, TestScreen } from '#renderer/testing/TestScreen.ts';
import { foldChanges } from './changes.ts';
import { chooseRange } from './ranges.ts';

let test: TestScreen;
beforeEach(async () => {
  test = new TestScreen();
  await test.open();
  test.remember();
});
afterEach(() => test.dispose());

const range = () => test.screen.choices.getState().range;
const ago = (s: number) => startMs - s * 1000;

describe('a stretch of time', () => {
  it('is chosen by its two ends with keys, in either order, and let go with Escape', async () => {
    test.scrubTo(ago(600));
    await test.settle();
    test.press(',');
    expect(range()).toEqual({ fromMs: ago(600), toMs: ago(540) });
    test.scrubTo(ago(300));
    await test.settle();
    test.press('.');
    expect(range()).toEqual({ fromMs: ago(600), toMs: ago(300) });
    test.press('Escape');
    expect(range()).toBe(null);
  });

  it('drawn backwards it is the same; it never reaches beyond now; a mere click is none', () => {
    chooseRange(test.screen, ago(10), ago(20));
    expect(range()).toEqual({ fromMs: ago(20), toMs: ago(10) });
    chooseRange(test.screen, ago(20), startMs + 50_000);
    expect(range()?.toMs).toBe(startMs);
    chooseRange(test.screen, ago(20), ago(20) + 3);
    expect(range()).toBe(null);
  });

  it('is looped from its beginning, with the key, and the loop ends with it', async () => {
    chooseRange(test.screen, ago(100), ago(50));
    test.scrubTo(ago(200));
    await test.settle();
    test.press('Y');
    await test.settle();
    expect(test.screen.clock.instantMs()).toBe(ago(100));
    expect(test.screen.facts.getState().clock).toMatchObject({ playing: true, looping: true });
    test.press('Escape');
    expect(test.screen.facts.getState().clock.looping).toBe(false);
  });

  it('side by side its ends have the room of the list, which opens when it is asked for and when they part', async () => {
    chooseRange(test.screen, ago(100), ago(50));
    const folded = () => test.screen.choices.getState().changes?.isFolded;
    test.press('Shift+C');
    await test.settle();
    expect(folded()).toBe(false);
    test.press('Shift+Q');
    await test.settle();
    expect(test.screen.choices.getState().changes?.isSwiped).toBe(true);
    expect(folded()).toBe(true);
    foldChanges(test.screen, false);
    expect(folded()).toBe(false);
    foldChanges(test.screen, true);
    test.press('Shift+Q');
    await test.settle();
    expect(folded()).toBe(false);
  });

  it('without one, to loop or export says what is missing', () => {
    for (const id of ['range.loop', 'range.export']) expect(test.why(id)).toBe('range.none');
  });
});
