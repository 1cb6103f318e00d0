import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { CompoundMapping, MappedDevice } from '#shared/compounds/mapping.ts';
import type { CommandRecord } from '#shared/protocol/commands.ts';
import type { RejectionReport } from '#shared/protocol/records.ts';
import { emptyPlan } from '#shared/twin/compound.ts';
import { announceDevices } from '../compounds/index.ts';
import { eventually, openTestRecords, startTestHub, testManifest, type TestHub } from '../testHub.ts';
import { createTwin } from '../twin/index.ts';
import { addressOf, createIngest } from './index.ts';

let test: TestHub;

const door = { id: 'door-1-1', system: 'unit-door', name: { zh: '一号门', en: 'Door 1' } };
const start = async (mapping: CompoundMapping | null = null, devices = [door]) => {
  test = await startTestHub({
    compounds: [{ manifest: testManifest, plan: emptyPlan, devices, mapping }],
  });
};
const mappingOf = (haDevice: string, id?: string): CompoundMapping => ({
  version: 2,
  devices: {},
  homeAssistant: { devices: { [haDevice]: { system: 'unit-door', ...(id ? { id } : {}) } } },
});

const publish = (topic: string, payload: unknown, retain = false) =>
  test.client.publishAsync(topic, typeof payload === 'string' ? payload : JSON.stringify(payload), {
    qos: 1,
    retain,
  });
const announceLock = (haDevice: string, name = 'Evil', retain = false) =>
  publish(
    `homeassistant/lock/${name}/config`,
    {
      device: { identifiers: [haDevice], name },
      unique_id: `${name}-lock`,
      state_topic: `${name}/state`,
      command_topic: `${name}/cmd`,
    },
    retain,
  );
const describeNative = (id: string, name: string) => publish(`linli/v1/test/unit-door/${id}/meta`, { name });
interface Device {
  readonly name: { readonly en: string };
  readonly points: Record<string, { readonly value: unknown }>;
}
const deviceOf = async (id: string) =>
  (await test.get<{ devices: Record<string, Device> }>('/api/compounds/test/state')).devices[
    `unit-door/${id}`
  ];
const taken = async () => {
  const { byCode } = await test.get<RejectionReport>('/api/rejections');
  return (byCode['device-taken'] ?? 0) + (byCode['device-planned'] ?? 0);
};

/** Topics on which a release arrives, and the state of the command after a reply of the given kind. */
async function release(id: string, answer: readonly [topic: string, payload: string] | null = null) {
  const heard: string[] = [];
  const onMessage = (topic: string) => void (/cmd$|\/command\//.test(topic) && heard.push(topic));
  test.client.on('message', onMessage);
  await test.client.subscribeAsync('#', { qos: 1 });
  const { commands } = await test.post<{ commands: CommandRecord[] }>('/api/commands', {
    compound: 'test',
    deviceKeys: [`unit-door/${id}`],
    name: 'release',
    confirmed: true,
  });
  const ask = () => test.get<{ command: CommandRecord }>(`/api/commands/${commands[0]?.id}`);
  await eventually(ask, ({ command }) => command.state !== 'requested');
  if (answer) await publish(...answer);
  const { command } = await ask();
  await test.client.unsubscribeAsync('#');
  test.client.off('message', onMessage);
  return { heard, state: command.state };
}
const native = (id: string) => [`linli/v1/test/unit-door/${id}/command/release`];

describe('a device that is somebody’s', () => {
  afterEach(() => test.stop());

  it('by the plan is not taken by an announcement: not its name, its commands, its replies, nor its place', async () => {
    await start();
    await announceLock('door-1-1');
    expect(await taken()).toBe(1);
    const { recent } = await test.get<RejectionReport>('/api/rejections');
    expect(recent[0]).toMatchObject({
      code: 'device-planned',
      params: { device: 'unit-door/door-1-1', compound: 'test' },
    });
    expect((await deviceOf('door-1-1'))?.name.en).toBe('Door 1');
    expect(await release('door-1-1', ['Evil/state', 'UNLOCKED'])).toEqual({
      heard: native('door-1-1'),
      state: 'sent',
    });
    expect((await deviceOf('door-1-1'))?.points['lock']).toBeUndefined();
    await publish('homeassistant/lock/Evil/config', '');
    expect((await deviceOf('door-1-1'))?.name.en).toBe('Door 1');
  });

  it('by its native description stays so, over a restart too', async () => {
    await start(null, []);
    await describeNative('door-9', 'Native');
    await announceLock('door-9', 'Evil', true);
    expect(await taken()).toBe(1);
    await test.restart();
    await announceLock('door-9');
    expect(await taken()).toBeGreaterThan(0);
    expect((await deviceOf('door-9'))?.name.en).toBe('Native');
    expect((await release('door-9')).heard).toEqual(native('door-9'));
  });

  it('by its announcement stays so until it is gone, over a restart too', async () => {
    await start(null, []);
    await announceLock('lock-7', 'Front');
    await describeNative('lock-7', 'Hijacked');
    await publish('linli/v1/test/unit-door/lock-7/state', { t: Date.now(), v: { lock: 'unlocked' } });
    await publish('linli/v1/test/unit-door/lock-7/meta', '');
    expect(await taken()).toBe(3);
    await test.restart();
    await describeNative('lock-7', 'Hijacked');
    expect(await taken()).toBe(1);
    // Not announced yet: nobody else gets the command.
    expect(await release('lock-7')).toEqual({ heard: [], state: 'failed' });
    await announceLock('lock-7', 'Front');
    expect(await taken()).toBe(1);
    expect((await deviceOf('lock-7'))?.name.en).toBe('Front');
    expect(await release('lock-7', ['Front/state', 'UNLOCKED'])).toEqual({
      heard: ['Front/cmd'],
      state: 'replied',
    });
    await publish('homeassistant/lock/Front/config', '');
    expect(await deviceOf('lock-7')).toBeUndefined();
    await describeNative('lock-7', 'Native');
    expect((await release('lock-7')).heard).toEqual(native('lock-7'));
  });

  it('by the plan belongs to the announced one that the mapping names with its id, and to no other', async () => {
    await start(mappingOf('0xlock', 'door-1-1'));
    await announceLock('0xlock', 'Front');
    expect(await taken()).toBe(0);
    expect((await deviceOf('door-1-1'))?.name.en).toBe('Front');
    await describeNative('door-1-1', 'Hijacked');
    await announceLock('door-1-1');
    expect(await taken()).toBe(2);
    expect((await release('door-1-1', ['Front/state', 'UNLOCKED'])).heard).toEqual(['Front/cmd']);
    await test.restart();
    await describeNative('door-1-1', 'Hijacked');
    await announceLock('door-1-1');
    expect(await taken()).toBe(2);
    await announceLock('0xlock', 'Front');
    expect((await release('door-1-1')).heard).toEqual(['Front/cmd']);
    // Gone, it is what the plan says of it.
    await publish('homeassistant/lock/Front/config', '');
    expect((await deviceOf('door-1-1'))?.name.en).toBe('Door 1');
    expect((await release('door-1-1')).heard).toEqual(native('door-1-1'));
  });

  it('is not given away by a mapping that names no id', async () => {
    await start(mappingOf('door-1-1'));
    await announceLock('door-1-1');
    expect(await taken()).toBe(1);
    expect((await release('door-1-1')).heard).toEqual(native('door-1-1'));
  });
});

it('an announced device that the plan names later is the plan’s, until the mapping gives it back', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'linli-ownership-'));
  const records = openTestRecords(dir);
  const twin = createTwin(records, () => 1_790_000_000_000);
  let mapped: MappedDevice = {};
  const ingest = createIngest({
    twin,
    now: () => 1_790_000_000_000,
    homeOf: () => ({ compound: 'test', mapped }),
    hasOpenAlarm: () => false,
    listen: () => {},
    answer: () => {},
  });
  const compound = twin.ensureCompound(testManifest, emptyPlan);
  const announce = () =>
    ingest.accept(
      'homeassistant/lock/l/config',
      Buffer.from('{"dev":{"ids":"door-1-1","name":"Announced"},"stat_t":"l/state","cmd_t":"l/cmd"}'),
    );
  const device = addressOf('test', 'unit-door', 'door-1-1');
  const orderTopic = () =>
    ingest.encode({ device, name: 'release', id: 'c1', atMs: 0, expiresMs: 1, params: {} })?.message.topic;
  announce();
  expect(orderTopic()).toBe('l/cmd');
  announceDevices(twin, compound, [door]);
  expect(orderTopic()).toBe('linli/v1/test/unit-door/door-1-1/command/release');
  announce();
  expect(compound.devices.get(device.key)?.record.name.en).toBe('Door 1');
  expect(ingest.rejections.report().byCode).toEqual({ 'device-planned': 1 });
  mapped = { id: 'door-1-1' };
  announce();
  expect(orderTopic()).toBe('l/cmd');
  await records.stop();
  rmSync(dir, { recursive: true, force: true });
});
