/** Brokers beside the first, on real mosquittos that come and go: skipped without one. */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import mqtt from 'mqtt';
import { afterEach, describe, expect, it } from 'vitest';
import type { CommandRecord } from '#shared/protocol/commands.ts';
import { emptyPlan } from '#shared/twin/compound.ts';
import { createHub } from './createHub.ts';
import { eventually, startTestHub, testManifest, type TestHub } from './testHub.ts';

const hasMosquitto = spawnSync('mosquitto', ['-h']).error === undefined;
let test: TestHub | null = null;
const brokers: ChildProcess[] = [];
afterEach(async () => {
  await test?.stop();
  test = null;
  for (const broker of brokers.splice(0)) broker.kill();
});

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  return address !== null && typeof address === 'object' ? address.port : 0;
}

function startMosquitto(port: number): ChildProcess {
  const broker = spawn('mosquitto', ['-p', String(port)], { stdio: 'ignore' });
  brokers.push(broker);
  return broker;
}

interface Health {
  readonly alerts: readonly { readonly id: string; readonly code: string; readonly params?: object }[];
}
const brokerAlerts = () =>
  (test?.get<Health>('/api/health') ?? Promise.reject(new Error('no hub'))).then(({ alerts }) =>
    alerts.filter(({ id }) => id.startsWith('broker')).map(({ id, code }) => [id, code]),
  );
/** But for the gateway that one of them speaks through. */
const keys = async () =>
  Object.keys((await test?.get<{ devices: object }>('/api/compounds/test/state'))?.devices ?? {})
    .filter((key) => !key.startsWith('iot-network/'))
    .sort();

async function start(ports: readonly number[]): Promise<TestHub> {
  const dataDir = mkdtempSync(join(tmpdir(), 'linli-brokers-'));
  const names = ['north', 'south'];
  writeFileSync(
    join(dataDir, 'sources.json'),
    JSON.stringify({
      version: 1,
      brokers: ports.map((port, nth) => ({ id: names[nth], url: `mqtt://127.0.0.1:${port}` })),
    }),
  );
  test = await startTestHub({
    dataDir,
    compounds: [{ manifest: testManifest, plan: emptyPlan, devices: [] }],
  });
  return test;
}

/** Again and again until it is known: a hub that only just connects has not subscribed yet, and no alert says so. */
const published = (publish: () => Promise<unknown>, known: (keys: readonly string[]) => boolean) =>
  eventually(async () => {
    await publish();
    return keys();
  }, known);

describe('further brokers', () => {
  it.skipIf(!hasMosquitto)(
    'are heard beside the first; one that is away is an alert of its own and the others go on (skipped without mosquitto)',
    async () => {
      const [north, south] = [await freePort(), await freePort()];
      startMosquitto(north);
      let second = startMosquitto(south);
      const hub = await start([north, south]);
      // MQTT 5 on one side, 3.1.1 on the hub's.
      const modern = await mqtt.connectAsync(`mqtt://127.0.0.1:${north}`, { protocolVersion: 5 });
      const older = await mqtt.connectAsync(`mqtt://127.0.0.1:${south}`, { reconnectPeriod: 100 });
      await published(
        async () => {
          await modern.publishAsync('tele/pump/SENSOR', '{"A":1}', { qos: 1 });
          await older.publishAsync('v1/gateway/telemetry', '{"Lift B":{"floor":2,"mode":"automatic"}}', {
            qos: 1,
          });
        },
        (found) => found.length === 2,
      );
      expect(await keys()).toEqual(['lift/Lift B', 'tasmota/pump']);
      expect(await brokerAlerts()).toEqual([]);

      // The command goes where its device is.
      const called = new Promise<string>((resolve) =>
        older.on('message', (_topic, payload) => resolve(payload.toString())),
      );
      await older.subscribeAsync('v1/gateway/rpc', { qos: 1 });
      const { commands } = await hub.post<{ commands: CommandRecord[] }>('/api/commands', {
        compound: 'test',
        deviceKeys: ['lift/Lift B'],
        name: 'resume',
        confirmed: true,
      });
      const call = JSON.parse(await called) as { data: { id: number } };
      await older.publishAsync(
        'v1/gateway/rpc',
        JSON.stringify({ device: 'Lift B', id: call.data.id, data: {} }),
        { qos: 1 },
      );
      await eventually(
        () => hub.get<{ command: CommandRecord }>(`/api/commands/${commands[0]?.id}`),
        ({ command }) => command.state === 'replied',
      );

      second.kill();
      await eventually(brokerAlerts, (alerts) => alerts.length === 1);
      expect(await brokerAlerts()).toEqual([['broker:south', 'source-lost']]);
      await modern.publishAsync('tele/fan/SENSOR', '{"A":1}', { qos: 1 });
      await hub.client.publishAsync('tele/here/SENSOR', '{"A":1}', { qos: 1 });
      await eventually(keys, (found) => found.includes('tasmota/fan') && found.includes('tasmota/here'));
      second = startMosquitto(south);
      await eventually(brokerAlerts, (alerts) => alerts.length === 0);
      await modern.endAsync(true);
      await older.endAsync(true);
    },
  );

  it.skipIf(!hasMosquitto)(
    'keep what was published at QoS 1 while the hub was away (skipped without mosquitto)',
    async () => {
      const port = await freePort();
      startMosquitto(port);
      const hub = await start([port]);
      const device = await mqtt.connectAsync(`mqtt://127.0.0.1:${port}`);
      // The broker keeps what comes for whom it knows.
      await published(
        () => device.publishAsync('tele/day/SENSOR', '{"A":7}', { qos: 1 }),
        (found) => found.includes('tasmota/day'),
      );
      await hub.client.endAsync(true);
      await hub.hub.stop();
      await device.publishAsync('tele/night/SENSOR', '{"A":7}', { qos: 1 });
      await hub.startAgain();
      await eventually(keys, (found) => found.includes('tasmota/night'));
      await device.endAsync(true);
    },
  );

  it('that are written wrongly are told, and the hub does not start', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'linli-brokers-'));
    writeFileSync(join(dataDir, 'sources.json'), '{"version":1,"brokers":[{"id":"x"}]}');
    const started = await createHub({
      host: '127.0.0.1',
      port: 0,
      mqttPort: 0,
      mqttUrl: null,
      dataDir,
      token: null,
      version: 'test',
      rendererDir: dataDir,
      mediaDir: dataDir,
      compounds: [{ manifest: testManifest, plan: emptyPlan, devices: [] }],
      simulate: false,
    });
    expect(started).toMatchObject({
      ok: false,
      error: { code: 'sources-file', params: { faults: [{ file: 'sources.json', at: 'brokers[0]' }] } },
    });
    // It has let go of the directory.
    writeFileSync(join(dataDir, 'sources.json'), '{"version":1}');
    test = await startTestHub({ dataDir });
  });
});
