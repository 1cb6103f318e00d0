/** A gateway that dies is one alarm, whatever speaks through it, and takes the single ones back; alive again, all is well. */
import { afterEach, expect, it } from 'vitest';
import type { AlarmRecord } from '#shared/protocol/records.ts';
import { eventually, startTestHub, type TestHub } from '#hub/testHub.ts';

let test: TestHub;
afterEach(() => test.stop());

/** Silent after three times that. */
const intervalS = 0.4;
const gateway = 'iot-network/gw1';
const behind = ['smoke/a', 'smoke/b', 'water-meter/c', 'gas/d'] as const;

const say = (key: string, channel: string, body: object) =>
  test.client.publishAsync(`linli/v1/test/${key}/${channel}`, JSON.stringify(body), { qos: 1 });
const standing = async () =>
  (await test.get<{ alarms: AlarmRecord[] }>('/api/alarms?state=open')).alarms
    .filter(({ conditionActive }) => conditionActive)
    .map(({ deviceKey, ruleId, priority }) => `${deviceKey} ${ruleId} P${priority}`)
    .filter((name) => [gateway, ...behind].some((key) => name.startsWith(key)));

async function live(keys: readonly string[], forMs: number): Promise<void> {
  const untilMs = Date.now() + forMs;
  while (Date.now() < untilMs) {
    for (const key of keys) await say(key, 'state', { t: Date.now(), v: {} });
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

it('one alarm for all of them, of life where detectors speak through it; singles are taken back', async () => {
  test = await startTestHub();
  await say(gateway, 'meta', { name: '网关', intervalS });
  for (const key of behind) await say(key, 'meta', { name: key, intervalS, via: gateway });
  await live([gateway, ...behind], 500);
  // One detector alone: an alarm of its own.
  await live([gateway, ...behind.slice(1)], 3000);
  expect(await standing()).toEqual(['smoke/a device-health P3']);
  // Now the gateway, and all that is behind it.
  await eventually(
    standing,
    (found) => found.length === 1 && found[0] === `${gateway} device-health-gateway-fire P1`,
  );
  await live([gateway, ...behind], 2500);
  expect(await standing()).toEqual([]);
});

it('a gateway that nobody speaks through any more is in no alarm', async () => {
  test = await startTestHub();
  await say('iot-network/gw2', 'meta', { name: '网关', intervalS });
  await say('water-meter/x', 'meta', { name: 'x', intervalS, via: 'iot-network/gw2' });
  const gone = async () =>
    (await test.get<{ alarms: AlarmRecord[] }>('/api/alarms?state=open')).alarms.filter(
      ({ ruleId, conditionActive }) => ruleId.startsWith('device-health-gateway') && conditionActive,
    );
  const [down] = await eventually(gone, (found) => found.length === 1);
  expect(down).toMatchObject({ priority: 2, deviceName: { zh: '网关' } });
  await test.client.publishAsync('linli/v1/test/water-meter/x/meta', '', { qos: 1 });
  await eventually(gone, (found) => found.length === 0);
});

it('a bridge of another system that dies is one alarm for all that speak through it, and takes the single one back', async () => {
  test = await startTestHub();
  const bridge = '0x00124b00';
  const tell = (topic: string, body: object) =>
    test.client.publishAsync(`zigbee2mqtt/${topic}`, JSON.stringify(body), { qos: 1, retain: true });
  const names = ['烟感 a', '烟感 b', 'leak c', 'plug d'];
  const announce = async (state: string) => {
    await tell('bridge/info', { version: '2.1.3', coordinator: { ieee_address: bridge } });
    await tell('bridge/devices', [
      { ieee_address: bridge, type: 'Coordinator', friendly_name: 'Coordinator' },
      ...names.map((name, nth) => ({ ieee_address: `0x${nth}`, type: 'EndDevice', friendly_name: name })),
    ]);
    await tell('bridge/state', { state });
    if (state === 'online') for (const name of names) await tell(name, { battery: 90 });
  };
  await announce('online');
  const alarms = async () =>
    (await test.get<{ alarms: AlarmRecord[] }>('/api/alarms?state=open')).alarms.filter(
      ({ conditionActive, ruleId }) => conditionActive && ruleId.startsWith('device-health'),
    );
  const health = async () =>
    (await alarms()).map(({ deviceKey, ruleId, priority }) => `${deviceKey} ${ruleId} P${priority}`);
  await tell('烟感 a/availability', { state: 'offline' });
  await eventually(health, (found) => found.join() === 'smoke/0x0 device-health P3');
  await tell('bridge/state', { state: 'offline' });
  await eventually(health, (found) => found.join() === `iot-network/${bridge} device-health-gateway-fire P1`);
  // A hub that starts again finds the same alarm standing, and no other.
  const [before] = await alarms();
  await test.restart();
  await new Promise((resolve) => setTimeout(resolve, 3000));
  await announce('offline');
  await new Promise((resolve) => setTimeout(resolve, 2000));
  expect((await alarms()).map(({ id, firstAtMs }) => [id, firstAtMs])).toEqual([
    [before?.id, before?.firstAtMs],
  ]);
  await announce('online');
  await tell('烟感 a/availability', { state: 'online' });
  await eventually(health, (found) => found.length === 0);
});
