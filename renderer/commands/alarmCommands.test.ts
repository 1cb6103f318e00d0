/** Every act belongs to what was chosen, by key as by button. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { acknowledgeChosen } from '#commands/alarmCommands.ts';
import { success } from '#shared/protocol/result.ts';
import { alarmRecord } from '#renderer/testing/records.ts';
import { startMs, TestScreen } from '#renderer/testing/TestScreen.ts';

let test: TestScreen;
beforeEach(async () => {
  test = await new TestScreen().open();
  test.hub.answer('acknowledge', ({ alarmId }) => success(alarmRecord(alarmId)));
  test.raise(...['a', 'b', 'c'].map((id) => alarmRecord(id)));
  test.screen.choices.setState({ shownAlarmIds: ['a', 'b', 'c'] });
});
afterEach(() => test.dispose());

const chosen = () => test.screen.choices.getState().chosenAlarmIds;
const acknowledged = () =>
  test.hub.asked.flatMap(({ name, request }) =>
    name === 'acknowledge' ? [(request as { alarmId: string }).alarmId] : [],
  );

it('A without a choice only chooses; again, it acknowledges that one and goes on to the next', async () => {
  test.press('A');
  expect(chosen()).toEqual(['a']);
  expect(acknowledged()).toEqual([]);
  await test.wait(400);
  test.press('A');
  await test.settle();
  expect(acknowledged()).toEqual(['a']);
  expect(chosen()).toEqual(['b']);
});

it('an alarm that pushes in before the chosen one is not acknowledged for it', async () => {
  test.press('A');
  await test.wait(400);
  test.raise(alarmRecord('first', { lastAtMs: 9999 }));
  test.screen.choices.setState({ shownAlarmIds: ['first', 'a', 'b', 'c'] });
  test.press('A');
  await test.settle();
  expect(acknowledged()).toEqual(['a']);
});

it('several are acknowledged with one note; those that are seen already are left alone', async () => {
  test.step(alarmRecord('b', { acknowledged: true, state: 'acknowledged' }), 'acknowledged');
  await test.wait(100);
  test.screen.choices.setState({ chosenAlarmIds: ['a', 'b', 'c'] });
  await acknowledgeChosen(test.screen, '已派人');
  expect(test.hub.asked.filter(({ name }) => name === 'acknowledge').map(({ request }) => request)).toEqual([
    { alarmId: 'a', note: '已派人' },
    { alarmId: 'c', note: '已派人' },
  ]);
});

it('of several, those that a filter has taken out of sight are left alone', async () => {
  test.screen.choices.setState({ chosenAlarmIds: ['a', 'b', 'c'], shownAlarmIds: ['b'] });
  test.press('A');
  await test.settle();
  expect(acknowledged()).toEqual(['b']);
});

it('in replay nothing is done and it is said', async () => {
  test.remember({ alarms: [alarmRecord('a')] });
  test.scrubTo(startMs - 1000);
  await test.settle();
  test.screen.choices.setState({ chosenAlarmIds: ['a'] });
  expect(test.why('alarm.acknowledge')).toBe('why.replay');
  test.press('A');
  await test.settle();
  expect(acknowledged()).toEqual([]);
  expect(test.screen.notices.store.getState().toasts).toMatchObject([{ words: { key: 'why.replay' } }]);
});

it('G leads out of replay to the gravest that waits', async () => {
  test.remember();
  test.scrubTo(startMs - 1000);
  await test.settle();
  test.raise(alarmRecord('fire', { lastAtMs: 9999 }));
  test.press('G');
  expect(test.screen.facts.getState().clock.mode).toBe('live');
  expect(chosen()).toEqual(['fire']);
});

it('who may not act sees no command for it', async () => {
  test.dispose();
  test = await new TestScreen().open(['state.read', 'alarms.read']);
  test.raise(alarmRecord('a'));
  expect(test.why('alarm.acknowledge')).toBe('why.role');
  expect(test.why('alarm.next')).toBe(null);
});

it('G says so when nothing waits', async () => {
  const all = ['a', 'b', 'c'];
  for (const id of all)
    test.step(alarmRecord(id, { acknowledged: true, state: 'acknowledged' }), 'acknowledged');
  await test.wait(100);
  expect(test.why('alarm.gravest')).toBe('why.alarm.quiet');
});

it('a second press in the same instant is the same press: the alarm that comes next is not acknowledged for it', async () => {
  test.screen.choices.setState({ chosenAlarmIds: ['a'] });
  test.press('A');
  await test.wait(200);
  test.press('A');
  await test.settle();
  expect(chosen()).toEqual(['b']);
  expect(acknowledged()).toEqual(['a']);
  await test.wait(400);
  test.press('A');
  await test.settle();
  expect(acknowledged()).toEqual(['a', 'b']);
});

it('N goes on across alarms that are over in a list that is held', () => {
  test.screen.choices.setState({ chosenAlarmIds: ['a'], shownAlarmIds: ['a', 'over', 'also over', 'c'] });
  test.press('N');
  expect(chosen()).toEqual(['c']);
  test.press('Shift+N');
  expect(chosen()).toEqual(['a']);
});
