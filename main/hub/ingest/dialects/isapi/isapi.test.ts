import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openTestIngest, type TestIngest } from '#hub/ingest/testIngest.ts';

let test: TestIngest;
beforeEach(() => {
  const camera = { id: 'yard', kind: 'isapi', url: 'http://127.0.0.1' } as const;
  test = openTestIngest([{ id: 'main', url: null, dialects: {}, camera }]);
});
afterEach(() => test.stop());

const atMs = 1_790_000_000_000;
/** As a clock in China writes it. */
const local = (ms: number) => `${new Date(ms + 8 * 3_600_000).toISOString().slice(0, 19)}+08:00`;
const xml = (fields: Readonly<Record<string, unknown>>, more = '') =>
  `<EventNotificationAlert version="2.0" xmlns="http://www.hikvision.com/ver20/XMLSchema">${Object.entries({
    channelID: 1,
    dateTime: local(test.nowMs),
    activePostCount: 1,
    eventState: 'active',
    ...fields,
  })
    .map(([name, value]) => `<${name}>${String(value)}</${name}>`)
    .join('')}${more}</EventNotificationAlert>`;
const status = (more: object = {}) =>
  test.say('isapi/yard/status', { online: true, type: 'IPCamera', ...more });
const heartbeat = () => test.say('isapi/yard', xml({ eventType: 'videoloss', eventState: 'inactive' }));

describe('a camera of the alert stream', () => {
  it('is one device; what begins is an event once, and over when it says so', () => {
    status();
    for (const count of [1, 2, 3]) {
      test.say('isapi/yard', xml({ eventType: 'VMD', activePostCount: count }));
      test.nowMs += 1000;
    }
    expect(test.keys()).toEqual(['cctv/yard']);
    expect(test.values('cctv/yard')).toEqual({ online: true, VMD: true });
    expect(test.events).toEqual([
      expect.objectContaining({ device: 'cctv/yard', type: 'VMD', t: atMs, data: { channel: '1' } }),
    ]);
    test.say('isapi/yard', xml({ eventType: 'VMD', eventState: 'inactive' }));
    expect(test.values('cctv/yard')).toEqual({ online: true, VMD: false });
    expect(test.refused()).toEqual({});
  });

  it('that no longer says what went on has ended it, with the first heartbeat after a quarter of a minute', () => {
    status();
    test.say('isapi/yard', xml({ eventType: 'linedetection' }));
    test.nowMs += 15_000;
    heartbeat();
    expect(test.values('cctv/yard')).toMatchObject({ linedetection: true });
    test.nowMs += 1;
    heartbeat();
    expect(test.values('cctv/yard')).toMatchObject({ linedetection: false });
    test.say('isapi/yard', xml({ eventType: 'linedetection' }));
    expect(test.events).toHaveLength(2);
  });

  it('says what is wrong with its picture and its disk in the words of its system', () => {
    status();
    heartbeat();
    expect(test.values('cctv/yard')).toEqual({ online: true });
    test.say('isapi/yard', xml({ eventType: 'shelteralarm' }));
    test.say('isapi/yard', xml({ eventType: 'defocus' }));
    test.say('isapi/yard', xml({ eventType: 'diskerror' }));
    test.say('isapi/yard', xml({ eventType: 'videoloss' }));
    expect(test.values('cctv/yard')).toMatchObject({ picture: 'covered', disk: 'fault', online: false });
    for (const eventType of ['shelteralarm', 'videoloss', 'diskerror'])
      test.say('isapi/yard', xml({ eventType, eventState: 'inactive' }));
    expect(test.values('cctv/yard')).toMatchObject({ picture: 'blurred', disk: 'good', online: true });
  });

  it('speaks JSON too, has inputs, and clocks with and without a zone', () => {
    status();
    const event = { channelID: 1, eventType: 'IO', eventState: 'active', inputIOPortID: 2 };
    test.say('isapi/yard', { ...event, dateTime: local(atMs - 5000) });
    test.say('isapi/yard', {
      EventNotificationAlert: { ...event, inputIOPortID: 3, dateTime: '2026-01-01T00:00:00' },
    });
    expect(test.values('cctv/yard')).toMatchObject({ 'IO@2': true, 'IO@3': true });
    expect(test.events.map(({ t }) => t)).toEqual([atMs - 5000, atMs]);
  });
});

it('each channel of a recorder is a device that speaks through it', () => {
  status({ type: 'NVR', model: 'DS-7608' });
  test.say('isapi/yard', xml({ eventType: 'fielddetection', channelID: 3 }));
  test.say('isapi/yard', xml({ eventType: 'diskfull', channelID: 0 }));
  const found = test.twin.compounds.get('test')?.devices;
  const channel = test.keys().find((key) => key.includes('3')) ?? '';
  expect(test.values(channel)).toEqual({ fielddetection: true });
  expect(found?.get(channel)?.record.via).toBe('cctv/yard');
  expect(test.values('cctv/yard')).toEqual({ online: true, diskfull: true });
});

it('a plate goes only where the device’s system asks for plates; each car is one of its own', () => {
  status();
  const car = (plate: string) =>
    test.say('isapi/yard', xml({ eventType: 'ANPR' }, `<ANPR><licensePlate>${plate}</licensePlate></ANPR>`));
  car('鄂A12345');
  test.nowMs += 1000;
  car('鄂B54321');
  expect(test.events).toHaveLength(2);
  expect(JSON.stringify([test.values('cctv/yard'), test.events])).not.toMatch(/鄂/);
  test.map('test', {
    version: 2,
    homeAssistant: { devices: {} },
    devices: { isapi: { yard: { system: 'vehicle-gate', id: 'g1' } } },
  });
  test.nowMs += 1000;
  car('鄂C00001');
  expect(test.values('vehicle-gate/g1')).toMatchObject({ plate: '鄂C00001' });
});

it('that it is connected or not is no word of the camera’s: it is not counted as heard', () => {
  status();
  test.say('isapi/yard/status', { online: false });
  expect(test.ingest.sources()[0]).toMatchObject({ accepted: 0, lastMessageMs: null });
  heartbeat();
  expect(test.ingest.sources()[0]).toMatchObject({ lastMessageMs: test.nowMs });
});

it('a car at what has a passage is that passage, each its own even within one second', () => {
  test.map('test', {
    version: 2,
    homeAssistant: { devices: {} },
    devices: { isapi: { yard: { system: 'vehicle-gate', id: 'g1' } } },
  });
  status();
  const car = (fields: Readonly<Record<string, unknown>>) =>
    test.say('isapi/yard', {
      eventType: 'ANPR',
      eventState: 'active',
      channelID: 1,
      dateTime: local(atMs),
      ANPR: fields,
    });
  car({ licensePlate: '鄂A12345', confidenceLevel: 97, direction: 'forward', line: 2 });
  car({ licensePlate: '鄂B54321', confidenceLevel: 0, direction: 'out' });
  car({ licensePlate: '鄂A12345', confidenceLevel: 97, direction: 'forward', line: 2 });
  car({ licensePlate: 'unknown', direction: 'constructor' });
  expect(test.events.map(({ device, type, data }) => [device, type, data])).toEqual([
    [
      'vehicle-gate/g1',
      'pass',
      { channel: '1', method: 'plate', plate: '鄂A12345', confidence: 0.97, lane: '2' },
    ],
    [
      'vehicle-gate/g1',
      'pass',
      { channel: '1', method: 'plate', plate: '鄂B54321', confidence: 0, direction: 'out' },
    ],
    [
      'vehicle-gate/g1',
      'pass',
      { channel: '1', method: 'plate', plate: '鄂A12345', confidence: 0.97, lane: '2' },
    ],
    ['vehicle-gate/g1', 'pass', { channel: '1', method: 'plate', plate: '' }],
  ]);
  const [first, second, again, unread] = test.events.map(({ id }) => id);
  expect(again).toBe(first);
  expect(new Set([first, second, unread]).size).toBe(3);
  expect(JSON.stringify([first, second])).not.toMatch(/12345|54321/);
  expect(test.values('vehicle-gate/g1')).toMatchObject({ plate: '鄂A12345', direction: 'out', lane: '2' });
  expect(test.refused()).toEqual({});
});

it('dirty input is refused with its reason and loses nothing beside it', () => {
  status();
  for (const payload of [
    '<',
    '{',
    '<a/>',
    '[]',
    '<!DOCTYPE x [<!ENTITY a "b">]><EventNotificationAlert/>',
    '',
  ])
    test.say('isapi/yard', payload);
  test.say('isapi/yard', `<EventNotificationAlert>${'<a>'.repeat(500)}`);
  test.say('isapi/yard', xml({ eventType: '__proto__' }));
  test.say('isapi/yard', xml({ eventType: 'constructor', channelID: '__proto__' }));
  test.say('isapi/yard', xml({ eventType: 'a&amp;b&#x4e2d;' }));
  expect(Object.values(test.refused()).reduce((all, one) => all + one, 0)).toBe(7);
  expect(test.values('cctv/yard')).toMatchObject({ 'a&b中': true, proto: true, constructor: true });
});

it('any words, in any place, throw nothing and lose nothing good beside them', () => {
  status();
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
      test.say('isapi/yard', text);
      test.say('isapi/yard/status', text);
      test.say('isapi/yard', xml({ eventType: text, channelID: text, dateTime: text, eventState: text }));
      test.say('isapi/yard', {
        eventType: text,
        channelID: 7,
        dateTime: text,
        eventState: 'active',
        ANPR: text,
      });
      test.say('isapi/yard', xml({ eventType: 'shelteralarm' }));
    }),
    { numRuns: 200 },
  );
  expect(test.values('cctv/yard')?.['picture']).toBe('covered');
  expect(test.refused()['message-failed']).toBeUndefined();
});
