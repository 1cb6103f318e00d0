import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { emptyMapping } from '#shared/compounds/mapping.ts';
import { openTestIngest, type TestIngest } from '#hub/ingest/testIngest.ts';

let test: TestIngest;
beforeEach(() => {
  test = openTestIngest();
});
afterEach(() => test.stop());

const sensor = (time: string) => ({
  Time: time,
  AM2301: { Temperature: 70.7, Humidity: 50, DewPoint: 51 },
  ENERGY: { TotalStartTime: '2026-01-01T00:00:00', Total: 12.3, Power: 40, Voltage: 231 },
  TempUnit: 'F',
});
const localNow = () => new Date(test.nowMs + 8 * 3_600_000).toISOString().slice(0, 19);
const timeOf = (key: string, point: string) => {
  const compound = test.twin.compounds.get('test');
  return compound?.columns.times[compound.devices.get(key)?.record.points[point] ?? -1];
};

describe('devices of Tasmota', () => {
  it('are known by what they say, with units, and by the name that discovery tells', () => {
    test.say('tele/plug_1/SENSOR', sensor(localNow()));
    test.say('tasmota/discovery/AABB/config', {
      t: 'plug_1',
      ft: '%prefix%/%topic%/',
      dn: 'Tasmota',
      fn: ['3号楼2单元 插座', null],
      md: 'Sonoff S31',
    });
    expect(test.keys()).toEqual(['tasmota/plug_1']);
    expect(test.values('tasmota/plug_1')).toEqual({
      'AM2301.Temperature': 70.7,
      'AM2301.Humidity': 50,
      'AM2301.DewPoint': 51,
      'ENERGY.Total': 12.3,
      'ENERGY.Power': 40,
      'ENERGY.Voltage': 231,
    });
    const record = test.twin.compounds.get('test')?.devices.get('tasmota/plug_1')?.record;
    expect(record).toMatchObject({ name: { zh: '3号楼2单元 插座' }, placeId: '3-2' });
    expect(record?.pointMeta.find(({ id }) => id === 'AM2301.Temperature')?.unit).toBe('°F');
    test.say('tasmota/discovery/AABB/config', '');
    expect(test.keys()).toEqual([]);
  });

  it('have their prefix first or last, and topics of several levels', () => {
    test.say('tele/house/3/plug/STATE', {
      Time: localNow(),
      POWER: 'ON',
      Wifi: { SSId: 'secret', Signal: -61, RSSI: 78 },
    });
    test.say('kitchen/tele/SENSOR', { Time: localNow(), Counter: 3 });
    test.say('house/cellar/tele/LWT', 'Online');
    expect(test.keys()).toHaveLength(3);
    expect(
      test.ingest
        .foreignDevices()
        .map(({ id }) => id)
        .sort(),
    ).toEqual(['house/3/plug', 'house/cellar', 'kitchen']);
    const key = test.keys().find((one) => one.includes('house_3_plug')) ?? '';
    expect(test.values(key)).toEqual({ POWER: true, 'Wifi.Signal': -61, 'Wifi.RSSI': 78 });
    expect(test.ingest.owns('some/stat/thing')).toBe(false);
  });

  it('tell local time without a zone: what is kept is the instant', () => {
    test.say('tele/t/SENSOR', { Time: localNow(), A: 1 });
    const firstMs = Math.floor(test.nowMs / 1000) * 1000;
    expect(timeOf('tasmota/t', 'A')).toBe(firstMs);
    test.nowMs += 20 * 60_000;
    test.say('tele/t/SENSOR', {
      Time: new Date(firstMs + 8 * 3_600_000 + 10 * 60_000).toISOString().slice(0, 19),
      A: 2,
    });
    expect(timeOf('tasmota/t', 'A')).toBe(firstMs + 10 * 60_000);
    expect(test.twin.compounds.get('test')?.manifest.origin.timeZone).toBe('Asia/Shanghai');
  });

  it('are away by their last will', () => {
    test.say('tele/t/LWT', 'Online', true);
    const seen = () => test.twin.compounds.get('test')?.devices.get('tasmota/t')?.lastSeenMs;
    expect(seen()).toBe(test.nowMs);
    test.say('tele/t/LWT', 'Offline');
    expect(seen()).toBe(0);
    test.say('tele/t/LWT', 'perhaps');
    expect(test.refused()).toEqual({ payload: 1 });
  });

  it('take commands on cmnd, and answer on stat', () => {
    test.say('stat/gate/RESULT', { POWER1: 'OFF' });
    test.map('test', {
      ...emptyMapping,
      devices: { tasmota: { gate: { system: 'vehicle-gate', points: { POWER1: 'arm' } } } },
    });
    expect(test.values('vehicle-gate/gate')).toEqual({ arm: 'down' });
    expect(test.order('vehicle-gate/gate', 'open')).toEqual({
      topic: 'cmnd/gate/POWER1',
      payload: 'ON',
      qos: 1,
    });
    test.say('stat/gate/POWER1', 'ON');
    expect(test.replies).toEqual([{ id: 'order-1', ok: true }]);
    expect(test.values('vehicle-gate/gate')).toEqual({ arm: 'up' });
  });

  it('are Home Assistant’s where its announcements name their topics', () => {
    test.say('tele/plug/STATE', { POWER: 'ON' });
    test.say('homeassistant/switch/p/config', { dev: { ids: 'plug-ha' }, stat_t: 'tele/plug/STATE' });
    test.say('stat/plug/RESULT', { POWER: 'OFF' });
    expect(test.keys()).toEqual(['home-assistant/plug-ha']);
  });
});

it('dirty input loses nothing good beside it', () => {
  test.say('tele/t/SENSOR', [{ A: -1, B: 'NaN' }, null, { A: 2 }]);
  expect(test.values('tasmota/t')).toEqual({ A: 2, B: 'NaN' });
  for (const payload of ['{', '7', '']) test.say('tele/t/SENSOR', payload);
  expect(test.refused()).toEqual({ json: 1, 'discovery-object': 1 });
  test.say('tele/t/SENSOR', { A: 'NaN', C: 3 });
  expect(test.values('tasmota/t')).toMatchObject({ A: 2, C: 3 });
  expect(test.refused()).toMatchObject({ payload: 1 });
  test.say('stat/t/STATUS8', { StatusSNS: { Time: localNow(), D: 4 } });
  test.say('stat/t/STATUS2', { StatusFWR: { Version: '14' } });
  expect(test.values('tasmota/t')).toEqual({ A: 2, B: 'NaN', C: 3, D: 4 });
});
