/** What other systems' devices speak through: a device too, so that one that dies is one alarm. */
import { get } from 'sparkplug-payload';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { emptyMapping } from '#shared/compounds/mapping.ts';
import { openTestIngest, type TestIngest } from '#hub/ingest/testIngest.ts';

let test: TestIngest;
beforeEach(() => {
  test = openTestIngest();
});
afterEach(() => test.stop());

const deviceAt = (key: string, compound = 'test') => test.twin.compounds.get(compound)?.devices.get(key);
const viaOf = (key: string, compound = 'test') => deviceAt(key, compound)?.record.via;
const gateways = (compound = 'test') => test.keys(compound).filter((key) => key.startsWith('iot-network/'));
const seenMs = (key: string) => deviceAt(key)?.lastSeenMs;

describe('a bridge of zigbee2mqtt', () => {
  const bridge = '0x00124b00';
  const info = { version: '2.1.3', coordinator: { ieee_address: bridge, type: 'EmberZNet' } };
  const end = (id: string) => ({
    ieee_address: id,
    type: 'EndDevice',
    friendly_name: `smoke ${id}`,
    software_build_id: '3000-0001',
    model_id: 'lumi.sensor',
    definition: { model: 'JTYJ-GD', vendor: 'Xiaomi', description: 'Smoke detector' },
  });
  const list = (...ids: string[]) =>
    test.say('zigbee2mqtt/bridge/devices', [
      { ieee_address: bridge, type: 'Coordinator', friendly_name: 'Coordinator' },
      ...ids.map(end),
    ]);

  it('is what its devices speak through, whichever is told first', () => {
    list('0xa', '0xb');
    expect([test.keys(), viaOf('smoke/0xa')]).toEqual([['smoke/0xa', 'smoke/0xb'], null]);
    test.say('zigbee2mqtt/bridge/info', info, true);
    expect(gateways()).toEqual([`iot-network/${bridge}`]);
    expect([viaOf('smoke/0xa'), viaOf('smoke/0xb')]).toEqual([gateways()[0], gateways()[0]]);
    expect(deviceAt(gateways()[0] ?? '')?.record).toMatchObject({ firmware: '2.1.3', via: null });
    expect(deviceAt('smoke/0xa')?.record).toMatchObject({ model: 'Xiaomi JTYJ-GD', firmware: '3000-0001' });
    list('0xc');
    expect([test.keys().length, viaOf('smoke/0xc')]).toEqual([2, gateways()[0]]);
  });

  it('is their way again after a restart, whichever is told first', () => {
    test.say('zigbee2mqtt/bridge/info', info, true);
    list('0xa');
    for (const isListFirst of [true, false]) {
      test.forget();
      if (isListFirst) list('0xa');
      test.say('zigbee2mqtt/bridge/info', info, true);
      if (!isListFirst) list('0xa');
      expect(viaOf('smoke/0xa')).toBe(gateways()[0]);
    }
  });

  it('goes and comes with its devices, but for those that said themselves that they are away', () => {
    test.say('zigbee2mqtt/bridge/info', info, true);
    list('0xa', '0xb');
    test.say('zigbee2mqtt/bridge/state', { state: 'online' });
    test.say('zigbee2mqtt/smoke 0xb/availability', { state: 'offline' });
    const all = () => [gateways()[0] ?? '', 'smoke/0xa', 'smoke/0xb'].map(seenMs);
    test.say('zigbee2mqtt/bridge/state', { state: 'offline' });
    expect(all()).toEqual([0, 0, 0]);
    test.nowMs += 1000;
    test.say('zigbee2mqtt/bridge/state', { state: 'online' });
    expect(all()).toEqual([test.nowMs, test.nowMs, 0]);
  });

  it('moves with its mapping, and is nobody’s way in another compound', () => {
    test.say('zigbee2mqtt/bridge/info', info, true);
    list('0xa');
    test.say('zigbee2mqtt/smoke 0xa', { battery: 7, smoke: false });
    const mapping = (id: string) => ({ ...emptyMapping, devices: { zigbee2mqtt: { [bridge]: { id } } } });
    test.map('test', mapping('hall'));
    expect([gateways(), viaOf('smoke/0xa')]).toEqual([['iot-network/hall'], 'iot-network/hall']);
    expect(test.values('smoke/0xa')).toEqual({ battery: 7, alarm: false });
    test.map('test', emptyMapping);
    test.map('second', mapping('hall'));
    expect([gateways(), gateways('second'), viaOf('smoke/0xa')]).toEqual([[], ['iot-network/hall'], null]);
    test.map('second', {
      ...emptyMapping,
      devices: { zigbee2mqtt: { [bridge]: { id: 'hall' }, '0xa': { id: 'a' } } },
    });
    expect(viaOf('smoke/a', 'second')).toBe('iot-network/hall');
    expect(test.values('smoke/a', 'second')).toEqual({ battery: 7, alarm: false });
  });
});

it('an edge node of Sparkplug is a device once one speaks through it, and dies with its session', () => {
  const codec = get('spBv1.0');
  const say = (where: string, seq: number, metrics: object[]) =>
    test.say(
      `spBv1.0/${where}`,
      codec?.encodePayload({ timestamp: test.nowMs, seq, metrics: metrics as never }),
    );
  const session = { name: 'bdSeq', type: 'Int64', value: 1 };
  say('plant/NBIRTH/gw', 0, [session]);
  expect(test.keys()).toEqual([]);
  say('plant/DBIRTH/gw/smoke 1', 1, [{ name: 'smoke', type: 'Boolean', value: false }]);
  const [gateway = ''] = gateways();
  const [smoke = ''] = test.keys().filter((key) => key.startsWith('smoke/'));
  expect([test.keys().length, viaOf(smoke), seenMs(gateway)]).toEqual([2, gateway, test.nowMs]);
  say('plant/NDEATH/gw', 0, [session]);
  expect([seenMs(gateway), seenMs(smoke)]).toEqual([0, 0]);
  // One that measures itself is what it is, and still their way.
  say('plant/NBIRTH/pump', 0, [session, { name: 'pressure', type: 'Double', value: 1 }]);
  say('plant/DBIRTH/pump/smoke 2', 1, [{ name: 'smoke', type: 'Boolean', value: false }]);
  const second = test.keys().find((key) => key.startsWith('smoke/') && key !== smoke) ?? '';
  expect(viaOf(second)).toMatch(/plant_pump/);
  expect(gateways()).toEqual([gateway]);
  expect(test.refused()).toEqual({});
});

it('a gateway that speaks ThingsBoard’s way is a device that lives while anything comes through it', () => {
  test.say('v1/gateway/connect', { device: 'Hydrant 1', type: 'hydrant' });
  const [gateway = ''] = gateways();
  expect([gateways().length, viaOf('hydrant/Hydrant 1')]).toEqual([1, gateway]);
  expect(seenMs(gateway)).toBe(test.nowMs);
  test.nowMs += 60_000;
  test.say('v1/gateway/telemetry', { 'Hydrant 1': { pressure: 0.3 } });
  expect(seenMs(gateway)).toBe(test.nowMs);
});

describe('a device of Home Assistant’s that names another one', () => {
  const announce = (id: string, device: object) =>
    test.say(`homeassistant/binary_sensor/${id}/config`, {
      stat_t: `ha/${id}`,
      dev_cla: 'smoke',
      dev: { ids: [`z_${id}`, `mac ${id}`], name: id, ...device },
    });

  it('speaks through it, by any of its identifiers, whichever is announced first', () => {
    announce('a', { via_device: 'mac bridge', mf: 'Xiaomi', mdl: 'JTYJ', sw: '1.2' });
    expect(viaOf('smoke/z_a')).toBeNull();
    expect(deviceAt('smoke/z_a')?.record).toMatchObject({ model: 'Xiaomi JTYJ', firmware: '1.2' });
    announce('bridge', { via_device: 'z_bridge', hw: 3, sw: 7 });
    expect([viaOf('smoke/z_a'), viaOf('smoke/z_bridge')]).toEqual(['smoke/z_bridge', null]);
    test.map('test', {
      ...emptyMapping,
      homeAssistant: { devices: { z_bridge: { system: 'iot-network', id: 'hall' } } },
    });
    expect(viaOf('smoke/z_a')).toBe('iot-network/hall');
    test.say('homeassistant/binary_sensor/bridge/config', '');
    expect([test.keys(), viaOf('smoke/z_a')]).toEqual([['smoke/z_a'], null]);
    expect(test.refused()).toEqual({});
  });
});
