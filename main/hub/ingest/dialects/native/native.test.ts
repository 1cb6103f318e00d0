/** Native messages as devices really send them: what is bad is told to whom it belongs, and costs nothing beside it. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openTestIngest, type TestIngest } from '#hub/ingest/testIngest.ts';

let test: TestIngest;
beforeEach(() => {
  test = openTestIngest();
  test.say('linli/v1/test/smoke/s1/meta', { name: 'Smoke' });
});
afterEach(() => test.stop());

const topic = 'linli/v1/test/smoke/s1/state';
const lastOf = (device = 'test/smoke/s1') => test.ingest.rejections.lastOf(device);

it('what the schema refuses is its device’s, and so is what cannot be read at all', () => {
  test.say(topic, { t: 'soon', v: { smoke: 1 } });
  expect(lastOf()).toMatchObject({ code: 'schema', params: { place: '/t' }, topic });
  test.say(topic, '{');
  expect(lastOf()).toMatchObject({ code: 'json' });
  test.say('linli/v1/test/smoke/nobody/event', { t: test.nowMs });
  expect(lastOf('test/smoke/nobody')).toMatchObject({ code: 'schema' });
  expect(lastOf()).toMatchObject({ code: 'json' });
});

it('records in an array are taken each for itself', () => {
  test.say(topic, [
    { t: test.nowMs - 2000, v: { smoke: 0.1 } },
    { t: test.nowMs - 1000 },
    7,
    { t: test.nowMs, v: { smoke: 0.2, battery: 50 } },
  ]);
  expect(test.values('smoke/s1')).toEqual({ smoke: 0.2, battery: 50 });
  expect(test.refused()).toEqual({ schema: 2 });
  const event = (id: string) => ({ t: test.nowMs, id, type: 'test' });
  test.say('linli/v1/test/smoke/s1/event', [event('a'), event('b')]);
  expect(test.events.map(({ id }) => id)).toEqual(['a', 'b']);
  test.say(topic, []);
  expect(test.refused()).toEqual({ schema: 3 });
  test.say(
    topic,
    Array.from({ length: 1002 }, (_, nth) => ({ t: test.nowMs + nth, v: { battery: 1 } })),
  );
  expect(test.refused()).toEqual({ schema: 3, flood: 1 });
  expect(lastOf()).toMatchObject({ code: 'flood', params: { refused: 2, most: 1000 } });
});

it('a time with its zone is read, one without is refused for that', () => {
  const iso = (ms: number) => new Date(ms).toISOString();
  const events = 'linli/v1/test/smoke/s1/event';
  const local = (ms: number, zone: string) => `${iso(ms + 8 * 3_600_000).slice(0, 19)}${zone}`;
  [
    iso(test.nowMs - 1000),
    local(test.nowMs - 2000, '+08:00'),
    local(test.nowMs - 3000, '+0800'),
    local(test.nowMs - 4000, '+08:00').replace('T', ' '),
  ].forEach((t, nth) => test.say(events, { t, id: `e${nth}`, type: 'test' }));
  expect(test.events.map(({ t }) => test.nowMs - t)).toEqual([1000, 2000, 3000, 4000]);
  test.say(topic, { t: iso(test.nowMs), v: { smoke: 0.3 } });
  expect(test.values('smoke/s1')).toEqual({ smoke: 0.3 });
  expect(test.refused()).toEqual({});
  test.say(topic, { t: '2026-11-26T10:00:00', v: { smoke: 0.4 } });
  expect(lastOf()).toMatchObject({ code: 'time-zone', params: { t: '2026-11-26T10:00:00' } });
  test.say(topic, { t: '2026-99-99T10:00:00Z', v: { smoke: 0.4 } });
  expect(lastOf()).toMatchObject({ code: 'schema' });
  expect(test.values('smoke/s1')).toEqual({ smoke: 0.3 });
});
