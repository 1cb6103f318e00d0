/** Bookings against a real hub and a real broker: booked once, lowered at arrival, raised at the end, never under a car. */
import mqtt, { type MqttClient } from 'mqtt';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { ShownBooking } from '#shared/protocol/booking.ts';
import type { AlarmRecord } from '#shared/protocol/records.ts';
import { emptyPlan } from '#shared/twin/compound.ts';
import { eventually, startTestHub, testManifest, type TestHub } from '../testHub.ts';

const minuteMs = 60_000;
const secret = 'a-long-secret';
let nowMs: number;
let test: TestHub;
let lock: MqttClient;
const told: string[] = [];

beforeEach(async () => {
  nowMs = Date.UTC(2026, 10, 26, 8);
  told.length = 0;
  const devices = [
    { id: 'k1', system: 'ground-lock', name: { zh: '地锁一', en: 'Lock one' } },
    { id: 'k2', system: 'ground-lock', name: { zh: '地锁二', en: 'Lock two' } },
    { id: 'cars', system: 'vehicle-gate', name: { zh: '道闸', en: 'Gate' } },
    { id: 's1', system: 'smoke', name: { zh: '烟感', en: 'Smoke' } },
  ];
  test = await startTestHub({
    token: secret,
    now: () => nowMs,
    compounds: [{ manifest: testManifest, plan: emptyPlan, devices }],
  });
  await listen();
});
afterEach(async () => {
  await lock.endAsync(true);
  await test.stop();
});

/** The lock at the broker, which answers whatever it is told. */
async function listen(): Promise<void> {
  lock = await mqtt.connectAsync(test.hub.mqttUrl);
  await lock.subscribeAsync('linli/v1/test/ground-lock/+/command/+', { qos: 1 });
  lock.on('message', (topic, payload) => {
    const { id, params } = JSON.parse(payload.toString()) as { id: string; params: Record<string, unknown> };
    const [, , , , device, , name] = topic.split('/');
    told.push([device, name, ...Object.values(params)].join(' '));
    lock.publish(`${topic}/reply`, JSON.stringify({ id, ok: true }), { qos: 1 });
  });
}
async function ask<T>(method: string, path: string, body?: object) {
  const answer = await fetch(test.hub.url + path, {
    method,
    headers: { authorization: `Bearer ${secret}`, ...(body ? { 'content-type': 'application/json' } : {}) },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  return (await answer.json()) as T & { ok: boolean; error?: { code: string } };
}
const book = (fromMin: number, untilMin: number, more: object = {}) =>
  ask<{ booking: ShownBooking }>('POST', '/api/compounds/test/bookings', {
    deviceKey: 'ground-lock/k1',
    placeId: '8-2-401',
    fromMs: nowMs + fromMin * minuteMs,
    untilMs: nowMs + untilMin * minuteMs,
    ...more,
  });
const step = (id: string, given: object) =>
  ask<{ booking: ShownBooking }>('POST', `/api/bookings/${id}/steps`, given);
const list = async () => {
  const span = `from=${nowMs - 600 * minuteMs}&to=${nowMs + 6000 * minuteMs}`;
  return (await ask<{ bookings: ShownBooking[] }>('GET', `/api/compounds/test/bookings?${span}`)).bookings;
};
const lockSays = (v: object, device = 'k1') =>
  test.client.publishAsync(`linli/v1/test/ground-lock/${device}/state`, JSON.stringify({ t: nowMs, v }), {
    qos: 1,
  });
/** The hub looks every five seconds of the machine's clock. */
const stateBecomes = (state: string) => eventually(list, ([one]) => one?.state === state);
const hears = (words: readonly string[]) =>
  eventually(
    async () => told,
    (all) => words.every((one) => all.includes(one)),
  );

it('is booked once at a time: of many at once one, also over a restart; another lock and what follows are free', async () => {
  const many = await Promise.all(Array.from({ length: 12 }, (_, i) => book(30 + i, 90 + i)));
  expect(many.filter(({ ok }) => ok)).toHaveLength(1);
  const taken = many.find(({ ok }) => !ok);
  expect(taken?.error?.code).toBe('booking-taken');
  const [first] = await list();
  const endMin = ((first?.untilMs ?? 0) - nowMs) / minuteMs;
  await lock.endAsync(true);
  await test.restart();
  await listen();
  expect((await book(60, 120)).error?.code).toBe('booking-taken');
  expect((await book(endMin, endMin + 60)).ok).toBe(true);
  expect((await book(60, 120, { deviceKey: 'ground-lock/k2' })).ok).toBe(true);
  expect((await list()).map(({ number }) => number).sort()).toEqual([1, 2, 3]);
});

it('goes down at arrival and up at the end; while a car stands there it is over its time, and nothing rises', async () => {
  await lockSays({ arm: 'up', occupied: false });
  const { booking } = await book(5, 65);
  expect((await step(booking.id, { verb: 'release' })).error?.code).toBe('booking-step');
  expect((await step(booking.id, { verb: 'arrive' })).booking.state).toBe('in-use');
  await hears(['k1 lower', 'k1 show-booking in-use']);
  await lockSays({ arm: 'down', occupied: true });
  await eventually(
    async () => (await step(booking.id, { verb: 'release' })).error?.code ?? 'released',
    (code) => code === 'booking-occupied',
  );
  nowMs += 70 * minuteMs;
  await lockSays({ occupied: true });
  await eventually(list, ([one]) => one?.overstaySinceMs === booking.untilMs);
  const { alarms } = await eventually(
    () => ask<{ alarms: AlarmRecord[] }>('GET', '/api/alarms?state=open'),
    (found) => found.alarms.some(({ ruleId }) => ruleId === 'overstay'),
  );
  expect(alarms.find(({ ruleId }) => ruleId === 'overstay')?.deviceKey).toBe('ground-lock/k1');
  expect(told).not.toContain('k1 raise');
  expect((await book(1, 30)).error?.code).toBe('booking-taken');
  expect((await book(20, 50)).ok).toBe(true);
  await lockSays({ occupied: false });
  await eventually(list, (all) => all.find(({ id }) => id === booking.id)?.state === 'ended');
  await hears(['k1 raise']);
});

it('is given up where nobody comes, and can be cancelled with a reason; neither moves the lock', async () => {
  await lockSays({ arm: 'up', occupied: true });
  const { booking } = await book(0, 60);
  nowMs += 16 * minuteMs;
  await stateBecomes('no-show');
  const second = await book(10, 60);
  expect((await step(second.booking.id, { verb: 'cancel' })).error?.code).toBe('invalid-request');
  expect((await step(second.booking.id, { verb: 'cancel', reason: '改期' })).booking).toMatchObject({
    state: 'cancelled',
    reason: '改期',
  });
  expect((await step(booking.id, { verb: 'arrive' })).error?.code).toBe('booking-step');
  expect((await book(10, 60)).ok).toBe(true);
  expect(told.filter((one) => /raise|lower/.test(one))).toEqual([]);
});

it('begins when its car comes in through a gate, and the car is named in no list', async () => {
  const { booking } = await book(5, 65, { placeId: null, plate: '鄂B·12345' });
  expect(JSON.stringify(await list())).not.toContain('12345');
  const car = (direction: string) =>
    test.client.publishAsync(
      'linli/v1/test/vehicle-gate/cars/event',
      JSON.stringify({ t: nowMs, id: direction, type: 'pass', data: { plate: '鄂B12345', direction } }),
      { qos: 1 },
    );
  await car('out');
  expect((await list())[0]?.state).toBe('booked');
  await car('in');
  await stateBecomes('in-use');
  await hears(['k1 lower']);
  expect(await ask('GET', `/api/bookings/${booking.id}/plate`)).toMatchObject({ plate: '鄂B·12345' });
});

it('says what keeps its lock from being used', async () => {
  await lockSays({ arm: 'stuck', hit: true });
  await book(0, 60);
  await eventually(list, ([one]) => one?.troubles.join() === 'stuck,hit');
  // An answer after its last word would be a sign of life.
  await hears(['k1 show-booking booked']);
  await lock.endAsync();
  await test.client.publishAsync('linli/v1/test/ground-lock/k1/availability', 'offline', { qos: 1 });
  await eventually(list, ([one]) => one?.troubles.join() === 'offline,stuck,hit');
});

it('refuses what cannot be', async () => {
  const codes = [
    await book(0, 3),
    await book(0, 25 * 60),
    await book(-120, -60),
    await book(31 * 24 * 60, 31 * 24 * 60 + 60),
    await book(0, 60, { deviceKey: 'smoke/s1' }),
    await book(0, 60, { deviceKey: 'ground-lock/none' }),
    await book(0, 60, { placeId: null }),
    await step('none', { verb: 'arrive' }),
  ].map(({ error }) => error?.code);
  expect(codes).toEqual([
    'booking-short',
    'booking-long',
    'pass-past',
    'booking-far',
    'booking-device',
    'no-device',
    'booking-whose',
    'no-booking',
  ]);
});
