/**
 * `npm run bench:kills [-- --kills=50]`: the hub is killed (SIGKILL) again and again while an MQTT client that is not ours
 * (mosquitto_pub, QoS 1) sends alarm events and an operator acknowledges alarms over REST. Afterwards every event the
 * client saw acknowledged must be there once, and every acknowledgement that was answered with 200.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { AlarmRecord } from '#shared/protocol/records.ts';
import { cameras, startStressHub } from './stressHub.ts';
import { sendReadings } from './stressLoad.ts';

const kills = Number(process.argv.find((arg) => arg.startsWith('--kills='))?.slice(8) ?? 50);
const dataDir = mkdtempSync(join(tmpdir(), 'linli-kills-'));
const acknowledged = new Set<string>();
const answered = new Set<string>();
let published = 0;

/** Lines in, PUBACKs out: the nth line has packet id n. */
function startPublisher(mqttUrl: string, round: number, camera: number) {
  const child = spawn(
    'mosquitto_pub',
    [
      '-h',
      '127.0.0.1',
      '-p',
      new URL(mqttUrl).port,
      '-q',
      '1',
      '-d',
      '-l',
      '-t',
      `linli/v1/bench/throw-camera/t${camera}/event`,
    ],
    { stdio: ['pipe', 'pipe', 'ignore'] },
  );
  const ids: string[] = [];
  child.stdout.on('data', (text: Buffer) => {
    for (const [, mid] of text.toString().matchAll(/received PUBACK \(Mid: (\d+)/g)) {
      const id = ids[Number(mid) - 1];
      if (id !== undefined) acknowledged.add(id);
    }
  });
  child.stdin.on('error', () => undefined);
  const timer = setInterval(() => {
    for (let i = 0; i < 4; i++) {
      const id = `r${round}-c${camera}-${ids.length}`;
      ids.push(id);
      published++;
      child.stdin.write(`${JSON.stringify({ t: Date.now(), id, type: 'throw', data: { people: false } })}\n`);
    }
  }, 10);
  return async () => {
    clearInterval(timer);
    const gone = child.exitCode === null ? once(child, 'exit') : null;
    child.stdin.end();
    child.kill();
    await gone;
  };
}

async function acknowledgeAll(url: string, stop: () => boolean): Promise<void> {
  while (!stop()) {
    try {
      const open = (await (await fetch(`${url}/api/alarms?state=unacknowledged&limit=5`)).json()) as {
        alarms: AlarmRecord[];
      };
      for (const { id } of open.alarms) {
        const answer = await fetch(`${url}/api/alarms/${id}/acknowledge`, { method: 'POST' });
        if (answer.status !== 200) continue;
        const { alarm } = (await answer.json()) as { alarm: AlarmRecord };
        // It may have been raised again in between; what was acknowledged is what the answer shows.
        answered.add(`${id} ${alarm.count}`);
      }
      await new Promise((resolve) => setTimeout(resolve, 20));
    } catch {
      return;
    }
  }
}

for (let round = 0; round < kills; round++) {
  const hub = await startStressHub({ dataDir, posts: 200, pointsPerPost: 3, intervalS: 3600 });
  const publishers = [0, 1].map((nth) => startPublisher(hub.mqttUrl, round, (round * 2 + nth) % cameras));
  let over = false;
  const person = acknowledgeAll(hub.url, () => over);
  const load = sendReadings({
    url: hub.mqttUrl,
    posts: 200,
    pointsPerPost: 3,
    rate: 1000,
    seconds: 1,
    fromMs: 0,
    qos: 0,
  });
  await new Promise((resolve) => setTimeout(resolve, 300 + Math.random() * 700));
  const gone = once(hub.child, 'exit');
  hub.child.kill('SIGKILL');
  await gone;
  over = true;
  // The client may say of a PUBACK that was on its way only now.
  await new Promise((resolve) => setTimeout(resolve, 50));
  await Promise.all([
    ...publishers.map((stop) => stop()),
    person,
    Promise.race([load.catch(() => 0), new Promise((r) => setTimeout(r, 100))]),
  ]);
}
const last = await startStressHub({ dataDir, posts: 200, pointsPerPost: 3, intervalS: 3600 });
await last.stop();
const db = new Database(join(dataDir, 'linli.db'), { readonly: true });
const stored = db.prepare<[], string>('SELECT id FROM events').pluck().all();
const kept = new Set(stored);
const steps = new Set(
  db
    .prepare<[], string>(
      "SELECT alarm || ' ' || (body ->> '$.alarm.count') FROM transitions WHERE body ->> '$.verb' = 'acknowledged'",
    )
    .pluck()
    .all(),
);
db.close();
rmSync(dataDir, { recursive: true, force: true });
const lost = [...acknowledged].filter((id) => !kept.has(id)).length;
const lostAnswers = [...answered].filter((key) => !steps.has(key)).length;
const doubled = stored.length - kept.size;
console.table({
  kills,
  published,
  acknowledged: acknowledged.size,
  stored: kept.size,
  'answered with 200': answered.size,
});
const pass = lost === 0 && lostAnswers === 0 && doubled === 0 && acknowledged.size > kills * 20;
console.log(
  `RESULT ${JSON.stringify({ name: 'kills', kills, acknowledged: acknowledged.size, lost, answered: answered.size, lostAnswers, doubled, pass })}`,
);
process.exit(pass ? 0 : 1);
