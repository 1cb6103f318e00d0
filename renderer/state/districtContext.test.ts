import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { FakeHub } from '#renderer/testing/FakeHub.ts';
import { compoundSummary } from '#renderer/testing/records.ts';
import { everywhere, personOf } from '#shared/access/may.ts';
import type { Role } from '#shared/access/roles.ts';
import type { AlarmRecord } from '#shared/protocol/records.ts';
import type { Hello } from '#shared/protocol/socket.ts';
import { createDistrictContext } from './districtContext.ts';
import { createPreferences } from './preferences.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const helloOf = (role: Role, ids: readonly string[]): Hello => ({
  protocol: 1,
  version: 'test',
  hubTimeMs: 1_000_000,
  user: 'a',
  person: personOf('a', role, everywhere),
  firstRun: false,
  compounds: ids.map(compoundSummary),
  modelsRevision: 0,
  home: ids[0] ?? null,
  alerts: [],
});

function open() {
  const hub = new FakeHub();
  const answers: ((alarms: readonly AlarmRecord[] | null) => void)[] = [];
  const district = createDistrictContext({
    hub,
    preferences: createPreferences({ getItem: () => null, setItem: () => undefined }),
    askAlarms: () => new Promise((resolve) => void answers.push(resolve)),
  });
  hub.setConnected(true);
  return { hub, district, answers, facts: () => district.facts.getState() };
}
const alarm = (id: string) => ({ id }) as AlarmRecord;

it('lists alarms anew when one took a step anywhere, and not when anything else changed', async () => {
  const { hub, answers, facts } = open();
  hub.says('hello', helloOf('operator', ['a', 'b']));
  expect(facts().alarms).toBeNull();
  answers[0]?.([alarm('one')]);
  await vi.advanceTimersByTimeAsync(1000);
  expect(facts().alarms?.map(({ id }) => id)).toEqual(['one']);

  hub.says('compounds', [compoundSummary('a'), { ...compoundSummary('b'), offline: 3 }]);
  await vi.advanceTimersByTimeAsync(1000);
  expect(answers).toHaveLength(1);
  for (const alarmTurn of [1, 2, 3])
    hub.says('compounds', [compoundSummary('a'), { ...compoundSummary('b'), alarmTurn }]);
  await vi.advanceTimersByTimeAsync(1000);
  // One at once, one for all that came meanwhile; the first answer comes last and is dropped.
  expect(answers).toHaveLength(3);
  answers[2]?.([alarm('new')]);
  answers[1]?.([alarm('old')]);
  await vi.advanceTimersByTimeAsync(0);
  expect(facts().alarms?.map(({ id }) => id)).toEqual(['new']);
});

it('keeps what it knew while they cannot be had, says so, and asks again', async () => {
  const { hub, answers, facts } = open();
  hub.says('hello', helloOf('operator', ['a']));
  answers[0]?.([alarm('one')]);
  await vi.advanceTimersByTimeAsync(500);
  hub.says('compounds', [{ ...compoundSummary('a'), alarmTurn: 1 }]);
  answers[1]?.(null);
  await vi.advanceTimersByTimeAsync(0);
  expect(facts()).toMatchObject({ alarms: [{ id: 'one' }], alarmsStale: true });
  await vi.advanceTimersByTimeAsync(3500);
  answers[2]?.([]);
  await vi.advanceTimersByTimeAsync(0);
  expect(facts()).toMatchObject({ alarms: [], alarmsStale: false });
});

it('asks for no alarms for somebody who may not read them', async () => {
  const { hub, answers, facts } = open();
  hub.says('hello', helloOf('kiosk', ['a']));
  await vi.advanceTimersByTimeAsync(1000);
  expect(answers).toHaveLength(0);
  expect(facts().alarms).toEqual([]);
});

it('knows since when the hub is out of reach, and what it said last', async () => {
  const { hub, facts } = open();
  hub.says('hello', helloOf('operator', ['a']));
  hub.setConnected(false);
  const since = facts().lostSinceMs;
  expect(since).not.toBeNull();
  await vi.advanceTimersByTimeAsync(5000);
  hub.setConnected(false);
  expect(facts()).toMatchObject({ connected: false, everConnected: true, lostSinceMs: since });
  expect(facts().compounds).toHaveLength(1);
  hub.setConnected(true);
  expect(facts().lostSinceMs).toBeNull();
});
