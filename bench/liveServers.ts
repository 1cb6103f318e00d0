/** The middles of `bench:live` beside mosquitto: our hub, and a headless Node-RED, each in a process of its own. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer as createHttpServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createHub } from '#hub/createHub.ts';
import { testManifest } from '#hub/testHub.ts';
import { emptyPlan } from '#shared/twin/compound.ts';
import { say, sharedClockMs, told } from './liveProcess.ts';
import { planned, subscription } from './liveTraffic.ts';

/** Child process: the hub with all its rooms; after the stop it says how many readings lie in its history. */
export async function runHub(mqttUrl: string | null, nativeAlone: boolean): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'linli-bench-live-'));
  if (nativeAlone) {
    const off = { on: false };
    const dialects = {
      'home-assistant': off,
      zigbee2mqtt: off,
      tasmota: off,
      thingsboard: off,
      frigate: off,
      sparkplug: off,
    };
    writeFileSync(join(dataDir, 'sources.json'), JSON.stringify({ version: 1, dialects }));
  }
  const started = await createHub({
    host: '127.0.0.1',
    port: 0,
    mqttPort: 0,
    mqttUrl,
    dataDir,
    token: null,
    version: 'bench',
    rendererDir: dataDir,
    mediaDir: dataDir,
    compounds: [{ manifest: { ...testManifest, id: 'bench' }, plan: emptyPlan, devices: planned }],
    simulate: false,
  });
  if (!started.ok) throw new Error(JSON.stringify(started.error));
  say({ kind: 'ready', url: started.value.url, mqttUrl: started.value.mqttUrl });
  await told('stop');
  await started.value.stop();
  const { default: Database } = await import('better-sqlite3');
  const db = new Database(join(dataDir, 'history.db'), { readonly: true });
  say({
    kind: 'stopped',
    count: db.prepare<[], number>('SELECT coalesce(sum(count), 0) FROM segments').pluck().get() ?? 0,
  });
  db.close();
  rmSync(dataDir, { recursive: true });
}

/** Child process: mqtt in → json → function that checks ranges and counts. It stores nothing and shows nothing. */
export async function runNodeRed(mqttUrl: string, messages: number): Promise<void> {
  const userDir = mkdtempSync(join(tmpdir(), 'linli-bench-live-'));
  const counted = { count: 0 };
  const check = `const limits = { pm25: 1e9, noise: 160, temperature: 60 };
for (const id in msg.payload.v) if (!(msg.payload.v[id] <= limits[id])) return null;
global.get('counted').count++;
return null;`;
  const flow = [
    { id: 'tab', type: 'tab', label: 'bench' },
    {
      id: 'broker',
      type: 'mqtt-broker',
      broker: '127.0.0.1',
      port: new URL(mqttUrl).port,
      protocolVersion: '4',
      keepalive: '60',
      cleansession: true,
    },
    {
      id: 'in',
      type: 'mqtt in',
      z: 'tab',
      x: 100,
      y: 100,
      topic: subscription,
      qos: '0',
      datatype: 'buffer',
      broker: 'broker',
      wires: [['json']],
    },
    {
      id: 'json',
      type: 'json',
      z: 'tab',
      x: 200,
      y: 100,
      property: 'payload',
      action: 'obj',
      wires: [['check']],
    },
    { id: 'check', type: 'function', z: 'tab', x: 300, y: 100, func: check, outputs: 1, wires: [[]] },
  ];
  writeFileSync(join(userDir, 'flows.json'), JSON.stringify(flow));
  const { default: red } = (await import('node-red' as string)) as { default: NodeRed };
  red.init(createHttpServer(), {
    userDir,
    flowFile: 'flows.json',
    httpAdminRoot: false,
    httpNodeRoot: false,
    functionGlobalContext: { counted },
    logging: { console: { level: 'off', metrics: false, audit: false } },
  });
  await red.start();
  await new Promise((resolve) => setTimeout(resolve, 2000));
  say({ kind: 'ready' });
  const timer = setInterval(() => {
    if (counted.count < messages) return;
    clearInterval(timer);
    say({ kind: 'done', atMs: sharedClockMs(), latencies: [] });
  }, 5);
  await told('stop');
  clearInterval(timer);
  await red.stop();
  say({ kind: 'stopped', count: counted.count });
  rmSync(userDir, { recursive: true });
}

interface NodeRed {
  init(server: unknown, settings: Readonly<Record<string, unknown>>): void;
  start(): Promise<void>;
  stop(): Promise<void>;
}
