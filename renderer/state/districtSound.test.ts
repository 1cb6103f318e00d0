import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { FakeHub } from '#renderer/testing/FakeHub.ts';
import { compoundSummary } from '#renderer/testing/records.ts';
import type { CompoundSummary } from '#shared/protocol/socket.ts';
import { createDistrictContext } from './districtContext.ts';
import { startDistrictSound, toggleDistrictMute } from './districtSound.ts';
import { createPreferences } from './preferences.ts';

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('addEventListener', () => undefined);
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

function open() {
  const played: number[] = [];
  const hub = new FakeHub();
  const district = createDistrictContext({
    hub,
    preferences: createPreferences({ getItem: () => null, setItem: () => undefined }),
    askAlarms: async () => [],
  });
  const stop = startDistrictSound(district, {
    blocked: () => false,
    unblock: () => undefined,
    play: (priority) => void played.push(priority),
  });
  const hear = (...asking: CompoundSummary['asking'][]) =>
    hub.says(
      'compounds',
      asking.map((counts, i) => ({ ...compoundSummary(`c${i}`), asking: counts, open: counts })),
    );
  return { played, district, stop, hear };
}

it('the gravest of all compounds speaks until somebody has seen it', async () => {
  const { played, stop, hear } = open();
  hear([0, 1, 0, 0], [0, 0, 0, 0]);
  hear([0, 1, 0, 0], [1, 0, 0, 0]);
  expect(played).toEqual([2, 1]);
  await vi.advanceTimersByTimeAsync(4100);
  expect(played).toEqual([2, 1, 1, 1]);
  hear([0, 0, 0, 0], [0, 0, 0, 0]);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(played).toHaveLength(4);
  stop();
});

it('is muted for a while, and a new P1 anywhere ends that', async () => {
  const { played, district, stop, hear } = open();
  hear([0, 1, 0, 0], [0, 0, 0, 0]);
  toggleDistrictMute(district);
  await vi.advanceTimersByTimeAsync(12_500);
  expect(played).toEqual([2]);
  hear([0, 1, 0, 0], [1, 0, 0, 0]);
  expect(played).toEqual([2, 1]);
  expect(district.facts.getState().mutedUntilMs).toBeNull();
  stop();
});

it('another of the same priority is heard at once, a flood of them once a second', async () => {
  const { played, stop, hear } = open();
  hear([0, 1, 0, 0]);
  await vi.advanceTimersByTimeAsync(1500);
  hear([0, 2, 0, 0]);
  hear([0, 3, 0, 0]);
  expect(played).toEqual([2, 2]);
  stop();
});
