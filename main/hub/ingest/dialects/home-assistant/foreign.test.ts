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
