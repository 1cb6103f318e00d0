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

  it('is sent again where something else was done to the same in between, and not where it was done to another', async () => {
    const assign = (incidentId: string, assignee: string | null) =>
      test.screen.session.command('assignIncident', { incidentId, assignee });
    test.hub.answer('assignIncident', () => later<never>().promise);
    void assign('i', 'wang');
    void assign('i', null);
    void assign('i', 'wang');
    expect(test.hub.count('assignIncident')).toBe(3);
    void assign('j', 'wang');
    void assign('i', 'wang');
    expect(test.hub.count('assignIncident')).toBe(4);
  });

  it('is no question: those are asked as often as somebody asks', () => {
    const ask = () => test.screen.session.command('subscribe', { compound: 'a', lastSeq: 0 });
    const before = test.hub.count('subscribe');
    void ask();
    void ask();
    expect(test.hub.count('subscribe') - before).toBe(2);
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
