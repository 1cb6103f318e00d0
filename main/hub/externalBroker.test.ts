/** The hub on a broker of its own choosing: real mosquitto, coming and going. */
import { spawn, spawnSync } from 'node:child_process';
import { createServer } from 'node:net';
import mqtt from 'mqtt';
import { afterEach, describe, expect, it } from 'vitest';
import type { AlarmRecord } from '#shared/protocol/records.ts';
import { eventually, startTestHub, type TestHub } from './testHub.ts';

interface StateBody {
  readonly devices: Record<string, { points: Record<string, { value: unknown }> }>;
}

let test: TestHub;
afterEach(() => test?.stop());

const alarmsOf = (state: string) =>
  test.get<{ alarms: AlarmRecord[] }>(`/api/alarms?state=${state}`).then((body) => body.alarms);
const stateOf = () => test.get<StateBody>('/api/compounds/test/state');

const mosquitto = spawnSync('mosquitto', ['-h']).error === undefined;

describe('external broker', () => {
  it.skipIf(!mosquitto)(
    'takes devices from mosquitto as from its own (skipped without mosquitto)',
    async () => {
      const port = await freePort();
      const broker = spawn('mosquitto', ['-p', String(port)], { stdio: 'ignore' });
      try {
        await new Promise((resolve) => setTimeout(resolve, 500));
        test = await startTestHub({ mqttUrl: `mqtt://127.0.0.1:${port}` });
        // The broker keeps nothing for a hub that has not subscribed yet, so the device reports until it is heard.
        const reportAndLook = () => test.say('lift', 'l1', { floor: 3 }).then(() => stateOf());
        await eventually(
          reportAndLook,
          (body) => body.devices['lift/l1']?.points['floor']?.value === 3,
          10_000,
        );
      } finally {
        broker.kill();
      }
    },
  );

  it.skipIf(!mosquitto)(
    'a command fails at once while the broker is away, and does not leave later (skipped without mosquitto)',
    async () => {
      const port = await freePort();
      const broker = spawn('mosquitto', ['-p', String(port)], { stdio: 'ignore' });
      try {
        await new Promise((resolve) => setTimeout(resolve, 500));
        test = await startTestHub({ mqttUrl: `mqtt://127.0.0.1:${port}` });
        await eventually(
          () => test.say('lift', 'l1', { floor: 3 }).then(() => stateOf()),
          (body) => body.devices['lift/l1']?.points['floor']?.value === 3,
          10_000,
        );
      } finally {
        broker.kill();
      }
      await new Promise((resolve) => setTimeout(resolve, 500));
      await test.post('/api/commands', {
        compound: 'test',
        deviceKeys: ['lift/l1'],
        name: 'recall',
        confirmed: true,
      });
      const { commands } = await eventually(
        () => test.get<{ commands: { state: string; message: string }[] }>('/api/commands?compound=test'),
        (found) => found.commands[0]?.state === 'failed',
        3000,
      );
      expect(commands[0]?.message).toContain('out of reach');
    },
  );

  it.skipIf(!mosquitto)(
    'raises what was published at QoS 1 while the hub was away, once (skipped without mosquitto)',
    async () => {
      const port = await freePort();
      const broker = spawn('mosquitto', ['-p', String(port)], { stdio: 'ignore' });
      try {
        await new Promise((resolve) => setTimeout(resolve, 500));
        test = await startTestHub({ mqttUrl: `mqtt://127.0.0.1:${port}` });
        await eventually(
          () => test.say('lift', 'l1', { floor: 3 }).then(() => stateOf()),
          (body) => body.devices['lift/l1']?.points['floor']?.value === 3,
          10_000,
        );
        await test.hub.stop();
        const device = await mqtt.connectAsync(`mqtt://127.0.0.1:${port}`);
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
        await test.startAgain();
        const alarms = await eventually(
          () => alarmsOf('unacknowledged'),
          (found) => found.length === 2,
          10_000,
        );
        expect(alarms.map(({ count }) => count)).toEqual([1, 1]);
        await device.endAsync(true);
      } finally {
        broker.kill();
      }
    },
    30_000,
  );
});

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(address !== null && typeof address === 'object' ? address.port : 0));
    });
  });
}
