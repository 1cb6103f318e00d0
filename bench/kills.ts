/**
 * `npm run bench:kills [-- --kills=50]`: the hub is killed (SIGKILL) again and again while an MQTT client that is not ours
 * (mosquitto_pub, QoS 1) sends alarm events and an operator acknowledges alarms over REST. Afterwards every event the
 * client saw acknowledged must be there once, and every acknowledgement that was answered with 200. First on the embedded
 * broker; then on an external mosquitto with a fifth of the kills, which itself goes and comes three times, and once the
 * hub is away for ten seconds while the client goes on.
 */
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { acknowledgeAll, startPublisher } from './killsClients.ts';
import { startMosquitto, type Mosquitto } from './mosquitto.ts';
import { cameras, startStressHub, type StressHub } from './stressHub.ts';
import { sendReadings } from './stressLoad.ts';

const asked = Number(process.argv.find((arg) => arg.startsWith('--kills='))?.slice(8) ?? 50);
const shape = { posts: 200, pointsPerPost: 3 };
const restarts = 3;
const awayMs = 10_000;
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

interface Outcome {
  readonly kills: number;
  readonly published: number;
  readonly acknowledged: number;
  readonly stored: number;
  readonly answered: number;
  readonly lost: number;
  readonly lostAnswers: number;
  readonly doubled: number;
}

async function kill(hub: StressHub): Promise<void> {
  const gone = once(hub.child, 'exit');
  hub.child.kill('SIGKILL');
  await gone;
}

async function run(kills: number, broker: Mosquitto | null): Promise<Outcome> {
  const dataDir = mkdtempSync(join(tmpdir(), 'linli-kills-'));
  const acknowledged = new Set<string>();
  const answered = new Set<string>();
  let published = 0;
  const start = () =>
    startStressHub({ dataDir, ...shape, intervalS: 3600, ...(broker ? { brokerUrl: broker.url } : {}) });
  for (let round = 0; round < kills; round++) {
    const hub = await start();
    const publishers = [0, 1].map((nth) =>
      startPublisher(hub.mqttUrl, `r${round}-p${nth}`, (round * 2 + nth) % cameras, acknowledged),
    );
    let over = false;
    const person = acknowledgeAll(hub.url, () => over, answered);
    const load = sendReadings(
      { url: hub.mqttUrl, ...shape, rate: 1000, seconds: 1, fromMs: 0, qos: 0 },
      true,
    );
    await pause(300 + Math.random() * 700);
    if (broker && round % Math.ceil(kills / restarts) === 1) await broker.restart(200);
    await kill(hub);
    over = true;
    if (broker && round === 2) await pause(awayMs);
    // The client may say of a PUBACK that was on its way only now.
    await pause(50);
    await Promise.all([
      ...publishers.map((one) => one.stop()),
      person,
      Promise.race([load.catch(() => 0), pause(100)]),
    ]);
    for (const one of publishers) published += one.published();
  }
  const last = await start();
  await quiet(last);
  await last.stop();
  const outcome = compare(join(dataDir, 'linli.db'), acknowledged, answered);
  rmSync(dataDir, { recursive: true, force: true });
  return { kills, published, ...outcome };
}

/** Nothing more comes from a broker that had kept messages. */
async function quiet(hub: StressHub): Promise<void> {
  for (let before = -1; ; await pause(1000)) {
    const { accepted } = (await (await fetch(`${hub.url}/api/health`)).json()) as { accepted: number };
    if (accepted === before) return;
    before = accepted;
  }
}

function compare(path: string, acknowledged: ReadonlySet<string>, answered: ReadonlySet<string>) {
  const db = new Database(path, { readonly: true });
  const stored = db.prepare<[], string>('SELECT id FROM events').pluck().all();
  const steps = new Set(
    db
      .prepare<[], string>(
        "SELECT alarm || ' ' || (body ->> '$.alarm.count') FROM transitions WHERE body ->> '$.verb' = 'acknowledged'",
      )
      .pluck()
      .all(),
  );
  db.close();
  const kept = new Set(stored);
  return {
    acknowledged: acknowledged.size,
    stored: kept.size,
    answered: answered.size,
    lost: [...acknowledged].filter((id) => !kept.has(id)).length,
    lostAnswers: [...answered].filter((key) => !steps.has(key)).length,
    doubled: stored.length - kept.size,
  };
}

const embedded = await run(asked, null);
const broker = await startMosquitto();
const external = await run(Math.max(6, Math.round(asked / 5)), broker);
await broker.stop();
console.table({ 'embedded broker': embedded, 'external broker': external });
const holds = ({ kills, acknowledged, lost, lostAnswers, doubled }: Outcome) =>
  lost === 0 && lostAnswers === 0 && doubled === 0 && acknowledged > kills * 20;
const pass = holds(embedded) && holds(external);
console.log(`RESULT ${JSON.stringify({ name: 'kills', embedded, external, restarts, awayMs, pass })}`);
process.exit(pass ? 0 : 1);
