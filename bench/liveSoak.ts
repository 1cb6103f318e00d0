/**
 * The long part of `bench:live`: whether the hub's memory stays where it is under a steady load, and whether at its end
 * every message is in history and each device stands where a plain loop over the same messages leaves it.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startStressHub, type StressHub } from './stressHub.ts';
import { sendReadings, valueOf } from './stressLoad.ts';

const shape = { posts: 2000, pointsPerPost: 1 };
export const soakRate = 20_000;
const everyMs = 5000;

export interface Soak {
  readonly messages: number;
  /** One for each message where nothing is lost. */
  readonly inHistory: number;
  /** Devices whose state is not what the reference has. */
  readonly otherStates: number;
  /** Resident memory, MB: median of the second fifth and of the last fifth of the time. */
  readonly earlyMb: number;
  readonly lateMb: number;
}

export async function soak(minutes: number): Promise<Soak> {
  const dataDir = mkdtempSync(join(tmpdir(), 'linli-soak-'));
  const hub = await startStressHub({ dataDir, ...shape, intervalS: 3600 });
  const seen: number[] = [];
  const timer = setInterval(() => seen.push(residentMb(hub.child.pid ?? 0)), everyMs);
  const messages = await sendReadings({
    url: hub.mqttUrl,
    ...shape,
    rate: soakRate,
    seconds: minutes * 60,
    fromMs: 0,
    qos: 0,
  });
  clearInterval(timer);
  const otherStates = differing(await settledState(hub, messages), messages);
  const inHistory = await readingsIn(hub);
  await hub.stop();
  rmSync(dataDir, { recursive: true });
  const fifth = (nth: number) => middle(seen.slice((seen.length * nth) / 5, (seen.length * (nth + 1)) / 5));
  return { messages, inHistory, otherStates, earlyMb: fifth(1), lateMb: fifth(4) };
}

interface State {
  readonly devices: Readonly<
    Record<string, { readonly points: Readonly<Record<string, { readonly value: unknown }>> }>
  >;
}

/** The state once every message was taken in. */
async function settledState(hub: StressHub, messages: number): Promise<State> {
  const ask = async <T>(path: string) => (await (await fetch(hub.url + path)).json()) as T;
  const untilMs = Date.now() + 60_000;
  while ((await ask<{ accepted: number }>('/api/health')).accepted < messages && Date.now() < untilMs)
    await new Promise((resolve) => setTimeout(resolve, 50));
  return ask<State>('/api/compounds/bench/state');
}

/** The plain reference: the last message of each device counts. */
function differing({ devices }: State, messages: number): number {
  const last = new Map<string, number>();
  for (let sent = 0; sent < messages; sent++)
    last.set(`post/d${sent % shape.posts}`, valueOf(sent % shape.posts, Math.floor(sent / shape.posts), 0));
  return [...last].filter(([key, value]) => devices[key]?.points['p0']?.value !== value).length;
}

/** Of the devices of the load alone: the hub tells of itself too. */
async function readingsIn(hub: StressHub): Promise<number> {
  let count = 0;
  let next = 0;
  const work = async (): Promise<void> => {
    for (let d = next++; d < shape.posts; d = next++) {
      const point = encodeURIComponent(`bench/post/d${d}/p0`);
      const answer = await fetch(`${hub.url}/api/points/${point}/history?from=0&bins=1`);
      const { bins } = (await answer.json()) as { bins: readonly { readonly count: number }[] };
      count += bins[0]?.count ?? 0;
    }
  };
  await Promise.all(Array.from({ length: 4 }, work));
  return count;
}

/** From /proc, because asking the process would make it collect. */
function residentMb(pid: number): number {
  const line = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
  return Math.round(Number(line?.[1] ?? NaN) / 1024);
}

function middle(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}
