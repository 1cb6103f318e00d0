/** A gate that was away hears of every pass that is not over its last word, however many there were. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { openTestPasses } from './testPasses.ts';

const east = 'pedestrian-gate/east';
let test: ReturnType<typeof openTestPasses>;
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setInterval', 'setTimeout', 'clearInterval', 'clearTimeout'] });
  test = openTestPasses();
});
afterEach(async () => {
  vi.useRealTimers();
  await test.stop();
});

it('revoked among hundreds is withdrawn all the same; what it answered is not said again', async () => {
  const device = test.deviceOf(east);
  device.stale = true;
  const first = test.issue({ gates: [east] });
  await test.settled();
  test.revoke(first.pass.id);
  const others = Array.from({ length: 1050 }, () => test.issue({ gates: [east] }).pass.id);
  const over = test.issue({ gates: [east], untilMs: test.nowMs + 60_000 });
  await test.settled();
  await test.settled();
  // Nobody answers, and the pass of a minute is over by then.
  test.wait(3_600_000);
  vi.advanceTimersByTime(20_000);
  await test.settled();
  test.told.length = 0;
  device.stale = false;
  device.lastSeenMs = test.nowMs;
  vi.advanceTimersByTime(3000);
  await test.settled();
  await test.settled();
  const heard = new Map(test.told.map(({ name, params }) => [params['pass'], name]));
  expect(heard.get(first.pass.id)).toBe('withdraw-pass');
  expect(others.every((id) => heard.get(id) === 'admit-pass')).toBe(true);
  expect(heard.has(over.pass.id)).toBe(false);
  expect(test.told.every(({ name, params }) => (name === 'admit-pass') === 'tokenHash' in params)).toBe(true);
  for (const order of test.told) test.commands.takeReply(order.device, { id: order.id, ok: true });
  await test.settled();
  test.told.length = 0;
  vi.advanceTimersByTime(9000);
  await test.settled();
  expect(test.told).toEqual([]);
});
