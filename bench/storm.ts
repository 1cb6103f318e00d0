/**
 * `npm run bench:storm`: a gateway that was away resends 50,000 messages of an hour ago in ten seconds at QoS 1, beside
 * 20,000 live messages a second; alarm events go on. Then 20,000 devices fall silent within one second.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { AlarmRecord } from '#shared/protocol/records.ts';
import { startStressHub } from './stressHub.ts';
import { quantile, sendReadings, watchAlarms } from './stressLoad.ts';

const target = { alarmP99Ms: 1000, blockedMs: 100 };
const shape = { posts: 2000, pointsPerPost: 1 };
const resent = 50_000;
const seconds = 10;
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

async function storm() {
  const dataDir = mkdtempSync(join(tmpdir(), 'linli-storm-'));
  const hub = await startStressHub({ dataDir, ...shape, intervalS: 3600 });
  const alarms = await watchAlarms(hub.url, hub.mqttUrl, 50);
  await pause(1000);
  const anHourAgo = Date.now() - 3_600_000;
  const live = sendReadings({ url: hub.mqttUrl, ...shape, rate: 20_000, seconds, fromMs: 0, qos: 0 });
  const again = sendReadings({
    url: hub.mqttUrl,
    ...shape,
    rate: resent / seconds,
    seconds,
    fromMs: anHourAgo,
    qos: 1,
  });
  const [liveSent, resentSent] = await Promise.all([live, again]);
  await pause(2000);
  await alarms.stop();
  const { accepted, rejected } = (await (await fetch(`${hub.url}/api/health`)).json()) as {
    accepted: number;
    rejected: number;
  };
  await hub.stop();
  const records = new Database(join(dataDir, 'linli.db'), { readonly: true });
  const events = records.prepare<[], number>('SELECT count(*) FROM events').pluck().get() ?? 0;
  records.close();
  rmSync(dataDir, { recursive: true, force: true });
  const expected = liveSent + resentSent + alarms.published.length;
  return {
    p50: quantile(alarms.latencies, 0.5),
    p99: quantile(alarms.latencies, 0.99),
    untold: alarms.published.length - alarms.told.size,
    lostAlarms: alarms.published.length - events,
    lostMessages: expected - accepted,
    rejected,
  };
}

async function silence() {
  const dataDir = mkdtempSync(join(tmpdir(), 'linli-silence-'));
  const many = { posts: 20_000, pointsPerPost: 1 };
  const intervalS = 10;
  const hub = await startStressHub({ dataDir, ...many, intervalS });
  // Each is heard once, all within about a second, and never again.
  await sendReadings({ url: hub.mqttUrl, ...many, rate: 20_000, seconds: 1, fromMs: 0, qos: 0 });
  await pause(intervalS * 3000 - 3000);
  await hub.stats();
  await pause(9000);
  const { blockedMs } = await hub.stats();
  const { alarms } = (await (await fetch(`${hub.url}/api/alarms?state=open&limit=10000`)).json()) as {
    alarms: AlarmRecord[];
  };
  await hub.stop();
  rmSync(dataDir, { recursive: true, force: true });
  return {
    blockedMs: Math.round(blockedMs),
    group: alarms.filter(({ ruleId }) => ruleId === 'device-health-group').length,
    single: alarms.filter(({ ruleId }) => ruleId === 'device-health').length,
  };
}

const flood = await storm();
const quiet = await silence();
console.table({ ...flood, ...quiet });
const pass =
  flood.p99 < target.alarmP99Ms &&
  flood.untold <= 1 &&
  flood.lostAlarms <= 0 &&
  flood.lostMessages <= 0 &&
  quiet.blockedMs <= target.blockedMs &&
  quiet.group === 1 &&
  quiet.single === 0;
console.log(`RESULT ${JSON.stringify({ name: 'storm', ...flood, ...quiet, target, pass })}`);
process.exit(pass ? 0 : 1);
