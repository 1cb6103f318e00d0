/** One screen's session: which compound is shown, what the hub's absence does. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { ImportProgress, ModelManifest } from '#shared/protocol/model.ts';
import { emptyPlan, type CompoundPlan } from '#shared/twin/compound.ts';
import { alarmRecord, deviceRecord } from '#renderer/testing/records.ts';
import { columnsOf, TestScreen } from '#renderer/testing/TestScreen.ts';

let test: TestScreen;
beforeEach(async () => {
  test = new TestScreen();
  await test.open();
});
afterEach(() => test.dispose());

it('of two compounds chosen quickly the last is shown, whichever answers first', async () => {
  let answer: (plan: CompoundPlan) => void = () => undefined;
  test.hub.plans = {
    b: new Promise((resolve) => {
      answer = resolve;
    }),
  };
  void test.screen.session.choose('b');
  void test.screen.session.choose('a');
  await test.settle();
  answer(emptyPlan);
  await test.settle();
  expect(test.screen.facts.getState().compoundId).toBe('a');
});

it('news of another compound changes nothing', () => {
  test.raise(alarmRecord('mine'), alarmRecord('other', { compound: 'b' }));
  expect(test.screen.facts.getState().alarms.map(({ id }) => id)).toEqual(['mine']);
});

it('what was chosen in one compound is not chosen in another', async () => {
  test.knowDevices(deviceRecord('smoke/s1'));
  test.raise(alarmRecord('s1'));
  test.press('A');
  expect(test.screen.choices.getState()).toMatchObject({
    chosenAlarmIds: ['s1'],
    selection: { kind: 'device', key: 'smoke/s1' },
  });
  await test.screen.session.choose('b');
  expect(test.screen.choices.getState()).toMatchObject({ chosenAlarmIds: [], selection: null });
});

it('without the hub the clock stands still, commands are not sent and say why', async () => {
  test.raise(alarmRecord('s1'));
  test.press('A');
  await test.wait(5000);
  test.hub.setConnected(false);
  const lostAt = test.screen.clock.instantMs();
  await test.wait(12_000);
  expect(test.screen.clock.instantMs()).toBe(lostAt);
  expect(test.screen.clock.hubNowMs() - (test.screen.clock.lostSinceMs() ?? 0)).toBe(12_000);
  expect(test.why('alarm.acknowledge')).toBe('why.lost');
  test.press('A');
  await test.settle();
  expect(test.hub.count('acknowledge')).toBe(0);
  // Nor later: nothing was queued.
  test.hub.setConnected(true);
  await test.wait(5000);
  expect(test.hub.count('acknowledge')).toBe(0);
});

it('an import that ended while the hub was away is over here too', async () => {
  const running: ImportProgress = {
    jobId: 'j1',
    name: 'House',
    compound: null,
    phase: 'geometry',
    fraction: 0.4,
    file: null,
    modelId: null,
    error: null,
    draft: null,
  };
  test.hub.says('importing', running);
  test.hub.setConnected(false);
  await test.wait(30_000);
  const imports = () => test.screen.facts.getState().imports;
  // One that is heard of runs on, whatever an older list says.
  test.hub.jobs = [{ ...running, phase: 'reading', fraction: 0 }];
  test.hydrate({ hubTimeMs: Date.now() });
  await test.open();
  expect(imports().get('j1')).toMatchObject({ phase: 'geometry', fraction: 0.4 });
  test.hub.jobs = [{ ...running, phase: 'failed', error: { code: 'import-interrupted' } }];
  test.hub.setConnected(false);
  test.hydrate({ hubTimeMs: Date.now() });
  await test.open();
  expect(imports().get('j1')).toMatchObject({ phase: 'failed', error: { code: 'import-interrupted' } });
});

it('tells what changed while the hub was away', async () => {
  test.raise(alarmRecord('a'), alarmRecord('b'), alarmRecord('c'));
  const lostMs = Date.now();
  test.hub.setConnected(false);
  await test.wait(60_000);
  test.hydrate({
    hubTimeMs: lostMs + 60_000,
    alarms: [
      alarmRecord('b', { acknowledged: true, state: 'acknowledged' }),
      alarmRecord('c'),
      alarmRecord('new'),
    ],
  });
  await test.open();
  expect(test.screen.facts.getState().missed).toMatchObject({
    fromMs: lostMs,
    toMs: lostMs + 60_000,
    raised: [{ id: 'new' }],
    over: 1,
    acknowledged: 1,
  });
  expect(test.screen.clock.lostSinceMs()).toBe(null);
});

it('asks again for a compound that could not be had, and nothing is done or called quiet meanwhile', async () => {
  const other = new TestScreen();
  const plan = other.hub.plan.bind(other.hub);
  let asked = 0;
  other.hub.plan = async (id) => (++asked < 3 ? null : plan(id));
  await other.open();
  expect(other.screen.facts.getState()).toMatchObject({ connected: true, current: false, compoundId: null });
  expect(other.why('alarm.acknowledge')).toBe('why.lost');
  await other.wait(1000);
  expect(other.screen.facts.getState().current).toBe(false);
  await other.wait(2000);
  expect(other.screen.facts.getState()).toMatchObject({ current: true, compoundId: 'a' });
  expect(asked).toBe(3);
  other.dispose();
});

it('another compound that cannot be had leaves the shown one as not followed, and nobody acts on it', async () => {
  const plan = test.hub.plan.bind(test.hub);
  let fails = true;
  test.hub.plan = async (id) => (id === 'b' && fails ? null : plan(id));
  void test.screen.session.choose('b');
  await test.settle();
  expect(test.screen.facts.getState()).toMatchObject({ compoundId: 'a', current: false });
  expect(test.why('alarm.acknowledge')).toBe('why.lost');
  fails = false;
  await test.wait(1000);
  expect(test.screen.facts.getState()).toMatchObject({ compoundId: 'b', current: true });
  expect(test.screen.clock.lostSinceMs()).toBe(null);
});

it('a reading after a calm is in the panels at once; in a stream they follow the second that the clock shows', async () => {
  let told = 0;
  const { facts } = test.screen;
  await test.wait(3300);
  facts.subscribe(({ shown }, before) => void (shown !== before.shown && told++));
  const tick = () => test.hub.says('tick', 'a', columnsOf([told], Date.now()));
  tick();
  expect(told).toBe(1);
  for (let nth = 0; nth < 4; nth++) {
    await test.wait(50);
    tick();
  }
  expect(told).toBe(1);
  await test.wait(501);
  expect(told).toBe(2);
  for (let nth = 0; nth < 40; nth++) {
    await test.wait(50);
    tick();
  }
  expect(told).toBe(4);
});

it('a list of models of before the hub told of more, slow to come or asked for early, is asked for again', async () => {
  const made = { id: 'm', compound: 'b' } as ModelManifest;
  const shown = () => test.screen.facts.getState().models.map(({ id }) => id);
  let answerOld: (listing: { models: readonly ModelManifest[]; revision: number }) => void = () => undefined;
  const old = new Promise<Parameters<typeof answerOld>[0]>((resolve) => {
    answerOld = resolve;
  });
  let asked = 0;
  test.hub.listed = () => (asked++ === 0 ? old : { models: [made], revision: 1 });
  void test.screen.session.choose('b');
  await test.settle();
  test.hub.says('models', [made.id], 1);
  await test.settle();
  expect(shown()).toEqual(['m']);
  answerOld({ models: [], revision: 0 });
  await test.settle();
  expect(shown()).toEqual(['m']);
});

it('models that came between the page and its connection are shown: its greeting tells that the list is an old one', async () => {
  const late = new TestScreen();
  const made = { id: 'm', compound: 'a' } as ModelManifest;
  let asked = 0;
  late.hub.listed = () => (asked++ === 0 ? { models: [], revision: 0 } : { models: [made], revision: 1 });
  await late.open(undefined, 1);
  expect(late.screen.facts.getState().models.map(({ id }) => id)).toEqual(['m']);
  expect(asked).toBe(2);
  late.dispose();
});
