/**
 * `npm run bench:dialects [-- --seconds=2]`: messages a second that each dialect's decoder takes on one core, with payloads
 * as devices send them: a thousand devices in turn, values that change, what a message brings built whole. Nothing is
 * written to a twin; the peer is JSON.parse of the same payloads, or the protobuf library alone.
 */
import { get } from 'sparkplug-payload';
import { SaxesParser } from 'saxes';
import { createDialects } from '#hub/ingest/dialects/createDialects.ts';
import { createDirectDialects } from '#hub/ingest/dialects/createDirectDialects.ts';
import type { Dialect } from '#hub/ingest/message.ts';

const target = { perS: 100_000, sparkplugPerS: 40_000 };
const many = 1000;
const seconds = Number(process.argv.find((arg) => arg.startsWith('--seconds='))?.slice(10) ?? 2);
const startMs = Date.UTC(2026, 10, 1);

const options = {
  homeOf: () => ({ compound: 'bench', mapped: null }),
  placesOf: () => new Set<string>(),
  now: () => startMs,
  formerOf: () => null,
};
const camera = (kind: 'onvif' | 'isapi') => ({ id: 'cam', kind, url: 'http://camera.invalid' });
const viidId = '42010500001190000001';
const direct = (settings: Parameters<typeof createDirectDialects>[0]) =>
  createDirectDialects(settings, { ...options, zoneOf: () => 'Asia/Shanghai' });
const dialects: readonly Dialect[] = [
  ...createDialects({}, { ...options, discoveryPrefixes: [], scopeOf: (base) => base, listen: () => {} }),
  ...direct({ camera: camera('onvif') }),
  ...direct({ camera: camera('isapi') }),
  ...direct({ viid: { id: viidId, devices: [{ id: viidId, secret: 'bench' }] } }),
];

interface Load {
  readonly dialect: string;
  /** Said once: what the devices are. */
  readonly first: readonly Said[];
  readonly messages: readonly Said[];
  /** What one of them brings; usually one. */
  readonly messagesEach?: number;
  /** Messages of the dialect in one payload; usually one. */
  readonly bundled?: number;
  readonly peer: (payload: Uint8Array) => unknown;
}
type Said = readonly [topic: string, payload: Uint8Array];

const json = (value: unknown) => Buffer.from(JSON.stringify(value));
const each = <T>(of: (nth: number) => T): T[] => Array.from({ length: many }, (_, nth) => of(nth));
const parse = (payload: Uint8Array): unknown =>
  JSON.parse(Buffer.from(payload.buffer, payload.byteOffset, payload.byteLength).toString());
const parseXml = (payload: Uint8Array) =>
  new SaxesParser({ xmlns: false, position: false }).write(Buffer.from(payload).toString()).close();
const codec = get('spBv1.0');
if (!codec) throw new Error('no codec for spBv1.0');
const { encodePayload, decodePayload } = codec;

const numeric = (property: string, unit: string) => ({ type: 'numeric', property, unit, access: 1 });
const exposes = [
  { type: 'binary', property: 'smoke', value_on: true, value_off: false, access: 1 },
  numeric('temperature', '°C'),
  numeric('battery', '%'),
  numeric('voltage', 'mV'),
  numeric('linkquality', 'lqi'),
];

const notification = (nth: number) =>
  '<wsnt:NotificationMessage><wsnt:Topic>tns1:RuleEngine/CellMotionDetector/Motion</wsnt:Topic><wsnt:Message>' +
  `<tt:Message UtcTime="${new Date(startMs + nth).toISOString()}" PropertyOperation="Changed"><tt:Source>` +
  '<tt:SimpleItem Name="VideoSourceConfigurationToken" Value="vs"/><tt:SimpleItem Name="Rule" Value="Motion"/>' +
  '</tt:Source><tt:Data><tt:SimpleItem Name="IsMotion" Value="false"/></tt:Data></tt:Message>' +
  '</wsnt:Message></wsnt:NotificationMessage>';

const loads: readonly Load[] = [
  {
    dialect: 'native',
    first: [],
    messages: each((n) => [
      `linli/v1/bench/smoke/s${n}/state`,
      json({ t: startMs + n, v: { smoke: 0.01, temperature: 20 + n / 100, battery: 90, fault: false } }),
    ]),
    peer: parse,
  },
  {
    dialect: 'home-assistant',
    first: each((n) => [
      `homeassistant/sensor/d${n}/temperature/config`,
      json({
        uniq_id: `t${n}`,
        stat_t: `bridge/d${n}`,
        unit_of_meas: '°C',
        val_tpl: '{{ value_json.temperature }}',
        dev: { ids: `d${n}`, name: `Sensor ${n}` },
      }),
    ]),
    messages: each((n) => [
      `bridge/d${n}`,
      json({ temperature: 20 + n / 100, battery: 90, linkquality: 120 }),
    ]),
    peer: parse,
  },
  {
    dialect: 'zigbee2mqtt',
    first: [
      [
        'zigbee2mqtt/bridge/devices',
        json(
          each((n) => ({
            ieee_address: `0x00158d${n}`,
            friendly_name: `hall/smoke ${n}`,
            definition: { model: 'S1', vendor: 'Maker', exposes },
          })),
        ),
      ],
    ],
    messages: each((n) => [
      `zigbee2mqtt/hall/smoke ${n}`,
      json({ smoke: false, temperature: 20 + n / 100, battery: 90, voltage: 3000 + n, linkquality: 120 }),
    ]),
    peer: parse,
  },
  {
    dialect: 'tasmota',
    first: [],
    messages: each((n) => [
      `tele/plug_${n}/SENSOR`,
      json({
        Time: '2026-11-01T08:00:00',
        AM2301: { Temperature: 20 + n / 100, Humidity: 50 },
        ENERGY: { Total: n, Power: 40, Voltage: 231, Current: 0.2 },
        TempUnit: 'C',
      }),
    ]),
    peer: parse,
  },
  {
    dialect: 'thingsboard',
    first: [],
    messages: each((n) => [
      'v1/gateway/telemetry',
      json({ [`Meter ${n}`]: [{ ts: startMs + n, values: { voltage: 231, current: 0.2, power: 40 + n } }] }),
    ]),
    peer: parse,
  },
  {
    dialect: 'frigate',
    first: each((n) => [`frigate/camera_${n}/detect/state`, Buffer.from('ON')]),
    messages: each((n) => [`frigate/camera_${n}/person`, Buffer.from(String(n % 7))]),
    peer: (payload) => Number(Buffer.from(payload).toString()),
  },
  {
    dialect: 'sparkplug',
    first: each((n) => n).flatMap((n): Said[] => [
      [`spBv1.0/g/NBIRTH/n${n}`, encodePayload({ timestamp: startMs, seq: 0, metrics: [] })],
      [
        `spBv1.0/g/DBIRTH/n${n}/pump`,
        encodePayload({
          timestamp: startMs,
          seq: 1,
          metrics: ['pressure', 'flow', 'power'].map((name, nth) => ({
            name,
            alias: nth,
            type: 'Double',
            value: 0,
          })),
        }),
      ],
    ]),
    // The same number again is the same message again: no gap is found.
    messages: each((n) => [
      `spBv1.0/g/DDATA/n${n}/pump`,
      encodePayload({
        timestamp: startMs + n,
        seq: 2,
        metrics: [0, 1, 2].map((alias) => ({ alias, type: 'Double', value: n + alias })),
      }),
    ]),
    peer: decodePayload,
  },
  {
    // Who is asked so often answers with what there is by then: the notifications of an answer are counted.
    dialect: 'onvif',
    bundled: 10,
    messagesEach: 10,
    first: [],
    messages: each((n) => [
      'onvif/cam',
      Buffer.from(
        '<?xml version="1.0"?><s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope"><s:Body>' +
          '<tev:PullMessagesResponse><tev:CurrentTime>2026-11-01T00:00:00Z</tev:CurrentTime>' +
          Array.from({ length: 10 }, (_, nth) => notification(n * 10 + nth)).join('') +
          '</tev:PullMessagesResponse></s:Body></s:Envelope>',
      ),
    ]),
    peer: parseXml,
  },
  {
    dialect: 'isapi',
    first: [],
    messages: each((n) => [
      'isapi/cam',
      Buffer.from(
        '<EventNotificationAlert version="2.0"><ipAddress>10.0.0.7</ipAddress><portNo>80</portNo>' +
          `<protocol>HTTP</protocol><channelID>1</channelID><dateTime>${new Date(startMs + n * 1000).toISOString()}</dateTime>` +
          '<activePostCount>1</activePostCount><eventType>linedetection</eventType><eventState>inactive</eventState>' +
          '<eventDescription>linedetection alarm</eventDescription></EventNotificationAlert>',
      ),
    ]),
    peer: parseXml,
  },
  {
    // A pass is values and an event.
    dialect: 'viid',
    messagesEach: 2,
    first: [],
    messages: each((n) => [
      `viid/${viidId}`,
      json({
        vehicles: [
          {
            id: `v${n}`,
            deviceId: viidId,
            at: '20261101080000',
            plate: `鄂B${10_000 + n}`,
            plateColor: '5',
            color: '2',
            lane: '1',
            speedKmh: 12,
            confidence: 0.97,
          },
        ],
        seen: [],
      }),
    ]),
    peer: parse,
  },
];

function perSecond(act: (nth: number) => void): number {
  let done = 0;
  const untilMs = performance.now() + seconds * 1000;
  const begunMs = performance.now();
  while (performance.now() < untilMs) {
    for (let nth = 0; nth < many; nth++) act(nth);
    done += many;
  }
  return Math.round((done / (performance.now() - begunMs)) * 1000);
}

function measure({ dialect: id, first, messages, messagesEach = 1, bundled = 1, peer }: Load) {
  const dialect = dialects.find((one) => one.id === id) as Dialect;
  for (const [topic, payload] of first) dialect.decode(topic, payload, false);
  let taken = 0;
  const once = (nth: number) => {
    const [topic, payload] = messages[nth] as Said;
    taken += dialect.decode(topic, payload, false).messages.length;
  };
  // What is said first teaches what is not announced.
  for (let nth = 0; nth < many; nth++) once(nth);
  taken = 0;
  for (let nth = 0; nth < many; nth++) once(nth);
  const isWhole = taken === many * messagesEach;
  return {
    dialect: id,
    perS: perSecond(once) * bundled,
    parsedPerS: perSecond((nth) => void peer((messages[nth] as Said)[1])) * bundled,
    isWhole,
  };
}

const results = loads.map(measure);
console.table(
  results.map(({ dialect, perS, parsedPerS }) => ({
    dialect,
    'messages/s': perS,
    'parsed alone/s': parsedPerS,
  })),
);
const targetOf = (dialect: string) => (dialect === 'sparkplug' ? target.sparkplugPerS : target.perS);
const isMet = ({ dialect, perS, isWhole }: (typeof results)[number]) => isWhole && perS >= targetOf(dialect);
const pass = results.every(isMet);
const perS = Object.fromEntries(results.map((one) => [one.dialect, one.perS]));
console.log(`RESULT ${JSON.stringify({ name: 'dialects', perS, target, pass })}`);
process.exitCode = pass ? 0 : 1;
