/**
 * The hub of the stress benchmarks in a process of its own: 2,000 air posts (or as many as asked), 50 throw cameras and
 * no simulation. It answers what its event loop, its commits and its memory went through since it was asked last.
 */
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { createHub } from '#hub/createHub.ts';
import { testManifest } from '#hub/testHub.ts';
import { emptyPlan } from '#shared/twin/compound.ts';
import type { PlannedDevice } from '#shared/protocol/device.ts';

export interface StressOptions {
  readonly dataDir: string;
  readonly posts: number;
  readonly pointsPerPost: number;
  readonly intervalS: number;
  readonly port?: number;
  readonly mqttPort?: number;
  /** An external broker instead of the embedded one. */
  readonly brokerUrl?: string;
}

export interface Stats {
  /** Longest time the event loop was blocked, ms. */
  readonly blockedMs: number;
  readonly cpuMs: number;
  readonly wallMs: number;
  readonly rssBytes: number;
  /** Heap and buffers after a collection. */
  readonly usedBytes: number;
}

export interface StressHub {
  readonly url: string;
  readonly mqttUrl: string;
  readonly child: ChildProcess;
  stats(): Promise<Stats>;
  stop(): Promise<void>;
}

export const cameras = 50;

export function plannedDevices({ posts, pointsPerPost, intervalS }: StressOptions): PlannedDevice[] {
  const points = Array.from({ length: pointsPerPost }, (_, i) => ({ id: `p${i}`, kind: 'number' as const }));
  return [
    ...Array.from({ length: posts }, (_, i) => ({
      id: `d${i}`,
      system: 'post',
      name: `Post ${i}`,
      intervalS,
      points,
    })),
    ...Array.from({ length: cameras }, (_, i) => ({
      id: `t${i}`,
      system: 'throw-camera',
      name: `Camera ${i}`,
      placeId: `${i + 1}`,
      intervalS: 31_536_000,
    })),
  ];
}

export async function startStressHub(options: StressOptions): Promise<StressHub> {
  const child = fork(import.meta.filename, [JSON.stringify(options)], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    execArgv: ['--expose-gc'],
  });
  const [ready] = (await once(child, 'message')) as [{ url: string; mqttUrl: string }];
  return {
    ...ready,
    child,
    async stats() {
      child.send('stats');
      const [stats] = (await once(child, 'message')) as [Stats];
      return stats;
    },
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = once(child, 'exit');
      child.send('stop');
      await gone;
    },
  };
}

function usedBytes(): number {
  globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

if (process.send && process.argv[1] === import.meta.filename) {
  const options = JSON.parse(process.argv[2] ?? '{}') as StressOptions;
  const hub = await createHub({
    host: '127.0.0.1',
    port: options.port ?? 0,
    mqttPort: options.mqttPort ?? 0,
    mqttUrl: options.brokerUrl ?? null,
    dataDir: options.dataDir,
    token: null,
    version: 'bench',
    rendererDir: options.dataDir,
    mediaDir: options.dataDir,
    compounds: [
      { manifest: { ...testManifest, id: 'bench' }, plan: emptyPlan, devices: plannedDevices(options) },
    ],
    simulate: false,
  });
  if (!hub.ok) throw new Error(JSON.stringify(hub.error));
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  let cpu = process.cpuUsage();
  let since = performance.now();
  process.on('message', (word) => {
    if (word === 'stop') return void hub.value.stop().then(() => process.exit(0));
    const used = process.cpuUsage(cpu);
    process.send?.({
      blockedMs: delay.max / 1e6,
      cpuMs: (used.user + used.system) / 1000,
      wallMs: performance.now() - since,
      rssBytes: process.memoryUsage.rss(),
      usedBytes: usedBytes(),
    } satisfies Stats);
    cpu = process.cpuUsage();
    since = performance.now();
    delay.reset();
  });
  process.send({ url: hub.value.url, mqttUrl: hub.value.mqttUrl });
}
