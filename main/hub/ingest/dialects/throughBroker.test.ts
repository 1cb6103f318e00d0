/** Each dialect over the wire: real clients on the embedded broker, a real hub, its answers over REST and MQTT. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import mqtt, { type MqttClient } from 'mqtt';
import { get } from 'sparkplug-payload';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CommandRecord } from '#shared/protocol/commands.ts';
import type { ForeignDevice } from '#shared/protocol/foreign.ts';
import type { AlarmRecord } from '#shared/protocol/records.ts';
import { testPlan } from '#hub/ingest/testIngest.ts';
import { eventually, startTestHub, testManifest, type TestHub } from '#hub/testHub.ts';
import { decodePayload } from './sparkplug/payload.ts';

let test: TestHub;
let device: MqttClient;
const heard: { topic: string; payload: Buffer }[] = [];
beforeAll(async () => {
  test = await startTestHub({ compounds: [{ manifest: testManifest, plan: testPlan, devices: [] }] });
  await test.post('/api/compounds', {
    id: 'annex',
    name: 'Annex',
    origin: { latDeg: 30, lonDeg: 114 },
    buildings: [{ id: '1', storeys: 2, position: [0, 0], sizeM: [20, 10] }],
  });
  const dir = join(test.dataDir, 'compounds', 'test');
  mkdirSync(dir, { recursive: true });
  for (const [name, value] of Object.entries({ manifest: testManifest, plan: testPlan, devices: [] }))
    writeFileSync(join(dir, `${name}.json`), JSON.stringify(value));
  device = await mqtt.connectAsync(test.hub.mqttUrl);
  device.on('message', (topic, payload) => heard.push({ topic, payload }));
  await device.subscribeAsync(['zigbee2mqtt/+/set', 'cmnd/#', 'v1/gateway/rpc', 'spBv1.0/+/NCMD/#'], {
    qos: 1,
  });
});
afterAll(async () => {
  await device.endAsync(true);
  await test.stop();
});

const say = (topic: string, payload: unknown) =>
  device.publishAsync(
    topic,
    payload instanceof Uint8Array
      ? Buffer.from(payload)
      : typeof payload === 'string'
        ? payload
        : JSON.stringify(payload),
    {
      qos: 1,
    },
  );
interface Device {
  readonly placeId: string | null;
  readonly points: Record<string, { readonly value: unknown }>;
}
const devicesOf = async (compound = 'test') =>
  (await test.get<{ devices: Record<string, Device> }>(`/api/compounds/${compound}/state`)).devices;
const valueOf = async (key: string, point: string) => (await devicesOf())[key]?.points[point]?.value;
const sent = (topic: string) =>
  eventually(
    async () => heard.find((one) => one.topic === topic),
    (one) => one !== undefined,
  ).then((one) => one?.payload ?? Buffer.alloc(0));
const order = (key: string, name: string, params: object = {}) =>
  test
    .post<{ commands: CommandRecord[] }>('/api/commands', {
      compound: 'test',
      deviceKeys: [key],
      name,
      params,
      confirmed: true,
    })
    .then(({ commands }) => commands[0]?.id);
const replied = (id: string | undefined) =>
  eventually(
    () => test.get<{ command: CommandRecord }>(`/api/commands/${id}`),
    ({ command }) => command.state === 'replied',
  );

describe('over the embedded broker', () => {
  it('zigbee2mqtt: a smoke detector raises its alarm at its place, a lock opens', async () => {
    const binary = (property: string, on: unknown, off: unknown, access = 1) => ({
      type: 'binary',
      property,
      value_on: on,
      value_off: off,
      access,
    });
    await say('zigbee2mqtt/bridge/devices', [
      {
        ieee_address: '0x1',
        friendly_name: '3-2-501 烟感',
        definition: { model: 'S', exposes: [binary('smoke', true, false)] },
      },
      {
        ieee_address: '0x2',
        friendly_name: '3号楼2单元门',
        definition: { exposes: [{ type: 'lock', features: [binary('state', 'LOCK', 'UNLOCK', 7)] }] },
      },
    ]);
    await say('zigbee2mqtt/3-2-501 烟感', { smoke: true });
    const { alarms } = await eventually(
      () => test.get<{ alarms: AlarmRecord[] }>('/api/alarms?state=open'),
      (found) => found.alarms.length === 1,
    );
    expect(alarms[0]).toMatchObject({
      deviceKey: 'smoke/0x1',
      ruleId: 'alarm',
      priority: 1,
      placeId: '3-2-501',
    });
    const id = await order('unit-door/0x2', 'release');
    expect((await sent('zigbee2mqtt/3号楼2单元门/set')).toString()).toBe('{"state":"UNLOCK"}');
    await say('zigbee2mqtt/3号楼2单元门', { state: 'UNLOCK' });
    await replied(id);
    expect(await valueOf('unit-door/0x2', 'lock')).toBe('unlocked');
  });

  it('zigbee2mqtt: a list of many devices is longer than what one device may say, and is taken', async () => {
    const exposes = Array.from({ length: 40 }, (_, nth) => ({
      type: 'numeric',
      property: `value_${nth}`,
      description: 'x'.repeat(150),
    }));
    const list = Array.from({ length: 150 }, (_, nth) => ({
      ieee_address: `0xmany${nth}`,
      friendly_name: `many ${nth}`,
      definition: { exposes },
    }));
    const payload = JSON.stringify(list);
    expect(payload.length).toBeGreaterThan(1024 * 1024);
    await say('zigbee2mqtt/bridge/devices', payload);
    await say('zigbee2mqtt/many 149', { value_3: 7 });
    expect(await valueOf('zigbee2mqtt/0xmany149', 'value_3')).toBe(7);
  });

  it('Tasmota: a relay that was mapped opens the gate', async () => {
    await say('stat/relay/RESULT', { POWER: 'OFF' });
    const mapped = { system: 'vehicle-gate', id: 'east', points: { POWER: 'arm' } };
    const answer = await fetch(`${test.hub.url}/api/compounds/test/mapping`, {
      method: 'PATCH',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ edits: [{ dialect: 'tasmota', id: 'relay', mapped }] }),
    });
    expect(await answer.json()).toMatchObject({ ok: true });
    expect(await valueOf('vehicle-gate/east', 'arm')).toBe('down');
    const id = await order('vehicle-gate/east', 'open');
    expect((await sent('cmnd/relay/POWER')).toString()).toBe('ON');
    await say('stat/relay/RESULT', { POWER: 'ON' });
    await replied(id);
    expect(await valueOf('vehicle-gate/east', 'arm')).toBe('up');
  });

  it('ThingsBoard: a gateway’s device is called and answers', async () => {
    await say('v1/gateway/connect', { device: 'Lift A', type: 'lift' });
    await say('v1/gateway/telemetry', { 'Lift A': { floor: '3', mode: 'automatic' } });
    expect(await valueOf('lift/Lift A', 'floor')).toBe(3);
    const id = await order('lift/Lift A', 'recall', { floor: 1 });
    const call = JSON.parse((await sent('v1/gateway/rpc')).toString()) as {
      data: { id: number; method: string };
    };
    expect(call).toMatchObject({ device: 'Lift A', data: { method: 'recall', params: { floor: 1 } } });
    await say('v1/gateway/rpc', { device: 'Lift A', id: call.data.id, data: { success: true } });
    await replied(id);
  });

  it('Frigate: a person at the door is an event of the camera', async () => {
    await say('frigate/door/detect/state', 'ON');
    await say('frigate/door/person', '2');
    const start = Date.now() / 1000;
    const after = { id: `${start}-x`, camera: 'door', label: 'person', start_time: start, end_time: null };
    for (const type of ['new', 'update']) await say('frigate/events', { type, before: after, after });
    expect(await valueOf('cctv/door', 'person')).toBe(2);
    const { rows } = await eventually(
      () => test.get<{ rows: unknown[] }>(`/api/compounds/test/journal?from=0&kinds=event&limit=10`),
      (page) => page.rows.length > 0,
    );
    expect(rows).toHaveLength(1);
  });

  it('Sparkplug: data without a birth asks for it, born it is there', async () => {
    const codec = get('spBv1.0');
    if (!codec) throw new Error('no codec');
    const timestamp = Date.now();
    const metric = { name: 'level', alias: 1, type: 'Double', value: 0.4 } as const;
    await say('spBv1.0/plant/DDATA/gw/tank', codec.encodePayload({ timestamp, seq: 5, metrics: [metric] }));
    const asked = decodePayload(await sent('spBv1.0/plant/NCMD/gw'));
    expect(asked.ok && asked.value.metrics[0]?.name).toBe('Node Control/Rebirth');
    await say('spBv1.0/plant/NBIRTH/gw', codec.encodePayload({ timestamp, seq: 0, metrics: [] }));
    await say('spBv1.0/plant/DBIRTH/gw/tank', codec.encodePayload({ timestamp, seq: 1, metrics: [metric] }));
    const key = Object.keys(await devicesOf()).find((one) => one.startsWith('sparkplug/')) ?? '';
    expect(await valueOf(key, 'level')).toBe(0.4);
  });
});

it('a device is seen before it is mapped; mapped over REST it is the other compound’s at once, with what it said', async () => {
  await say('tele/house/1/meter/SENSOR', { P: { Pressure: 0.4 }, PressureUnit: 'MPa' });
  const foreign = async (compound: string) =>
    (
      await test.get<{ devices: ForeignDevice[] }>(`/api/compounds/${compound}/foreign-devices`)
    ).devices.filter(({ id }) => id === 'house/1/meter');
  expect(await foreign('test')).toMatchObject([
    { dialect: 'tasmota', source: 'main', mapped: null, points: [{ key: 'P.Pressure', value: 0.4 }] },
  ]);
  const edit = async (mapped: unknown, compound = 'annex') => {
    const answer = await fetch(`${test.hub.url}/api/compounds/${compound}/mapping`, {
      method: 'PATCH',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ edits: [{ dialect: 'tasmota', id: 'house/1/meter', mapped }] }),
    });
    return (await answer.json()) as { ok: boolean; error?: { code: string } };
  };
  const mapped = { system: 'hydrant', id: 'h-1', placeId: '1', points: { 'P.Pressure': 'pressure' } };
  expect(await edit(mapped)).toMatchObject({ ok: true });
  expect((await devicesOf('annex'))['hydrant/h-1']).toMatchObject({
    placeId: '1',
    points: { pressure: { value: 0.4 } },
  });
  expect(await foreign('test')).toEqual([]);
  expect(await foreign('annex')).toMatchObject([{ deviceKey: 'hydrant/h-1', mapped }]);
  const kept: unknown = JSON.parse(
    readFileSync(join(test.dataDir, 'compounds', 'annex', 'mapping.json'), 'utf8'),
  );
  expect(kept).toMatchObject({ version: 2, devices: { tasmota: { 'house/1/meter': mapped } } });
  // Nobody else may take it meanwhile.
  expect(await edit(mapped, 'test')).toMatchObject({ ok: false, error: { code: 'mapped-elsewhere' } });
  expect(await edit(null)).toMatchObject({ ok: true });
  expect(Object.keys(await devicesOf('annex'))).toEqual([]);
  expect(await foreign('test')).toHaveLength(1);
  expect(await edit({ system: 'no such id!' })).toMatchObject({ ok: false });
});
