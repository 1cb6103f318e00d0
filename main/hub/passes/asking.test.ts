/** A door that asks is answered as things stand when it is heard; what comes late opens nothing. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openTestPasses } from './testPasses.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const east = 'pedestrian-gate/east';
let test: ReturnType<typeof openTestPasses>;
beforeEach(() => void (test = openTestPasses()));
afterEach(() => test.stop());
const shows = (token: string, behindMs = 0, more: object = {}) =>
  test.says(east, { token, asks: true, ...more }, behindMs);

it('no older time opens a door for a pass that is over or revoked by now', async () => {
  const expired = test.issue({ fromMs: test.nowMs, untilMs: test.nowMs + hourMs });
  const revoked = test.issue();
  test.wait(hourMs + minuteMs / 2);
  test.revoke(revoked.pass.id);
  expect(await shows(expired.token, hourMs / 2)).toMatchObject({ said: 'late', isOpened: false });
  expect(await shows(expired.token, 20_000)).toMatchObject({ said: 'expired', isOpened: false });
  expect(await shows(revoked.token, minuteMs)).toMatchObject({ said: 'late', isOpened: false });
  expect(await shows(revoked.token, 5000)).toMatchObject({ said: 'revoked', isOpened: false });
});

it('asked too late, nobody was let in and the pass is not used; a device that opened by itself used it then', async () => {
  const { pass, token } = test.issue();
  test.wait(hourMs);
  expect(await shows(token, 10 * minuteMs)).toMatchObject({ said: 'late', isOpened: false });
  expect(test.find(pass.id)?.useCount).toBe(0);
  const opened = await shows(token, 50 * minuteMs, { result: 'accepted' });
  expect(opened).toMatchObject({ said: 'accepted', isOpened: false });
  expect(opened.passage.atMs).toBe(test.nowMs - 50 * minuteMs);
  expect(test.find(pass.id)?.used).toEqual([{ deviceKey: east, atMs: test.nowMs - 50 * minuteMs }]);
});

it('a clock that is steadily behind is known: a fresh pass opens, and it counts as used now', async () => {
  for (let i = 0; i < 4; i++) {
    test.hear(east, 20 * minuteMs);
    test.wait(minuteMs);
  }
  const { pass, token } = test.issue();
  expect(await shows(token, 20 * minuteMs)).toMatchObject({ said: 'accepted', isOpened: true });
  expect(test.find(pass.id)?.used[0]?.atMs).toBe(test.nowMs);
  expect(test.passages()[0]?.atMs).toBe(test.nowMs);
});
