/**
 * `npm run bench:readers [-- --days=30]`: beside 20,000 messages a second, somebody asks for thirty days of one point in
 * 1,000 bins again and again, somebody scrubs, and ten new screens come. What matters is that commits go on: how long a
 * QoS 1 reading takes to be acknowledged, which is until it is in history, and alarms from publishing to the screen.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import mqtt from 'mqtt';
import { createHistory } from '#hub/history/index.ts';
import { startStressHub } from './stressHub.ts';
import { openScreen, quantile, sendReadings, watchAlarms } from './stressLoad.ts';

const days = Number(process.argv.find((arg) => arg.startsWith('--days='))?.slice(7) ?? 30);
const target = { commitP99Ms: 250, alarmP99Ms: 1000 };
const shape = { posts: 2000, pointsPerPost: 1 };
const seconds = 15;
const dayMs = 86_400_000;
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

const dataDir = mkdtempSync(join(tmpdir(), 'linli-readers-'));
const first = await startStressHub({ dataDir, ...shape, intervalS: 3600 });
await first.stop();
await fillPast();
const hub = await startStressHub({ dataDir, ...shape, intervalS: 3600 });
const alarms = await watchAlarms(hub.url, hub.mqttUrl, 50);
const commits = await watchCommits();
const load = sendReadings({
  url: hub.mqttUrl,
  ...shape,
  rate: 20_000,
  seconds: seconds + 4,
  fromMs: 0,
  qos: 0,
});
await pause(2000);
const [skippedAlarms, skippedCommits] = [alarms.latencies.length, commits.delays.length];
const endMs = Date.now() + seconds * 1000;
const [asked, scrubbed, opened] = await Promise.all([askPoint(), scrub(), newScreens()]);
const alarmLatencies = alarms.latencies.slice(skippedAlarms);
const commitDelays = commits.delays.slice(skippedCommits);
await load;
await commits.stop();
await alarms.stop();
await hub.stop();
rmSync(dataDir, { recursive: true, force: true });
const measured = {
  commitP50: quantile(commitDelays, 0.5),
  commitP99: quantile(commitDelays, 0.99),
  alarmP50: quantile(alarmLatencies, 0.5),
  alarmP99: quantile(alarmLatencies, 0.99),
};
console.table({ ...measured, 'questions of 30 days': asked, 'scrub steps': scrubbed, 'new screens': opened });
const pass =
  measured.commitP99 <= target.commitP99Ms &&
  measured.alarmP99 < target.alarmP99Ms &&
  asked > 3 &&
  scrubbed > 3 &&
  opened === 10;
console.log(`RESULT ${JSON.stringify({ name: 'readers', days, ...measured, target, pass })}`);
process.exit(pass ? 0 : 1);

/** For the days before today: the posts that questions are about read each minute, the rest each half hour. */
async function fillPast(): Promise<void> {
  const history = createHistory({
    path: join(dataDir, 'history.db'),
    whenNamed: () => null,
    onFault: (fault) => console.error(fault),
    onRecovered: () => undefined,
    now: () => Date.now(),
    rawDays: days + 5,
  });
  const minutes = days * 1440 - 60;
  const startMs = Date.now() - days * dayMs;
  for (let minute = 0; minute < minutes; minute++) {
    const posts = minute % 30 === 0 ? shape.posts : 10;
    const atMs = startMs + minute * 60_000;
    for (let index = 0; index < posts; index++)
      history.append('bench', index, (minute * 3 + index) % 500, atMs + index, 0);
    if (minute % 240 === 0) await new Promise<void>((resolve) => history.settled(() => resolve()));
  }
  await history.stop();
}

async function watchCommits() {
  const client = await mqtt.connectAsync(hub.mqttUrl, { protocolVersion: 4 });
  (client as unknown as { stream: { setNoDelay(on: boolean): void } }).stream.setNoDelay(true);
  const delays: number[] = [];
  let nth = 0;
  const timer = setInterval(() => {
    const sent = performance.now();
    const body = JSON.stringify({ t: Date.now(), v: { p0: nth++ % 1000 } });
    client.publish('linli/v1/bench/post/d0/state', body, { qos: 1 }, () =>
      delays.push(performance.now() - sent),
    );
  }, 50);
  return {
    delays,
    async stop() {
      clearInterval(timer);
      await client.endAsync(true);
    },
  };
}

async function askPoint(): Promise<number> {
  const id = encodeURIComponent('bench/post/d7/p0');
  let count = 0;
  while (Date.now() < endMs) {
    const answer = await fetch(
      `${hub.url}/api/points/${id}/history?from=${Date.now() - days * dayMs}&bins=1000`,
    );
    if (!answer.ok) throw new Error(await answer.text());
    await answer.arrayBuffer();
    count++;
  }
  return count;
}

async function scrub(): Promise<number> {
  const socket = await openScreen(hub.url);
  let count = 0;
  while (Date.now() < endMs) {
    const atMs = Date.now() - Math.random() * days * dayMs;
    await socket.emitWithAck('snapshot', { compound: 'bench', atMs });
    count++;
  }
  socket.disconnect();
  return count;
}

async function newScreens(): Promise<number> {
  let count = 0;
  for (let nth = 0; nth < 10; nth++) {
    const socket = await openScreen(hub.url);
    const answer = (await socket.emitWithAck('subscribe', { compound: 'bench', lastSeq: 0 })) as {
      ok: boolean;
    };
    if (answer.ok) count++;
    await pause(seconds * 60);
    socket.disconnect();
  }
  return count;
}
