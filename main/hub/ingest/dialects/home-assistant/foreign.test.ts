import { afterEach, beforeEach, expect, it } from 'vitest';
import { emptyMapping, type MappedDevice } from '#shared/compounds/mapping.ts';
import { openTestIngest, type TestIngest } from '#hub/ingest/testIngest.ts';

let test: TestIngest;
beforeEach(() => {
  test = openTestIngest();
});
afterEach(() => test.stop());

const mapped = (device: MappedDevice) => ({ ...emptyMapping, homeAssistant: { devices: { '0x1': device } } });

it('a device of Home Assistant’s is listed with its values, and goes where its mapping says, or nowhere, at once', () => {
  test.say('homeassistant/sensor/level/config', {
    stat_t: 'tank/level',
    unit_of_meas: 'MPa',
    dev: { ids: '0x1', name: 'Tank' },
  });
  test.say('tank/level', '0.4');
  expect(test.ingest.foreignDevices()).toMatchObject([
    {
      dialect: 'home-assistant',
      source: 'main',
      id: '0x1',
      compound: 'test',
      mapped: null,
      deviceKey: 'home-assistant/0x1',
      points: [{ key: 'level', pointId: 'level', value: 0.4, atMs: test.nowMs }],
    },
  ]);
  test.map('second', mapped({ system: 'hydrant', id: 'h', points: { level: 'pressure' } }));
  test.say('tank/level', '0.5');
  expect([test.keys(), test.values('hydrant/h', 'second')]).toEqual([[], { pressure: 0.5 }]);
  expect(test.ingest.sources()[0]).toMatchObject({ devices: 1, unmapped: 0 });
  test.map('second', mapped({ ignored: true }));
  test.say('tank/level', '0.6');
  expect([test.keys(), test.keys('second'), test.refused()]).toEqual([[], [], {}]);
  test.map('second', emptyMapping);
  test.say('tank/level', '0.7');
  expect(test.values('home-assistant/0x1')).toEqual({ level: 0.7 });
});

it('a mapped value is read in the unit and by the states of its point', () => {
  const points = { level: 'pressure', lid: 'cap' };
  test.map('test', mapped({ system: 'hydrant', points }));
  const dev = { ids: '0x1', name: 'Tank' };
  test.say('homeassistant/sensor/level/config', { stat_t: 'tank/level', unit_of_meas: 'bar', dev });
  test.say('homeassistant/sensor/lid/config', { stat_t: 'tank/lid', dev });
  test.say('tank/level', '4');
  test.say('tank/lid', 'In place');
  expect(test.values('hydrant/0x1')).toEqual({ pressure: 0.4, cap: 'on' });
  test.say('tank/lid', 'perhaps');
  expect(test.refused()).toEqual({ payload: 1 });
});

it('what a device is, and where, is read from what it and its entities are called; what was recognised stays', () => {
  const dev = { ids: '0x1', name: '3-2-501 燃气' };
  test.say('homeassistant/binary_sensor/leak/config', { stat_t: 'g/leak', dev_cla: 'gas', dev });
  test.say('homeassistant/valve/shutoff/config', {
    stat_t: 'g/valve',
    cmd_t: 'g/valve/set',
    name: '阀门',
    dev,
  });
  test.say('homeassistant/sensor/battery/config', {
    stat_t: 'g/battery',
    dev_cla: 'battery',
    unit_of_meas: '%',
    dev,
  });
  test.say('g/leak', 'ON');
  test.say('g/valve', 'open');
  expect(test.keys()).toEqual(['gas/0x1']);
  expect(test.twin.compounds.get('test')?.devices.get('gas/0x1')?.record.placeId).toBe('3-2-501');
  expect(test.values('gas/0x1')).toMatchObject({ alarm: true, valve: 'open' });
  expect(test.order('gas/0x1', 'close')).toEqual({ topic: 'g/valve/set', payload: 'CLOSE', qos: 1 });
  test.say('g/valve', 'closing');
  expect(test.replies).toEqual([]);
  test.say('g/valve', 'closed');
  expect(test.replies).toMatchObject([{ ok: true }]);
});

it('a gate is a barrier, and its words are those of an arm', () => {
  test.say('homeassistant/cover/arm/config', {
    stat_t: 'gate',
    cmd_t: 'gate/set',
    dev_cla: 'gate',
    dev: { ids: '0x1' },
  });
  test.say('gate', 'open');
  expect(test.values('vehicle-gate/0x1')).toEqual({ arm: 'up' });
  test.say('gate', 'closing');
  test.say('gate', 'closed');
  expect(test.values('vehicle-gate/0x1')).toEqual({ arm: 'down' });
});

it('a device that is only called as a system, and says nothing of it, is none of that system', () => {
  const say = (component: string, id: string, device: string, more: object) =>
    test.say(`homeassistant/${component}/${device}/${id}/config`, {
      stat_t: `z/${device}`,
      uniq_id: `${device}_${id}`,
      val_tpl: `{{ value_json.${id} }}`,
      ...more,
    });
  const named = (ids: string, name: string) => ({ dev: { ids, name } });
  say('sensor', 'battery', 'sos', { dev_cla: 'battery', unit_of_meas: '%', ...named('sos', 'SOS button') });
  say('sensor', 'action', 'sos', named('sos', 'SOS button'));
  say('switch', 'state', 'plug', { cmd_t: 'z/plug/set', ...named('plug', 'gas_plug') });
  say('sensor', 'power', 'plug', { dev_cla: 'power', unit_of_meas: 'W', ...named('plug', 'gas_plug') });
  say('binary_sensor', 'carbon_monoxide', 'co', { dev_cla: 'carbon_monoxide', ...named('co', 'Gas and CO') });
  say('binary_sensor', 'water_leak', 'leak', { dev_cla: 'moisture', ...named('leak', 'Water leak') });
  expect(test.keys()).toEqual(['co', 'leak', 'plug', 'sos'].map((id) => `home-assistant/${id}`));
});
