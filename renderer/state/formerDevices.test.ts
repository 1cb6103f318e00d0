import { afterEach, beforeEach, expect, it } from 'vitest';
import { success } from '#shared/protocol/result.ts';
import { deviceRecord } from '#renderer/testing/records.ts';
import { snapshotOf, startMs, TestScreen } from '#renderer/testing/TestScreen.ts';

const here = deviceRecord('lift/here');
const gone = deviceRecord('lift/gone', { name: { zh: '旧梯', en: 'Old lift' } });
let test: TestScreen;
beforeEach(async () => {
  test = new TestScreen();
  await test.open();
  test.knowDevices(here);
  await test.settle();
  test.hub.answer('snapshot', ({ atMs }) =>
    success(snapshotOf(atMs, { formerDevices: atMs < startMs - 60_000 ? [gone] : [] })),
  );
});
afterEach(() => test.dispose());

const keys = () => [...test.screen.facts.getState().devices.keys()];
const scrub = async (ago: number) => {
  test.scrubTo(startMs - ago * 1000);
  await test.settle();
};

it('a device that was removed is there while an instant before is shown, and only then', async () => {
  expect(keys()).toEqual([here.key]);
  await scrub(120);
  expect(keys()).toEqual([here.key, gone.key]);
  await scrub(30);
  expect(keys()).toEqual([here.key]);
  await scrub(120);
  test.screen.clock.live();
  expect(keys()).toEqual([here.key]);
});

it('one that comes back while its past is shown stays', async () => {
  await scrub(120);
  const again = deviceRecord(gone.key, { name: { zh: '新梯', en: 'New lift' } });
  test.knowDevices(again);
  await test.settle();
  test.screen.clock.live();
  expect(keys()).toEqual([here.key, gone.key]);
  expect(test.screen.facts.getState().devices.get(gone.key)).toBe(again);
});
