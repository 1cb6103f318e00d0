import mqtt, { type MqttClient } from 'mqtt';
import { afterEach, describe, expect, it } from 'vitest';
import type { CommandRecord } from '#shared/protocol/commands.ts';
import type { AlarmRecord, RejectionReport } from '#shared/protocol/records.ts';
import { eventually, startTestHub, type TestHub } from '#hub/testHub.ts';
import { parseTemplate } from './template.ts';

describe('value templates', () => {
  const say = (source: string, json: unknown, value = '') => {
    const template = parseTemplate(source);
    return template.ok ? template.value({ value, json }) : template.error.code;
  };

  it('read what devices send', () => {
    const json = { smoke: true, ENERGY: { Power: 12.5 }, list: [{ t: '21.7' }], s: '7' };
    expect(say('{{ value_json.smoke }}', json)).toBe(true);
    expect(say("{{ value_json['ENERGY'].Power | round(0) }}", json)).toBe(13);
    expect(say('{{ value_json.list[0].t | float * 2 + 1 }}', json)).toBe(44.4);
    expect(say("{{ 'ON' if value_json.s | int >= 7 else 'OFF' }}", json)).toBe('ON');
    expect(say("{{ value_json.none | default('x') | upper }}", json)).toBe('X');
    expect(say('{{ value }}', undefined, '5')).toBe('5');
  });

  it('reach nothing but the payload, and say what they do not understand', () => {
    expect(say('{{ value_json.constructor }}', {})).toBeUndefined();
    expect(say("{{ value_json['__proto__'].x }}", {})).toBeUndefined();
    for (const source of [
      '{% if x %}{% endif %}',
      '{{ states("x") }}',
      '{{ value_json.x | regex_replace }}',
      'plain',
      '{{ a b }}',
    ])
      expect(say(source, {})).toBe('template');
  });
});

describe('devices that announce themselves', () => {
  let test: TestHub;
  let bridge: MqttClient;
  afterEach(async () => {
    await bridge?.endAsync(true);
    await test?.stop();
  });
  interface Device {
    readonly name: { zh: string };
    readonly points: Record<string, { value: unknown; quality: string; unit?: string }>;
  }
  const device = (key: string) =>
    test
      .get<{ devices: Record<string, Device> }>('/api/compounds/test/state')
      .then(({ devices }) => devices[key]);
  const say = (topic: string, payload: unknown, retain = false) =>
    bridge.publishAsync(topic, typeof payload === 'string' ? payload : JSON.stringify(payload), {
      qos: 1,
      retain,
    });
  async function start(): Promise<void> {
    test = await startTestHub();
    bridge = await mqtt.connectAsync(test.hub.mqttUrl);
  }

  it('entity by entity: a smoke detector becomes one, raises its alarm and goes when it is taken away', async () => {
    await start();
    const dev = { ids: ['0x00158d'], name: '三楼 3 号' };
    const common = { '~': 'zigbee2mqtt/smoke3', stat_t: '~', dev };
    await say(
      'homeassistant/sensor/0x00158d/temperature/config',
      {
        ...common,
        uniq_id: 't1',
        dev_cla: 'temperature',
        unit_of_meas: '°C',
        val_tpl: '{{ value_json.temperature }}',
      },
      true,
    );
    await say('zigbee2mqtt/smoke3', { temperature: 21.5, smoke: false });
    expect((await device('home-assistant/0x00158d'))?.points['temperature']).toMatchObject({
      value: 21.5,
      unit: '°C',
    });
    await say(
      'homeassistant/binary_sensor/0x00158d/smoke/config',
      {
        ...common,
        uniq_id: 's1',
        dev_cla: 'smoke',
        pl_on: true,
        pl_off: false,
        val_tpl: '{{ value_json.smoke }}',
        avty: [{ t: '~/availability' }],
      },
      true,
    );
    await say('zigbee2mqtt/smoke3', { temperature: 22, smoke: true });
    const found = await device('smoke/0x00158d');
    expect(found?.name.zh).toBe('三楼 3 号');
    expect(found?.points).toMatchObject({ alarm: { value: true }, temperature: { value: 22 } });
    expect(await device('home-assistant/0x00158d')).toBeUndefined();
    const { alarms } = await test.get<{ alarms: AlarmRecord[] }>('/api/alarms?state=open');
    expect(alarms[0]).toMatchObject({ deviceKey: 'smoke/0x00158d', ruleId: 'alarm', priority: 1 });
    await say('zigbee2mqtt/smoke3/availability', 'offline');
    await eventually(
      () => device('smoke/0x00158d'),
      (one) => one?.points['alarm']?.quality === 'stale',
    );
    await say('zigbee2mqtt/smoke3/availability', 'online');
    await say('zigbee2mqtt/smoke3', { temperature: 22, smoke: true });
    expect((await device('smoke/0x00158d'))?.points['alarm']?.quality).toBe('good');
    await say('homeassistant/sensor/0x00158d/temperature/config', '');
    await say('homeassistant/binary_sensor/0x00158d/smoke/config', '');
    expect(await device('smoke/0x00158d')).toBeUndefined();
  });

  it('as a bundle: a lock that can be commanded, whose state is its reply; a component taken away', async () => {
    await start();
    const bundle = {
      dev: { ids: 'lock-9', name: '单元门锁' },
      o: { name: 'test' },
      avty_t: 'lock9/status',
      cmps: {
        bolt: { p: 'lock', uniq_id: 'b', stat_t: 'lock9/state', cmd_t: 'lock9/set' },
        volts: { p: 'sensor', uniq_id: 'v', stat_t: 'lock9/volts', unit_of_meas: 'V' },
      },
    };
    await say('homeassistant/device/lock-9/config', bundle, true);
    await bridge.subscribeAsync('lock9/set', { qos: 1 });
    let obeys = true;
    bridge.on('message', (_topic, payload) => {
      if (obeys) void say('lock9/state', payload.toString() === 'UNLOCK' ? 'UNLOCKED' : 'LOCKED');
    });
    await say('lock9/state', 'LOCKED');
    await say('lock9/volts', '5.9');
    expect((await device('unit-door/lock-9'))?.points).toMatchObject({
      lock: { value: 'locked' },
      volts: { value: 5.9 },
    });
    const order = (name: string) =>
      test
        .post<{ commands: CommandRecord[] }>('/api/commands', {
          compound: 'test',
          deviceKeys: ['unit-door/lock-9'],
          name,
        })
        .then(({ commands }) => commands[0]?.id);
    const outcome = (id: string | undefined, state: string) =>
      eventually(
        () => test.get<{ command: CommandRecord }>(`/api/commands/${id}`),
        ({ command }) => command.state === state,
      );
    await outcome(await order('open'), 'replied');
    expect((await device('unit-door/lock-9'))?.points['lock']?.value).toBe('unlocked');
    // Two orders at once: the state that shows them done is the reply to both.
    const both = await Promise.all([order('lock'), order('lock')]);
    for (const id of both) await outcome(id, 'replied');
    obeys = false;
    await outcome(await order('open'), 'timed-out');
    await say('homeassistant/device/lock-9/config', {
      ...bundle,
      cmps: { ...bundle.cmps, volts: { p: 'sensor' } },
    });
    await say('lock9/volts', '6.1');
    expect((await device('unit-door/lock-9'))?.points['volts']?.value).toBe(5.9);
  });

  it('are told that the hub is there and that it goes; what is wrong is refused with its reason', async () => {
    await start();
    const heard: string[] = [];
    bridge.on('message', (_topic, payload) => heard.push(payload.toString()));
    await bridge.subscribeAsync('homeassistant/status', { qos: 1 });
    await say('homeassistant/sensor/x/config', '{');
    await say('homeassistant/vacuum/x/config', { stat_t: 'v', uniq_id: 'x' });
    await say('homeassistant/sensor/y/config', { stat_t: '#', uniq_id: 'y', val_tpl: '{{ states() }}' });
    await say('homeassistant/sensor/z/config', { stat_t: 'z/state', uniq_id: 'z', unit_of_meas: 'V' });
    await say('z/state', 'many');
    const { byCode } = await test.get<RejectionReport>('/api/rejections');
    expect(byCode).toMatchObject({ json: 1, component: 1, template: 1, payload: 1 });
    expect(heard).toEqual(['online']);
    await test.restart();
    await expect.poll(() => heard).toEqual(['online', 'offline']);
  });
});
