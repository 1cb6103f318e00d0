import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { later } from '#renderer/testing/FakeHub.ts';
import { TestScreen } from '#renderer/testing/TestScreen.ts';

let test: TestScreen;
beforeEach(async () => {
  test = await new TestScreen().open();
});
afterEach(() => test.dispose());

const note = (text: string) => test.screen.session.command('noteIncident', { incidentId: 'i', text });

describe('what is asked twice at once', () => {
  it('is sent once, and both presses get the one answer', async () => {
    const answer = later<never>();
    test.hub.answer('noteIncident', () => answer.promise);
    const [first, second] = [note('119'), note('119')];
    answer.fail();
    expect(await first).toBe(await second);
    expect(test.hub.count('noteIncident')).toBe(1);
  });

  it('is sent again once it was answered, and where it is not the same', async () => {
    await note('119');
    await note('119');
    void note('a');
    void note('b');
    await test.settle();
    expect(test.hub.count('noteIncident')).toBe(4);
  });

  it('does not wait for an answer that a lost connection swallowed', async () => {
    test.hub.answer('noteIncident', () => later<never>().promise);
    void note('119');
    test.hub.setConnected(false);
    void note('119');
    await test.settle();
    expect(test.hub.count('noteIncident')).toBe(2);
  });
});
