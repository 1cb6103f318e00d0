import { afterEach, expect, it, vi } from 'vitest';
import { alarmRecord, deviceRecord } from '#renderer/testing/records.ts';
import { columnsOf, startMs, TestScreen } from '#renderer/testing/TestScreen.ts';
import type { Snapshot } from '#shared/protocol/socket.ts';
import { holdAt } from './heldScreen.ts';

afterEach(() => {
  vi.useRealTimers();
});

const bay = deviceRecord('parking-bay/b1', { points: { occupied: 0 } });
const gone = deviceRecord('smoke/gone', { points: { smoke: 1 } });
const then: Snapshot = {
  atMs: startMs - 60_000,
  formerDevices: [gone],
  columns: columnsOf([0, 0.2], startMs - 60_000),
  words: [],
  alarms: [alarmRecord('then', { deviceKey: gone.key })],
  incidents: [],
  outOfService: {},
  commands: [],
  events: [],
  actions: [],
};

it('stands at its instant whatever the screen beside it shows', async () => {
  const beside = await new TestScreen().open();
  beside.knowDevices(bay);
  const held = holdAt(beside.screen, then);
  const { alarms, devices, shown, clock } = held.facts.getState();
  expect(alarms.map(({ id }) => id)).toEqual(['then']);
  expect([...devices.keys()].sort()).toEqual([bay.key, gone.key]);
  expect(shown.columns.values[1]).toBe(0.2);
  expect([clock.mode, held.clock.instantMs()]).toEqual(['replay', then.atMs]);

  beside.raise(alarmRecord('now', { deviceKey: bay.key }));
  await beside.wait(2000);
  expect(beside.screen.facts.getState().alarms.map(({ id }) => id)).toEqual(['now']);
  expect(held.facts.getState().alarms.map(({ id }) => id)).toEqual(['then']);
  expect(held.clock.instantMs()).toBe(then.atMs);
  // What is not of an instant is the same on both sides.
  const other = deviceRecord('lift/l1', { points: {} });
  beside.knowDevices(bay, other);
  expect(held.facts.getState().devices.has(other.key)).toBe(true);
  held.dispose();
});

it('has what is hidden and no tool in the hand', async () => {
  const { screen } = await new TestScreen().open();
  const held = holdAt(screen, then);
  screen.appearance.setState({ tool: 'section', hidden: new Map([['m', new Set(['e'])]]) as never });
  expect(held.appearance.getState().tool).toBeNull();
  expect(held.appearance.getState().hidden.size).toBe(1);
  held.dispose();
  screen.appearance.setState({ hidden: new Map() });
  expect(held.appearance.getState().hidden.size).toBe(1);
});
