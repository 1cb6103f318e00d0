/** The long part of `bench:live`: whether the hub's memory stays where it is under a steady load. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startStressHub } from './stressHub.ts';
import { sendReadings } from './stressLoad.ts';

const shape = { posts: 2000, pointsPerPost: 1 };
const rate = 10_000;
const everyMs = 5000;

export interface Soak {
  readonly messages: number;
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
    rate,
    seconds: minutes * 60,
    fromMs: 0,
    qos: 0,
  });
  clearInterval(timer);
  await hub.stop();
  rmSync(dataDir, { recursive: true });
  const fifth = (nth: number) => middle(seen.slice((seen.length * nth) / 5, (seen.length * (nth + 1)) / 5));
  return { messages, earlyMb: fifth(1), lateMb: fifth(4) };
}

/** From /proc, because asking the process would make it collect. */
function residentMb(pid: number): number {
  const line = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
  return Math.round(Number(line?.[1] ?? NaN) / 1024);
}

function middle(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}
