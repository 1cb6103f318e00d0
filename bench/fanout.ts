/**
 * `npm run bench:fanout`: 50 screens follow 5,000 points that change ten times a second. What the screens cost is the
 * processor time of the hub with fifty less that with none under the same messages. Then one screen stops reading for a
 * while: what the hub's memory grows by.
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import type { Socket as NetSocket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PackedColumns } from '#shared/protocol/socket.ts';
import { unpackReadings } from '#shared/twin/packed.ts';
import { startStressHub } from './stressHub.ts';
import { openScreen, sendReadings } from './stressLoad.ts';

const target = { shareOfCore: 0.05, stalledBytes: 8 * 1024 * 1024 };
const shape = { posts: 20, pointsPerPost: 250 };
const screens = 50;
const seconds = 6;
const rounds = 3;
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

async function follow(url: string, count: number): Promise<void> {
  let ticks: number | null = null;
  for (let nth = 0; nth < count; nth++) {
    const socket = await openScreen(url);
    socket.on('tick', (_compound: string, columns: PackedColumns) => {
      if (ticks !== null && unpackReadings(columns).count > 0) ticks++;
    });
    await socket.emitWithAck('subscribe', { compound: 'bench', lastSeq: 0 });
  }
  process.on('message', () => {
    if (ticks === null) ticks = 0;
    else process.send?.(ticks);
  });
}

if (process.send) {
  const [url = '', count = '0'] = process.argv.slice(2);
  await follow(url, Number(count));
  process.send('ready');
} else process.exit(await run());

interface Cost {
  readonly without: number;
  readonly withAll: number;
  /** Packets that the screens decoded, per screen and second. */
  readonly perS: number;
}

/** In turn on one hub, so that what else the machine does falls on both sides. */
async function costOfScreens(): Promise<Cost> {
  const dataDir = mkdtempSync(join(tmpdir(), 'linli-fanout-'));
  const hub = await startStressHub({ dataDir, ...shape, intervalS: 3600 });
  const load = sendReadings({
    url: hub.mqttUrl,
    ...shape,
    rate: shape.posts * 10,
    seconds: rounds * (2 * seconds + 8),
    fromMs: 0,
    qos: 0,
  });
  const measure = async () => {
    await hub.stats();
    await pause(seconds * 1000);
    const { cpuMs, wallMs } = await hub.stats();
    return cpuMs / wallMs / rounds;
  };
  let [without, withAll, perS] = [0, 0, 0];
  for (let round = 0; round < rounds; round++) {
    without += await measure();
    const child = fork(import.meta.filename, [hub.url, String(screens)], {
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    await once(child, 'message');
    await pause(500);
    child.send('count');
    withAll += await measure();
    child.send('count');
    const [count] = (await once(child, 'message')) as [number];
    perS += count / screens / seconds / rounds;
    child.kill();
    await once(child, 'exit');
  }
  await load;
  await hub.stop();
  rmSync(dataDir, { recursive: true, force: true });
  return { without, withAll, perS };
}

/** Memory of the hub with and without a screen that reads nothing for so long. */
async function stalledCost(): Promise<number> {
  const dataDir = mkdtempSync(join(tmpdir(), 'linli-fanout-'));
  const hub = await startStressHub({ dataDir, ...shape, intervalS: 3600 });
  const load = sendReadings({
    url: hub.mqttUrl,
    ...shape,
    rate: shape.posts * 10,
    seconds: 40,
    fromMs: 0,
    qos: 0,
  });
  const socket = await openScreen(hub.url);
  await socket.emitWithAck('subscribe', { compound: 'bench', lastSeq: 0 });
  await pause(8000);
  const before = (await hub.stats()).usedBytes;
  const raw = (socket.io.engine as unknown as { transport: { ws: { _socket: NetSocket } } }).transport.ws
    ._socket;
  raw.pause();
  await pause(15_000);
  const during = (await hub.stats()).usedBytes;
  raw.destroy();
  socket.disconnect();
  await load;
  await hub.stop();
  rmSync(dataDir, { recursive: true, force: true });
  return during - before;
}

async function run(): Promise<number> {
  const { without, withAll, perS } = await costOfScreens();
  const share = withAll - without;
  const stalled = await stalledCost();
  console.table({
    'hub without screens, share of a core': Math.round(without * 1000) / 1000,
    [`hub with ${screens} screens`]: Math.round(withAll * 1000) / 1000,
    'screens cost': Math.round(share * 1000) / 1000,
    'packets a screen decoded, per s': Math.round(perS * 10) / 10,
    'stalled screen, MB': Math.round(stalled / 1e5) / 10,
  });
  const pass = share <= target.shareOfCore && perS >= 8 && stalled <= target.stalledBytes;
  console.log(
    `RESULT ${JSON.stringify({ name: 'fanout', shareOfCore: Math.round(share * 1000) / 1000, stalledMb: Math.round(stalled / 1e5) / 10, target, pass })}`,
  );
  return pass ? 0 : 1;
}
