/**
 * `npm run demo:parking`: a day of real car-park readings over MQTT, 600 times as fast. The file has a column a lot
 * with its free places; a blank says nothing new and is not sent. What is sent is what was read: counts below zero or
 * above the lot's capacity are for the hub to refuse. Readings keep their own time, so that live and replay agree.
 */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { setTimeout as pause } from 'node:timers/promises';
import mqtt, { type MqttClient } from 'mqtt';
import { geodeticToEnu } from '#shared/geo/enu.ts';
import { topicOf } from '#shared/twin/topic.ts';
import { parseCsv } from '#shared/units/csv.ts';
import type { DeviceMeta } from '#shared/protocol/device.ts';
import { defaultDataDir } from './options.ts';
import { findRun } from './runFile.ts';

const usage = `Usage: npm run demo:parking -- [--file day.csv] [--meta meta-data.csv] [--rate 600] [--until ISO] [--compound parking] [--data-dir DIR] [--mqtt-url URL]`;

interface Lot {
  /** Column in the file. */
  readonly column: number;
  readonly device: string;
  readonly capacity: number | null;
  readonly meta: DeviceMeta;
}

function fail(message: string): never {
  process.stderr.write(`${message}\n`);
  process.exit(message === usage ? 2 : 1);
}

/** Lots of the file with what is known of them. Positions are metres from the first lot that has coordinates. */
function lotsOf(header: readonly string[], table: readonly (readonly string[])[]): Lot[] {
  const [names = [], ...rows] = table;
  const column = (name: string) => names.indexOf(name);
  const known = new Map(rows.map((row) => [row[column('place_id')] ?? '', row]));
  const place = (row: readonly string[] | undefined) => {
    const [latDeg, lonDeg] = [
      Number(row?.[column('latitude')] || NaN),
      Number(row?.[column('longitude')] || NaN),
    ];
    return Number.isFinite(latDeg) && Number.isFinite(lonDeg) ? { latDeg, lonDeg, heightM: 0 } : null;
  };
  const origin = rows.map(place).find((one) => one !== null);
  return header.slice(1).map((id, i) => {
    const row = known.get(id);
    const total = Number(row?.[column('num_all')] || NaN);
    const capacity = Number.isFinite(total) && total > 0 ? total : null;
    const at = place(row);
    const max = capacity ?? undefined;
    const meta: DeviceMeta = {
      name: (row?.[column('place_name')] || id).slice(0, 200),
      ...(at && origin ? { positionEnu: [...geodeticToEnu(origin, at)] as [number, number, number] } : {}),
      intervalS: 3600,
      points: [
        { id: 'free', min: 0, max },
        { id: 'taken', min: 0, max },
        { id: 'capacity', min: 0 },
      ],
    };
    return { column: i + 1, device: id, capacity, meta };
  });
}

const { values } = (() => {
  try {
    return parseArgs({
      options: {
        file: { type: 'string', default: '../shared/data/timeseries/2021-10-11.csv' },
        meta: { type: 'string', default: '../shared/data/timeseries/meta-data.csv' },
        rate: { type: 'string', default: '600' },
        until: { type: 'string' },
        compound: { type: 'string', default: 'parking' },
        'data-dir': { type: 'string', default: defaultDataDir() },
        'mqtt-url': { type: 'string' },
      },
    });
  } catch {
    return fail(usage);
  }
})();
const rate = Number(values.rate);
const untilMs = values.until === undefined ? Infinity : Date.parse(values.until);
if (!(rate > 0) || Number.isNaN(untilMs)) fail(usage);
const brokerUrl = values['mqtt-url'] ?? findRun(resolve(values['data-dir']))?.mqttUrl;
if (brokerUrl === undefined)
  fail(
    'No hub is running on this data directory. Start it with npm start, or name its broker with --mqtt-url.',
  );

function readTable(path: string): string[][] {
  try {
    return parseCsv(readFileSync(path, 'utf8'));
  } catch {
    return fail(`Cannot read ${path}. Name the readings with --file and their lots with --meta.`);
  }
}

const [header = [], ...rows] = readTable(values.file);
const lots = lotsOf(header, readTable(values.meta));
const client: MqttClient = await mqtt
  .connectAsync(brokerUrl, { connectTimeout: 5000, reconnectPeriod: 0 })
  .catch((error: Error) => fail(`No broker at ${brokerUrl}: ${error.message}`));
const send = (lot: Lot, channel: 'state' | 'meta', body: unknown) =>
  client.publishAsync(topicOf(values.compound, 'parking-bay', lot.device, channel), JSON.stringify(body), {
    qos: 1,
    retain: channel === 'meta',
  });

await Promise.all(lots.map((lot) => send(lot, 'meta', lot.meta)));
const firstMs = Date.parse(rows[0]?.[0] ?? '');
const started = performance.now();
let sent = 0;
for (const row of rows) {
  const t = Date.parse(row[0] ?? '');
  if (Number.isNaN(t)) continue;
  if (t > untilMs) break;
  await pause(Math.max(0, (t - firstMs) / rate - (performance.now() - started)));
  const readings: Promise<unknown>[] = [];
  for (const lot of lots) {
    const text = row[lot.column] ?? '';
    if (text === '') continue;
    const free = Number(text);
    const v = lot.capacity === null ? { free } : { free, taken: lot.capacity - free, capacity: lot.capacity };
    readings.push(send(lot, 'state', { t, v }));
  }
  await Promise.all(readings);
  sent += readings.length;
  if (process.stdout.isTTY || new Date(t).getUTCMinutes() === 0)
    process.stdout.write(`${new Date(t).toISOString()}  ${sent} readings\n`);
}
await client.endAsync();
process.stdout.write(
  `${sent} readings of ${lots.length} lots sent in ${((performance.now() - started) / 1000).toFixed(1)} s\n`,
);
