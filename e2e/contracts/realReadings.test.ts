/** Real readings, where they are there: five years of hourly PM2.5 become a past with its gaps; a smoke detector's label, sixty times as fast. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import mqtt from 'mqtt';
import { afterEach, describe, expect, it } from 'vitest';
import type { AlarmTransition } from '#shared/protocol/records.ts';
import { parseCsv } from '#shared/units/csv.ts';
import { startHub, type HubProcess } from '../hubProcess.ts';

const root = join(import.meta.dirname, '../..');
const data = join(root, '../shared/data/timeseries');
const pm25 = join(data, 'beijing_pm25_2010-2014.csv');
const smoke = join(data, 'smoke_detection_iot_first_half.csv');

let hub: HubProcess;
afterEach(() => hub?.dispose());

async function linli(...args: readonly string[]): Promise<string> {
  const run = spawn(process.execPath, ['main/linli.ts', ...args], { cwd: root });
  let said = '';
  run.stdout.on('data', (part: Buffer) => (said += part.toString()));
  run.stderr.on('data', (part: Buffer) => (said += part.toString()));
  const [status] = (await once(run, 'exit')) as [number];
  expect(status, said).toBe(0);
  return said;
}

interface Bin {
  readonly fromMs: number;
  readonly count: number;
  readonly min?: number;
  readonly max?: number;
  readonly mean?: number;
}

describe.skipIf(!existsSync(pm25))('five years of hourly PM2.5', () => {
  it(
    'are imported as they are: each value at its hour, and gaps are gaps',
    { timeout: 120_000 },
    async () => {
      hub = await startHub({ args: ['--no-simulation'] });
      const where = ['--data-dir', hub.dataDir, '--compound', 'yaguang', '--device', 'air-noise/air-01'];
      const columns = ['--time', 'year,month,day,hour', '--value', 'pm2.5'];
      const said = await linli('readings', pm25, ...where, '--point', 'pm25', ...columns);
      const [head = [], ...rows] = parseCsv(readFileSync(pm25, 'utf8'));
      const at = (name: string) => head.indexOf(name);
      const values = rows.map((row) => Number(row[at('pm2.5')])).filter((value) => !Number.isNaN(value));
      const fitting = values.filter((value) => value <= 1000);
      expect(said).toContain(`${fitting.length} readings of air-noise/air-01/pm25`);

      const id = encodeURIComponent('yaguang/air-noise/air-01/pm25');
      const bins = async (from: string, to: string, count: number) =>
        (
          await hub.get<{ bins: Bin[] }>(
            `/api/points/${id}/history?from=${encodeURIComponent(from)}&to=${encodeURIComponent(to)}&bins=${count}`,
          )
        ).bins;
      const years = await bins('2010-01-01T00:00:00+08:00', '2015-01-01T00:00:00+08:00', 1000);
      expect(years.reduce((sum, { count }) => sum + count, 0)).toBe(fitting.length);
      expect(Math.max(...years.map(({ max = 0 }) => max))).toBe(Math.max(...fitting));
      // The first day of the file says nothing at all.
      const firstDays = await bins('2010-01-01T00:00:00+08:00', '2010-01-03T00:00:00+08:00', 48);
      expect(firstDays.slice(0, 24).every(({ count }) => count === 0)).toBe(true);
      expect(firstDays.slice(24).map(({ mean }) => mean)).toEqual(
        rows.slice(24, 48).map((row) => Number(row[at('pm2.5')])),
      );
    },
  );
});

describe.skipIf(!existsSync(smoke))('a smoke detector, sixty times as fast', () => {
  it(
    'raises and returns with its label, within five seconds, and does not chatter',
    { timeout: 120_000 },
    async () => {
      hub = await startHub({ args: ['--no-simulation'] });
      const [, ...rows] = parseCsv(readFileSync(smoke, 'utf8'));
      const labels = rows.map((row) => row.at(-1) === '1');
      const edges = labels.flatMap((label, i) => (i > 0 && label !== labels[i - 1] ? [i] : []));
      expect(edges.length).toBeGreaterThan(2);
      const client = await mqtt.connectAsync(hub.mqttUrl);
      const expected: { verb: string; atMs: number }[] = [];
      // Around each change of the label, minutes of data before and after it.
      for (const edge of edges) {
        const from = Math.max(0, edge - 200);
        for (let i = from; i < Math.min(rows.length, edge + 600); i += 10) {
          const [, temperature = '', humidity = ''] = rows[i] ?? [];
          const v = {
            temperature: Number(temperature),
            humidity: Number(humidity),
            alarm: labels[i] === true,
          };
          const t = Date.now();
          if (i >= edge && i - 10 < edge) expected.push({ verb: labels[i] ? 'raised' : 'returned', atMs: t });
          const body = JSON.stringify({ t, v });
          await client.publishAsync('linli/v1/yaguang/smoke/smoke-8-2-401/state', body, { qos: 1 });
          await new Promise((resolve) => setTimeout(resolve, 1000 / 6));
        }
      }
      await new Promise((resolve) => setTimeout(resolve, 12_000));
      await client.endAsync();
      const { alarms } = await hub.get<{ alarms: { id: string; ruleId: string; count: number }[] }>(
        '/api/alarms?limit=50',
      );
      const own = alarms.filter(({ ruleId }) => ruleId === 'alarm');
      expect(own).toHaveLength(1);
      const { steps } = await hub.get<{ steps: AlarmTransition[] }>(`/api/alarms/${own[0]?.id}/steps`);
      const found = steps
        .filter(({ verb }) => verb === 'raised' || verb === 'repeated' || verb === 'returned')
        .map(({ verb, atMs, alarm }) => ({
          verb: verb === 'repeated' ? 'raised' : verb,
          atMs: verb === 'returned' ? (alarm.returnedAtMs ?? 0) : atMs,
        }));
      expect(found.map(({ verb }) => verb)).toEqual(expected.map(({ verb }) => verb));
      found.forEach(({ atMs }, i) => expect(Math.abs(atMs - (expected[i]?.atMs ?? 0))).toBeLessThan(5000));
    },
  );
});
