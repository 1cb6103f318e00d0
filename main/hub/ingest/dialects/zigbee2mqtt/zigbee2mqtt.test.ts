import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { emptyMapping, type CompoundMapping, type MappedDevice } from '#shared/compounds/mapping.ts';
import { openTestIngest, type TestIngest } from '#hub/ingest/testIngest.ts';

let test: TestIngest;
beforeEach(() => {
  test = openTestIngest();
});
afterEach(() => test.stop());

const smokeExposes = [
  { type: 'binary', name: 'smoke', property: 'smoke', value_on: true, value_off: false, access: 1 },
  { type: 'numeric', name: 'battery', property: 'battery', unit: '%', access: 1 },
  { type: 'numeric', name: 'device_temperature', property: 'device_temperature', unit: '°F', access: 1 },
  { type: 'numeric', name: 'linkquality', property: 'linkquality', unit: 'lqi', access: 1 },
];
const smoke = (name = '烟感/3-2-501', ieee = '0x00158d01') => ({
  ieee_address: ieee,
  type: 'EndDevice',
  friendly_name: name,
  definition: { model: 'JTYJ-GD', vendor: 'Xiaomi', description: 'Smoke detector', exposes: smokeExposes },
});
const lock = {
  ieee_address: '0x00158d02',
  type: 'EndDevice',
  friendly_name: '单元门 3号楼2单元',
  definition: {
    model: 'L1',
    exposes: [
      {
        type: 'lock',
        features: [
          { type: 'binary', property: 'state', value_on: 'LOCK', value_off: 'UNLOCK', access: 7 },
          {
            type: 'enum',
            property: 'lock_state',
            values: ['not_fully_locked', 'locked', 'unlocked'],
            access: 1,
          },
        ],
      },
      { type: 'binary', property: 'contact', value_on: false, value_off: true, access: 1 },
    ],
  },
};
const light = {
  ieee_address: '0x00158d03',
  type: 'Router',
  friendly_name: 'lamp',
  definition: {
    exposes: [
      {
        type: 'light',
        features: [
          { type: 'binary', property: 'state', value_on: 'ON', value_off: 'OFF', access: 7 },
          {
            type: 'composite',
            property: 'color',
            features: [{ type: 'numeric', property: 'x', access: 7 }],
          },
        ],
      },
    ],
  },
};
const coordinator = { ieee_address: '0x0', type: 'Coordinator', friendly_name: 'Coordinator' };
const list = (...devices: unknown[]) =>
  test.say('zigbee2mqtt/bridge/devices', [coordinator, ...devices], true);
const mapped = (id: string, device: MappedDevice): CompoundMapping => ({
  ...emptyMapping,
  devices: { zigbee2mqtt: { [id]: device } },
});

describe('devices of zigbee2mqtt', () => {
  it('are what they expose, in a system that is proposed, at the place that their name says', () => {
    list(smoke());
    expect(test.keys()).toEqual(['smoke/0x00158d01']);
    test.say('zigbee2mqtt/烟感/3-2-501', {
      smoke: true,
      battery: 97,
      device_temperature: 212,
      linkquality: 120,
    });
    expect(test.values('smoke/0x00158d01')).toEqual({
      alarm: true,
      battery: 97,
      temperature: 100,
      linkquality: 120,
    });
    const record = test.twin.compounds.get('test')?.devices.get('smoke/0x00158d01')?.record;
    expect(record).toMatchObject({ name: { zh: '烟感/3-2-501' }, placeId: '3-2-501' });
    expect(test.refused()).toEqual({});
  });

  it('stay the same when they are renamed, and go when they are removed', () => {
    list(smoke());
    list(smoke('hall'));
    test.say('zigbee2mqtt/hall', { battery: 50 });
    expect(test.values('smoke/0x00158d01')).toEqual({ battery: 50 });
    expect(test.twin.compounds.get('test')?.devices.get('smoke/0x00158d01')?.record.name.en).toBe('hall');
    test.say('zigbee2mqtt/烟感/3-2-501', { battery: 51 });
    expect(test.refused()).toEqual({ 'unknown-device': 1 });
    list();
    expect(test.keys()).toEqual([]);
  });

  it('stay in their system, and their alarms with them, when a new name or value would say another', () => {
    list(smoke('烟感'));
    test.say('zigbee2mqtt/烟感', { smoke: true });
    list(smoke('电梯机房'));
    test.say('zigbee2mqtt/电梯机房', { trapped: true, floor: 3, alarm: false });
    expect(test.keys()).toEqual(['smoke/0x00158d01']);
    expect(test.values('smoke/0x00158d01')).toMatchObject({ alarm: true, trapped: true });
    test.map('test', { ...emptyMapping, devices: { zigbee2mqtt: { other: { system: 'lift' } } } });
    expect(test.keys()).toEqual(['smoke/0x00158d01']);
    test.map('test', mapped('0x00158d01', { system: 'lift' }));
    expect(test.keys()).toEqual(['lift/0x00158d01']);
  });

  it('stay what they are over a restart, whatever they are called since; what nobody recognised may be recognised now', () => {
    const bare = (name: string, ieee: string) => ({
      ieee_address: ieee,
      type: 'EndDevice',
      friendly_name: name,
    });
    list(bare('3-2 烟感', '0xa'), bare('thing', '0xb'), bare('消防栓', '0xc'));
    expect(test.keys()).toEqual(['hydrant/0xc', 'smoke/0xa', 'zigbee2mqtt/0xb']);
    test.forget();
    list(bare('hall', '0xa'), bare('电梯 2', '0xb'), bare('消防栓', '0xc'));
    expect(test.keys()).toEqual(['hydrant/0xc', 'lift/0xb', 'smoke/0xa']);
    expect(test.refused()).toEqual({});
  });

  it('are there or not by either way to say so, and all are away with their bridge', () => {
    list(smoke(), light);
    const seen = (key: string) => test.twin.compounds.get('test')?.devices.get(key)?.lastSeenMs;
    test.say('zigbee2mqtt/烟感/3-2-501/availability', { state: 'offline' });
    test.say('zigbee2mqtt/lamp/availability', 'offline');
    expect([seen('smoke/0x00158d01'), seen('zigbee2mqtt/0x00158d03')]).toEqual([0, 0]);
    test.say('zigbee2mqtt/烟感/3-2-501/availability', 'online');
    test.say('zigbee2mqtt/lamp/availability', { state: 'online' });
    expect([seen('smoke/0x00158d01'), seen('zigbee2mqtt/0x00158d03')]).toEqual([test.nowMs, test.nowMs]);
    test.say('zigbee2mqtt/bridge/state', { state: 'offline' });
    expect([seen('smoke/0x00158d01'), seen('zigbee2mqtt/0x00158d03')]).toEqual([0, 0]);
    test.say('zigbee2mqtt/lamp/availability', '?');
    expect(test.refused()).toEqual({ payload: 1 });
  });

  it('take commands in their own words; the state that shows it is the reply', () => {
    list(lock);
    test.say('zigbee2mqtt/单元门 3号楼2单元', { state: 'LOCK', lock_state: 'locked', contact: true });
    const [key = ''] = test.keys();
    expect(key).toBe('unit-door/0x00158d02');
    expect(test.values(key)).toEqual({ lock: 'locked', lock_state: 'locked', door: 'closed' });
    const order = test.order(key, 'release');
    expect(order).toEqual({
      topic: 'zigbee2mqtt/单元门 3号楼2单元/set',
      payload: '{"state":"UNLOCK"}',
      qos: 1,
    });
    test.say('zigbee2mqtt/单元门 3号楼2单元/set', '{"state":"UNLOCK"}');
    test.say('zigbee2mqtt/单元门 3号楼2单元', { state: 'LOCK' });
    expect(test.replies).toEqual([]);
    test.say('zigbee2mqtt/单元门 3号楼2单元', { state: 'UNLOCK', contact: false });
    expect(test.replies).toEqual([{ id: 'order-1', ok: true }]);
    expect(test.values(key)).toMatchObject({ lock: 'unlocked', door: 'open' });
    expect(test.order(key, 'dance')).toBeNull();
  });

  it('are not taken twice where Home Assistant’s announcements name their topics', () => {
    list(smoke('hall'));
    test.say('homeassistant/binary_sensor/0x1/smoke/config', {
      dev: { ids: ['z_0x1'], name: 'hall' },
      stat_t: 'zigbee2mqtt/hall',
      val_tpl: '{{ value_json.smoke }}',
      dev_cla: 'smoke',
      pl_on: true,
      pl_off: false,
    });
    expect(test.keys()).toEqual(['smoke/z_0x1']);
    list(smoke('hall'));
    expect(test.keys()).toEqual(['smoke/z_0x1']);
    test.say('zigbee2mqtt/hall', { smoke: true });
    expect(test.values('smoke/z_0x1')).toEqual({ alarm: true });
  });
});

describe('a mapping', () => {
  it('says whose a device is and what its points are, at once, with what it last said; ignored, it goes', () => {
    list(light);
    test.say('zigbee2mqtt/lamp', { state: 'ON', color: { x: 0.3, y: null }, color_mode: 'xy' });
    expect(test.values('zigbee2mqtt/0x00158d03')).toEqual({ state: true, 'color.x': 0.3, color_mode: 'xy' });
    test.map(
      'second',
      mapped('0x00158d03', {
        system: 'hydrant',
        id: 'h-1',
        placeId: '3',
        name: 'Hydrant',
        points: { 'color.x': 'pressure' },
      }),
    );
    expect(test.keys()).toEqual([]);
    expect(test.values('hydrant/h-1', 'second')).toMatchObject({ pressure: 0.3, state: true });
    test.say('zigbee2mqtt/lamp', { color: { x: 0.4 } });
    expect(test.values('hydrant/h-1', 'second')?.['pressure']).toBe(0.4);
    expect(test.ingest.foreignDevices()[0]).toMatchObject({
      dialect: 'zigbee2mqtt',
      source: 'main',
      id: '0x00158d03',
      compound: 'second',
      deviceKey: 'hydrant/h-1',
    });
    expect(test.ingest.sources()[0]).toMatchObject({ devices: 1, unmapped: 0 });
    test.map('second', mapped('0x00158d03', { ignored: true }));
    expect([test.keys(), test.keys('second')]).toEqual([[], []]);
    test.say('zigbee2mqtt/lamp', { state: 'OFF' });
    expect([test.keys(), test.keys('second'), test.refused()]).toEqual([[], [], {}]);
    test.map('second', emptyMapping);
    expect(test.values('zigbee2mqtt/0x00158d03')?.['state']).toBe(false);
  });
});

describe('dirty input', () => {
  it('loses nothing good beside it', () => {
    list('x', null, { friendly_name: 'no address' }, smoke('a'));
    expect(test.keys()).toEqual(['smoke/0x00158d01']);
    expect(test.refused()).toEqual({ 'discovery-object': 2, 'shape-required': 1 });
    test.say('zigbee2mqtt/a', [{ battery: 'NaN', smoke: 'ON' }, 7, { battery: ' 41 ', linkquality: '' }]);
    expect(test.values('smoke/0x00158d01')).toEqual({ alarm: true, battery: 41 });
    test.say('zigbee2mqtt/a', '{');
    test.say('zigbee2mqtt/a', '"word"');
    test.say('zigbee2mqtt/a', { battery: -3 });
    expect(test.refused()).toMatchObject({ payload: 1, json: 1, 'discovery-object': 3, 'out-of-range': 1 });
    test.say('zigbee2mqtt/bridge/devices', 'no list');
    expect(test.keys()).toEqual(['smoke/0x00158d01']);
  });
});

describe('what calls for help or finds nothing', () => {
  const numeric = (property: string, unit: string) => ({
    type: 'numeric',
    name: property,
    property,
    unit,
    access: 1,
  });
  const button = {
    ieee_address: '0x50',
    type: 'EndDevice',
    friendly_name: '3-2-501',
    model_id: 'TS0215A',
    definition: {
      model: 'TS0215A_sos',
      vendor: 'Tuya',
      description: 'SOS button',
      exposes: [
        numeric('battery', '%'),
        numeric('voltage', 'mV'),
        { type: 'enum', name: 'action', property: 'action', values: ['emergency'], access: 1 },
        numeric('linkquality', 'lqi'),
      ],
    },
  };
  const sos = () => test.values('fall-sos/0x50')?.['sos'];

  it('an SOS button that is pressed calls, each time anew, and no longer with its next word after a minute', () => {
    list(button);
    expect(test.keys()).toEqual(['fall-sos/0x50']);
    const told: unknown[] = [];
    test.twin.onReading((_, { record }, index, value) => {
      if (record.points['sos'] === index) told.push(value);
    });
    const say = (said: object) => test.say('zigbee2mqtt/3-2-501', { battery: 100, linkquality: 90, ...said });
    say({ action: 'emergency' });
    expect(sos()).toBe(true);
    say({});
    expect(sos()).toBe(true);
    test.nowMs += 5000;
    say({ action: 'emergency' });
    expect(told).toEqual([1, 0, 1]);
    test.nowMs += 60_001;
    say({});
    expect(sos()).toBe(false);
    say({ action: 'emergency' });
    // Older bridges say that it is over.
    say({ action: '' });
    expect(sos()).toBe(false);
    expect(test.refused()).toEqual({});
  });

  it('a plug called after gas is no detector; what no system raises an alarm for stays unknown', () => {
    const device = (ieee: string, name: string, description: string, exposes: readonly object[]) => ({
      ieee_address: ieee,
      type: 'EndDevice',
      friendly_name: name,
      definition: { model: 'M', vendor: 'V', description, exposes },
    });
    const binary = (property: string) => ({
      type: 'binary',
      name: property,
      property,
      value_on: true,
      value_off: false,
      access: 1,
    });
    const plug = { type: 'binary', property: 'state', value_on: 'ON', value_off: 'OFF', access: 7 };
    list(
      device('0x1', 'gas_plug', 'Smart plug', [
        { type: 'switch', features: [plug] },
        numeric('power', 'W'),
        numeric('energy', 'kWh'),
      ]),
      device('0x2', 'co gas kitchen', 'Carbon monoxide sensor', [
        binary('carbon_monoxide'),
        numeric('battery', '%'),
      ]),
      device('0x3', 'cellar', 'Water leak sensor', [binary('water_leak'), numeric('battery', '%')]),
    );
    expect(test.keys()).toEqual(['zigbee2mqtt/0x1', 'zigbee2mqtt/0x2', 'zigbee2mqtt/0x3']);
  });
});
