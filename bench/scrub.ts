/**
 * `npm run bench:scrub`: a hand on the time bar of the demo compound, twenty positions a second over its last hour, by the
 * screen's own rule (`renderer/state/replay.ts`): of the positions wished for meanwhile the newest is asked for. From a
 * position to its state in the screen's world, over a real socket; what the page then draws of it is not counted. Beside
 * it the same hand over positions that never change, which is the bare cost of asking.
 */
import { io, type Socket } from 'socket.io-client';
import msgpack from 'socket.io-msgpack-parser';
import type { Result } from '#shared/protocol/result.ts';
import { fromWire, type Snapshot } from '#shared/protocol/socket.ts';
import { unpackReadings } from '#shared/twin/packed.ts';
import { startHub } from '../e2e/hubProcess.ts';
import { World } from '../renderer/state/world.ts';

const target = { p95Ms: 100, share: 0.95 };
const compound = 'yaguang';
const everyMs = 50;
const positions = 400;
const hourMs = 3_600_000;
/** The demo invents its first hours and settles. */
const settleMs = 20_000;

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

function quantile(values: readonly number[], q: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return Math.round(sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * q) - 1)] ?? NaN);
}

/** Forth and back, as a hand does, by half a minute to two a step. */
function* strokes(endMs: number): Generator<number> {
  for (let nth = 0, at = endMs - hourMs / 2, direction = -1; nth < positions; nth++) {
    const next = at + direction * (30_000 + ((nth * 7919) % 90_000));
    if (next < endMs - hourMs || next > endMs) direction = -direction;
    else at = next;
    yield at;
  }
}

interface Scrubbed {
  readonly ms: readonly number[];
  /** Of the positions. */
  readonly share: number;
}

async function scrub(socket: Socket, world: World, at: Iterable<number>): Promise<Scrubbed> {
  const shownMs: number[] = [];
  let wish: { readonly atMs: number; readonly sinceMs: number } | null = null;
  let running: Promise<void> | null = null;
  async function follow(): Promise<void> {
    while (wish) {
      const { atMs, sinceMs }: { atMs: number; sinceMs: number } = wish;
      wish = null;
      const answer = await new Promise<Result<Snapshot>>((resolve) =>
        socket.emit('snapshot', { compound, atMs }, resolve),
      );
      if (!answer.ok) throw new Error(JSON.stringify(answer.error));
      const { words, columns, events, alarms, incidents, actions, commands, outOfService } = answer.value;
      world.learnWords(words);
      world.reset(unpackReadings(columns), {
        alarms,
        incidents,
        events: events.map(fromWire),
        actions,
        commands,
        outOfService: new Map(Object.entries(outOfService)),
      });
      shownMs.push(performance.now() - sinceMs);
    }
    running = null;
  }
  const startMs = performance.now();
  let nth = 0;
  for (const atMs of at) {
    await pause(Math.max(0, startMs + nth++ * everyMs - performance.now()));
    wish = { atMs, sinceMs: performance.now() };
    running ??= follow();
  }
  await running;
  return { ms: shownMs, share: shownMs.length / nth };
}

const hub = await startHub();
try {
  await pause(settleMs);
  const socket = io(hub.url, { parser: msgpack, transports: ['websocket'] });
  await new Promise((resolve) => socket.once('hello', resolve));
  await new Promise((resolve) => socket.emit('subscribe', { compound, lastSeq: 0 }, resolve));
  const endMs = Date.now();
  const world = new World();
  const same = await scrub(
    socket,
    world,
    Array.from({ length: positions }, () => endMs),
  );
  const moving = await scrub(socket, world, strokes(endMs));
  socket.disconnect();
  const row = ({ ms, share }: Scrubbed) => ({
    'p50 ms': quantile(ms, 0.5),
    'p95 ms': quantile(ms, 0.95),
    'most ms': quantile(ms, 1),
    'shown %': Math.round(share * 100),
  });
  console.table({ scrubbing: row(moving), 'the same instant again and again': row(same) });
  const p95Ms = quantile(moving.ms, 0.95);
  const share = Number(moving.share.toFixed(3));
  const pass = p95Ms < target.p95Ms && share >= target.share;
  console.log(`RESULT ${JSON.stringify({ name: 'scrub', p95Ms, share, target, pass })}`);
  process.exitCode = pass ? 0 : 1;
} finally {
  await hub.dispose();
}
