/** A real hub for tests: its own data directory, free ports, a tiny compound. No mock anywhere behind it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import mqtt, { type MqttClient } from 'mqtt';
import { io, type Socket } from 'socket.io-client';
import msgpack from 'socket.io-msgpack-parser';
import type { PlannedDevice } from '#shared/protocol/device.ts';
import type { Hello } from '#shared/protocol/socket.ts';
import { emptyPlan, type CompoundManifest } from '#shared/twin/compound.ts';
import { createHub, type Hub, type HubOptions } from './createHub.ts';
import { openRecords, type Records } from './records/index.ts';

export const testManifest: CompoundManifest = {
  version: 1,
  id: 'test',
  name: { zh: '测试小区', en: 'Test compound' },
  address: { zh: '', en: '' },
  layout: 'illustrative',
  facts: { built: 1998, buildings: 1, units: 1, households: 2, people: 4 },
  origin: {
    latDeg: 30.2,
    lonDeg: 115.05,
    heightM: 20,
    crs: 'EPSG:4547',
    eastingM: 0,
    northingM: 0,
    timeZone: 'Asia/Shanghai',
  },
  models: [],
};

export const testDevices: readonly PlannedDevice[] = [
  {
    id: 's1',
    system: 'smoke',
    name: { zh: '烟感一', en: 'Smoke one' },
    positionEnu: [1, 2, 3],
    placeId: '8-2-401',
  },
  {
    id: 's2',
    system: 'smoke',
    name: { zh: '烟感二', en: 'Smoke two' },
    positionEnu: [1, 2, 6],
    placeId: '8-2-501',
  },
  { id: 'l1', system: 'lift', name: { zh: '电梯一', en: 'Lift one' }, placeId: '8-2' },
  { id: 'p1', system: 'fire-panel', name: { zh: '控制器', en: 'Panel' }, placeId: 'guard-room' },
  { id: 'b1', system: 'parking-bay', name: { zh: '车位一', en: 'Bay one' } },
  { id: 't1', system: 'throw-camera', name: { zh: '抛物一', en: 'Throw one' }, placeId: '7' },
];

export interface TestHub {
  readonly hub: Hub;
  readonly client: MqttClient;
  readonly dataDir: string;
  get<T>(path: string): Promise<T>;
  post<T>(path: string, body?: unknown): Promise<T>;
  say(system: string, device: string, v: Readonly<Record<string, unknown>>, t?: number): Promise<unknown>;
  /** Stops and starts on the same data. */
  restart(): Promise<void>;
  /** Starts on the same data where the hub itself was stopped. */
  startAgain(): Promise<void>;
  stop(): Promise<void>;
}

export async function startTestHub(change: Partial<HubOptions> = {}): Promise<TestHub> {
  const dataDir = change.dataDir ?? mkdtempSync(join(tmpdir(), 'linli-hub-'));
  const options: HubOptions = {
    host: '127.0.0.1',
    port: 0,
    mqttPort: 0,
    mqttUrl: null,
    dataDir,
    token: null,
    version: 'test',
    rendererDir: dataDir,
    mediaDir: dataDir,
    compounds: [{ manifest: testManifest, plan: emptyPlan, devices: testDevices }],
    simulate: false,
    ...change,
  };
  async function start(): Promise<{ hub: Hub; client: MqttClient }> {
    const started = await createHub(options);
    if (!started.ok) throw new Error(JSON.stringify(started.error));
    return {
      hub: started.value,
      client: await mqtt.connectAsync(started.value.mqttUrl, { rejectUnauthorized: false }),
    };
  }
  let running = await start();
  const stopAll = async () => {
    await running.client.endAsync(true);
    await running.hub.stop();
  };
  return {
    dataDir,
    get hub() {
      return running.hub;
    },
    get client() {
      return running.client;
    },
    get: async <T>(path: string) => (await fetch(running.hub.url + path)).json() as Promise<T>,
    post: async <T>(path: string, body?: unknown) =>
      (
        await fetch(running.hub.url + path, {
          method: 'POST',
          ...(body === undefined
            ? {}
            : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
        })
      ).json() as Promise<T>,
    say: (system, device, v, t = Date.now()) =>
      running.client.publishAsync(`linli/v1/test/${system}/${device}/state`, JSON.stringify({ t, v }), {
        qos: 1,
      }),
    async startAgain() {
      await running.client.endAsync(true);
      running = await start();
    },
    async restart() {
      await stopAll();
      running = await start();
    },
    async stop() {
      await stopAll();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** Records of their own file, for tests of one room; the caller stops them. */
export function openTestRecords(dir: string): Records {
  const opened = openRecords({
    path: join(dir, 'linli.db'),
    onRefused: () => {},
    onWell: () => {},
    onFaulty: (reason) => {
      throw new Error(reason);
    },
  });
  if (!opened.ok) throw new Error(JSON.stringify(opened.error));
  return opened.value;
}

/** So long that only what never comes takes it, however busy the machine. */
const neverMs = 30_000;

/** Asks again until it holds; the last answer is in the error. */
export async function eventually<T>(ask: () => Promise<T>, holds: (value: T) => boolean): Promise<T> {
  const deadline = Date.now() + neverMs;
  for (;;) {
    const value = await ask();
    if (holds(value)) return value;
    if (Date.now() > deadline)
      throw new Error(`did not hold within ${neverMs} ms: ${JSON.stringify(value)?.slice(0, 500)}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** A screen's connection; the caller ends it. */
export async function screenOn({ hub }: TestHub): Promise<Socket> {
  const socket = io(hub.url, { parser: msgpack, transports: ['websocket'] });
  const hello = await new Promise<Hello>((resolve) => socket.once('hello', resolve));
  if (hello.home !== testManifest.id) throw new Error(`the hub's home is ${hello.home}`);
  return socket;
}
