/** The hub on a broker of its own choosing: real mosquitto, coming and going. */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { createServer } from 'node:net';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import mqtt from 'mqtt';
import { afterEach, describe, expect, it } from 'vitest';
import type { AlarmRecord } from '#shared/protocol/records.ts';
import { emptyPlan } from '#shared/twin/compound.ts';
import type { HubOptions } from '#hub/createHub.ts';
import { eventually, startTestHub, testDevices, testManifest, type TestHub } from '#hub/testHub.ts';

interface StateBody {
  readonly devices: Record<string, { points: Record<string, { value: unknown }> }>;
}

let test: TestHub;
let broker: ChildProcess | null = null;
afterEach(async () => {
  await test?.stop();
  broker?.kill();
});

const alarmsOf = (state: string) =>
  test.get<{ alarms: AlarmRecord[] }>(`/api/alarms?state=${state}`).then((body) => body.alarms);
const stateOf = () => test.get<StateBody>('/api/compounds/test/state');

const mosquitto = spawnSync('mosquitto', ['-h']).error === undefined;

describe('external broker', () => {
  it.skipIf(!mosquitto)(
    'takes devices from mosquitto as from its own (skipped without mosquitto)',
    async () => {
      await startBoth();
      expect((await stateOf()).devices['lift/l1']?.points['floor']?.value).toBe(3);
    },
  );

  it.skipIf(!mosquitto)(
    'a command fails at once while the broker is away, and does not leave later (skipped without mosquitto)',
    async () => {
      const url = await startBoth();
      const heard: string[] = [];
      const device = await mqtt.connectAsync(url, { reconnectPeriod: 50 });
      await device.subscribeAsync('linli/v1/test/lift/l1/command/#', { qos: 1 });
      device.on('message', (topic) => heard.push(topic));
      broker?.kill();
      await new Promise((resolve) => setTimeout(resolve, 500));
      await test.post('/api/commands', {
        compound: 'test',
        deviceKeys: ['lift/l1'],
        name: 'recall',
        confirmed: true,
      });
      const { commands } = await eventually(
        () =>
          test.get<{ commands: { state: string; fault?: { code: string } }[] }>(
            '/api/commands?compound=test',
          ),
        (found) => found.commands[0]?.state === 'failed',
      );
      expect(commands[0]?.fault).toEqual({ code: 'broker-away' });

      startMosquitto(url);
      await eventually(
        () => test.say('lift', 'l1', { floor: 5 }).then(() => stateOf()),
        (body) => body.devices['lift/l1']?.points['floor']?.value === 5,
      );
      await new Promise((resolve) => setTimeout(resolve, 300));
      expect(heard).toEqual([]);
      await device.endAsync(true);
    },
  );

  it.skipIf(!mosquitto)(
    'raises what was published at QoS 1 while the hub was away, once (skipped without mosquitto)',
    async () => {
      const devices = [...testDevices];
      const url = await startBoth({ compounds: [{ manifest: testManifest, plan: emptyPlan, devices }] });
      await test.hub.stop();
      const device = await mqtt.connectAsync(url);
      const throwIt = (id: string) =>
        device.publishAsync(
          'linli/v1/test/throw-camera/t1/event',
          JSON.stringify({ t: Date.now(), id, type: 'throw', data: { people: true } }),
          { qos: 1 },
        );
      await throwIt('one');
      await device.publishAsync(
        'linli/v1/test/smoke/s1/state',
        JSON.stringify({ t: Date.now(), v: { smoke: 0.4 } }),
        { qos: 1 },
      );
      // Its plan names a device that it had not known when it went.
      await device.publishAsync(
        'linli/v1/test/smoke/s9/state',
        JSON.stringify({ t: Date.now(), v: { smoke: 0.4 } }),
        { qos: 1 },
      );
      devices.push({ id: 's9', system: 'smoke', name: 'Smoke nine' });
      await test.startAgain();
      const alarms = await eventually(
        () => alarmsOf('unacknowledged'),
        (found) => found.length === 3,
      );
      expect(alarms.map(({ count }) => count)).toEqual([1, 1, 1]);
      await device.endAsync(true);
    },
  );

  it.skipIf(!mosquitto)(
    'hears an alarm behind more than the broker sends unacknowledged, and catches up (skipped without mosquitto)',
    async () => {
      await startBoth();
      const db = new Database(join(test.dataDir, 'history.db'));
      db.exec('BEGIN IMMEDIATE');
      // The broker has them; it sends twenty and waits.
      for (let nth = 0; nth < 60; nth++) await test.say('lift', 'l1', { floor: nth % 30 });
      await test.say('smoke', 's1', { smoke: 0.01 });
      await new Promise((resolve) => setTimeout(resolve, 3000));
      await test.say('smoke', 's1', { smoke: 0.4 });
      const [alarm] = await eventually(
        () => alarmsOf('unacknowledged'),
        (found) => found.length > 0,
      );
      expect(alarm?.deviceKey).toBe('smoke/s1');
      db.exec('COMMIT');
      db.close();
      const floors = () =>
        test
          .get<{ readings: { value: number }[] }>(
            `/api/points/${encodeURIComponent('test/lift/l1/floor')}/history?from=0`,
          )
          .then(({ readings }) => new Set(readings.map(({ value }) => value)).size);
      await eventually(floors, (count) => count === 30);
      await test.say('smoke', 's2', { smoke: 0.4 });
      await eventually(
        () => alarmsOf('unacknowledged'),
        (found) => found.length === 2,
      );
      expect((await alarmsOf('unacknowledged')).map(({ count }) => count)).toEqual([1, 1]);
    },
  );
});

/** Mosquitto and a hub that hears a device through it; the value: its address. */
async function startBoth(change: Partial<HubOptions> = {}): Promise<string> {
  const url = `mqtt://127.0.0.1:${await freePort()}`;
  startMosquitto(url);
  await new Promise((resolve) => setTimeout(resolve, 500));
  test = await startTestHub({ ...change, mqttUrl: url });
  // The broker keeps nothing for a hub that has not subscribed yet, so the device reports until it is heard.
  await eventually(
    () => test.say('lift', 'l1', { floor: 3 }).then(() => stateOf()),
    (body) => body.devices['lift/l1']?.points['floor']?.value === 3,
  );
  return url;
}

function startMosquitto(url: string): void {
  broker = spawn('mosquitto', ['-p', new URL(url).port], { stdio: 'ignore' });
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(address !== null && typeof address === 'object' ? address.port : 0));
    });
  });
}
