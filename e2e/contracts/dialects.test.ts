/**
 * Every dialect with what it may meet: 485 strings that break software as names, topics and values, and payloads that
 * Frigate's own description gives. Skipped where the data is absent.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { get } from 'sparkplug-payload';
import { afterEach, describe, expect, it } from 'vitest';
import { isFaultCode } from '#shared/i18n/faults/faultText.ts';
import { openTestIngest, type TestIngest } from '#hub/ingest/testIngest.ts';

const data = join(import.meta.dirname, '../../../shared/data');
const readJson = (path: string): unknown => JSON.parse(readFileSync(join(data, path), 'utf8'));
const isThere = existsSync(data);
const naughty = isThere ? (readJson('text/naughty_strings.json') as string[]) : [];

let test: TestIngest;
afterEach(() => test?.stop());

const codec = get('spBv1.0');
const sparkplug = (metrics: object[], seq = 0) =>
  codec?.encodePayload({ timestamp: 1_790_000_000_000, seq, metrics: metrics as never }) ?? new Uint8Array();
const own = (key: string, value: unknown): object =>
  JSON.parse(`{${JSON.stringify(key)}:${JSON.stringify(value)}}`) as object;

/** What each dialect is told with this text as a name, as a key, as a value and as the whole of it. */
function* sayings(text: string): Iterable<readonly [topic: string, payload: string | Uint8Array]> {
  const json = JSON.stringify;
  const level = text.replaceAll(/[+#]/g, '_').replaceAll('\0', '_');
  const device = {
    ieee_address: text,
    friendly_name: text,
    definition: { exposes: [{ type: 'numeric', property: text, unit: text }] },
  };
  yield ['zigbee2mqtt/bridge/devices', json([device, { ieee_address: '0x1', friendly_name: 'good' }])];
  yield [`zigbee2mqtt/${level}`, json(own(text, text))];
  yield ['zigbee2mqtt/good', json([own(text, text), own(text, { [`${text}.`]: -1 }), { good: 1 }])];
  yield ['zigbee2mqtt/good', text];
  yield ['zigbee2mqtt/good/availability', text];
  yield [`tele/${level}/SENSOR`, json({ Time: text, ...own(text, own(text, text)), TempUnit: text })];
  yield ['tele/good/SENSOR', json([own(text, 1), own('__proto__', { polluted: text }), { good: 1 }])];
  yield ['tele/good/LWT', text];
  yield ['stat/good/POWER', text];
  yield ['tele/good/STATE', text];
  yield [
    'tasmota/discovery/AA/config',
    json({ t: text, fn: [text], dn: text, md: text, ft: text, onln: text }),
  ];
  yield ['v1/gateway/connect', json({ device: text, type: text })];
  yield [
    'v1/gateway/telemetry',
    json([own(text, [{ ts: text, values: own(text, text) }]), { good: { good: 1 } }]),
  ];
  yield ['v1/gateway/attributes', json(own(text, own(text, text)))];
  yield ['v1/gateway/attributes/request', json({ id: 1, device: text, key: text, keys: [text] })];
  yield ['v1/gateway/rpc', json({ device: text, id: text, data: { error: text } })];
  yield ['v1/gateway/telemetry', text];
  const object = {
    id: text,
    camera: text,
    label: text,
    start_time: 1_790_000_000,
    entered_zones: [text],
    current_zones: [text],
  };
  yield [
    'frigate/events',
    json([
      { type: text, after: object },
      { type: 'new', after: { ...object, id: `${text}2`, camera: 'good' } },
    ]),
  ];
  yield [
    'frigate/reviews',
    json({ type: 'end', after: { ...object, severity: text, data: { objects: [text] } } }),
  ];
  yield [`frigate/${level}/${level}`, text];
  yield ['frigate/good/person', text];
  yield ['frigate/stats', json({ cameras: own(text, { camera_fps: 5 }) })];
  yield ['frigate/available', text];
  yield [
    'spBv1.0/g/NBIRTH/n',
    sparkplug([
      { name: text, alias: 1, type: 'String', value: text },
      { name: 'bdSeq', type: 'Int64', value: 0 },
    ]),
  ];
  yield [
    'spBv1.0/g/DBIRTH/n/good',
    sparkplug(
      [
        { name: text, alias: 2, type: 'String', value: text },
        { name: 'good', alias: 3, type: 'Double', value: 1 },
      ],
      1,
    ),
  ];
  yield [
    'spBv1.0/g/DDATA/n/good',
    sparkplug(
      [
        { alias: 2, type: 'String', value: text },
        { alias: 3, type: 'Double', value: 1 },
      ],
      2,
    ),
  ];
  yield [`spBv1.0/${level}/DBIRTH/${level}/${level}`, text];
}

const goodValue = (key: string, point: string) => test.values(key)?.[point];

describe.skipIf(!isThere)('strings that break software, in every dialect', () => {
  it(
    'throw nothing, pollute nothing, lose nothing good, and each refusal has words',
    { timeout: 120_000 },
    () => {
      test = openTestIngest();
      expect(naughty.length).toBeGreaterThan(480);
      const before = Object.getOwnPropertyNames(Object.prototype).join();
      for (const text of naughty) for (const [topic, payload] of sayings(text)) test.say(topic, payload);
      expect(Object.getOwnPropertyNames(Object.prototype).join()).toBe(before);
      expect(Reflect.get({}, 'polluted')).toBeUndefined();
      const { byCode, recent } = test.ingest.rejections.report();
      expect(byCode['message-failed']).toBeUndefined();
      expect(Object.keys(byCode).filter((code) => !isFaultCode(code))).toEqual([]);
      expect(Object.keys(byCode).length).toBeGreaterThan(3);
      expect(recent.every(({ source }) => source === 'main')).toBe(true);
      expect(goodValue('zigbee2mqtt/0x1', 'good')).toBe(1);
      expect(goodValue('tasmota/good', 'good')).toBe(1);
      expect(goodValue('thingsboard/good', 'good')).toBe(1);
      const behind = test.ingest.foreignDevices().find(({ id }) => id === 'g/n/good');
      expect(goodValue(behind?.deviceKey ?? '', 'good')).toBe(1);
      const cameras = test.events.filter(({ device }) => device.endsWith('/good'));
      expect(cameras.length).toBeGreaterThan(400);
      // Each name is a device of its own, however odd.
      const names = test.ingest.foreignDevices().filter(({ dialect }) => dialect === 'thingsboard');
      expect(names.length).toBeGreaterThan(400);
      expect(new Set(names.map(({ deviceKey }) => deviceKey)).size).toBe(names.length);
    },
  );
});

describe.skipIf(!isThere)('payloads of Frigate’s own description', () => {
  it('are events of their cameras, without a face or a plate', () => {
    test = openTestIngest();
    const say = (topic: string, file: string) =>
      test.say(`frigate/${topic}`, readFileSync(join(data, 'iot/frigate', file)));
    say('events', '01_frigate_events.json');
    say('events', '01_frigate_events.json');
    say('reviews', '07_frigate_reviews.json');
    for (const nth of ['02_generative_ai_description', '03_face_recognition', '04_license_plate_recognition'])
      say('tracked_object_update', `${nth}_update.json`);
    say('triggers', '08_frigate_triggers.json');
    expect(test.events.map(({ device, type, t, data: about }) => [device, type, t, about['zones']])).toEqual(
      [
        ['cctv/front_door', 'object-start', 1_607_123_955_475, ['yard', 'driveway']],
        ['cctv/front_cam', 'review-start', 1_718_987_129_308, ['front_yard']],
      ].map(([device, type, , zones]) => [device, type, expect.any(Number), zones]),
    );
    expect(test.events[0]?.data).toMatchObject({
      startMs: 1_607_123_955_475,
      label: 'person',
      score: 0.958984375,
    });
    expect(JSON.stringify([test.events, test.ingest.foreignDevices()])).not.toMatch(
      /John|ABC12345|123ABC|Bob/,
    );
    expect(test.refused()).toEqual({});
  });
});
