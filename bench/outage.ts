/**
 * `npm run bench:outage`: a data directory on a small file system of its own (tmpfs; needs root on Linux) is filled while
 * readings and alarm events come in, stays full for ten seconds, and gets room again. No alarm event may be acknowledged
 * before it is stored, none may be lost once there is room, each must have been announced meanwhile, the hub must live;
 * readings at QoS 1 that came meanwhile must all be acknowledged in the end.
 */
import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { startStressHub } from './stressHub.ts';
import { sendReadings, watchAlarms } from './stressLoad.ts';

const dir = mkdtempSync(join(tmpdir(), 'linli-outage-'));
const fullS = 10;
const readings = { posts: 500, pointsPerPost: 3 };

function fail(reason: string): never {
  console.log(`RESULT ${JSON.stringify({ name: 'outage', pass: false, reason })}`);
  process.exit(1);
}
if (spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=48m', 'tmpfs', dir]).status !== 0)
  fail('a small file system could not be mounted: needs root on Linux');
try {
  process.exitCode = await run();
} finally {
  spawnSync('umount', ['-l', dir]);
  rmSync(dir, { recursive: true, force: true });
}

/** Takes every block there is. */
function fill(): string {
  const path = join(dir, 'filler');
  const file = openSync(path, 'w');
  for (const size of [1 << 20, 1 << 12])
    for (const block = Buffer.alloc(size, 1); ;) {
      try {
        if (writeSync(file, block) < size) break;
      } catch {
        break;
      }
    }
  // A file that is still open keeps its blocks when it is removed.
  closeSync(file);
  return path;
}

async function run(): Promise<number> {
  const hub = await startStressHub({ dataDir: dir, ...readings, intervalS: 3600 });
  const alarms = await watchAlarms(hub.url, hub.mqttUrl, 20);
  const load = sendReadings({ url: hub.mqttUrl, ...readings, rate: 2000, seconds: 16, fromMs: 0, qos: 0 });
  // It ends when the last one is acknowledged.
  const insistent = sendReadings({
    url: hub.mqttUrl,
    ...readings,
    rate: 100,
    seconds: 16,
    fromMs: 0,
    qos: 1,
  });
  const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
  await pause(3000);
  const filler = fill();
  await pause(1500);
  const [acknowledgedBefore, publishedBefore] = [alarms.acknowledged.size, alarms.published.length];
  await pause(fullS * 1000);
  const during = alarms.published.slice(publishedBefore, -50);
  const announced = during.filter((id) => alarms.told.has(id)).length;
  const acknowledgedFull = alarms.acknowledged.size - acknowledgedBefore;
  const lives = hub.child.exitCode === null && (await fetch(`${hub.url}/api/health`)).ok;
  const { alerts } = (await (await fetch(`${hub.url}/api/health`)).json()) as { alerts: { id: string }[] };
  const alertStood = alerts.some(({ id }) => id === 'records');
  rmSync(filler);
  await load;
  const readingsAcknowledged = await Promise.race([
    insistent.then(() => true),
    pause(20_000).then(() => false),
  ]);
  await pause(500);
  const deadline = Date.now() + 20_000;
  while (alarms.acknowledged.size < alarms.published.length - 5 && Date.now() < deadline) await pause(100);
  const { alerts: after } = (await (await fetch(`${hub.url}/api/health`)).json()) as {
    alerts: { id: string }[];
  };
  await alarms.stop();
  await hub.stop();
  const db = new Database(join(dir, 'linli.db'), { readonly: true });
  const stored = db.prepare<[], string>('SELECT id FROM events').pluck().all();
  db.close();
  const kept = new Set(stored);
  const lostAcknowledged = [...alarms.acknowledged].filter((id) => !kept.has(id)).length;
  const lost = during.filter((id) => !kept.has(id)).length;
  const doubled = stored.length - kept.size;
  console.table({
    'published while full': during.length,
    'announced while full': announced,
    'marked as not yet stored': during.filter((id) => alarms.early.has(id)).length,
    'acknowledged while full': acknowledgedFull,
    'acknowledged and lost': lostAcknowledged,
    'lost after room was made': lost,
    doubled,
  });
  const pass =
    lives &&
    readingsAcknowledged &&
    alertStood &&
    !after.some(({ id }) => id === 'records') &&
    during.length > 200 &&
    announced === during.length &&
    lostAcknowledged === 0 &&
    lost === 0 &&
    doubled === 0;
  console.log(
    `RESULT ${JSON.stringify({ name: 'outage', lostAcknowledged, lost, doubled, announced: announced / during.length, readingsAcknowledged, lives, alertEnded: !after.some(({ id }) => id === 'records'), pass })}`,
  );
  return pass ? 0 : 1;
}
