/** Commands over a real hub and a real broker: with a device that answers, refuses, says nothing, or is somebody else. */
import mqtt from 'mqtt';
import { afterEach, describe, expect, it } from 'vitest';
import type { CommandRecord } from '#shared/protocol/commands.ts';
import type { IncidentRecord } from '#shared/protocol/records.ts';
import type { HistoryWindow } from '#shared/protocol/socket.ts';
import type { Result } from '#shared/protocol/result.ts';
import { eventually, screenOn, startTestHub, type TestHub } from '../testHub.ts';

let test: TestHub;
afterEach(() => test?.stop());

interface Answer {
  readonly ok: boolean;
  readonly commands: CommandRecord[];
  readonly error: { code: string; message: string };
}

const send = (deviceKeys: string[], name: string, more: object = {}) =>
  test.post<Answer>('/api/commands', { compound: 'test', deviceKeys, name, ...more });
const one = (id: string | undefined) =>
  test.get<{ command: CommandRecord }>(`/api/commands/${id}`).then(({ command }) => command);
const door = () =>
  test.client.publishAsync(
    'linli/v1/test/unit-door/d1/meta',
    JSON.stringify({ name: '单元门', placeId: '8-2' }),
    { qos: 1 },
  );

/** A device at the broker that answers each command by `word`. */
async function deviceSays(key: string, word: (name: string) => object | null): Promise<mqtt.MqttClient> {
  const device = await mqtt.connectAsync(test.hub.mqttUrl);
  await device.subscribeAsync(`linli/v1/test/${key}/command/+`, { qos: 1 });
  device.on('message', (topic, payload) => {
    const said = word(topic.split('/').at(-1) ?? '');
    const { id } = JSON.parse(payload.toString()) as { id: string };
    if (said) device.publish(`${topic}/reply`, JSON.stringify({ id, ...said }), { qos: 1 });
  });
  return device;
}

describe('a command', () => {
  it('is asked, answered and kept: on the device’s list, the incident’s timeline and in replay', async () => {
    test = await startTestHub();
    await door();
    await test.say('smoke', 's1', { smoke: 0.4 });
    const startMs = Date.now();
    const device = await deviceSays('unit-door/d1', () => ({ ok: true }));
    expect(await send(['unit-door/d1'], 'release')).toMatchObject({
      ok: false,
      error: { code: 'confirmation-needed' },
    });
    const sent = await send(['unit-door/d1'], 'release', { confirmed: true, why: '火警' });
    expect(sent.commands).toHaveLength(1);
    const done = await eventually(
      () => one(sent.commands[0]?.id),
      ({ state }) => state === 'replied',
    );
    expect(done).toMatchObject({ by: 'operator', why: '火警', name: 'release' });
    expect(done.sentAtMs).toBeGreaterThanOrEqual(done.requestedAtMs);
    const { incidents } = await test.get<{ incidents: IncidentRecord[] }>('/api/incidents?compound=test');
    const told = incidents[0]?.entries.filter(({ ref }) => ref === done.id).map(({ text }) => text.zh);
    expect(told).toEqual(['消防释放 · 单元门（已下达）', '消防释放 · 单元门（已执行）']);
    const socket = await screenOn(test);
    const states = async () => {
      const range = { compound: 'test', fromMs: startMs, toMs: Date.now() + 1 };
      const window = (await socket.emitWithAck('window', range)) as Result<HistoryWindow>;
      return window.ok && window.value.commands.map(({ command }) => command.state);
    };
    await expect.poll(states).toEqual(['requested', 'sent', 'replied']);
    socket.disconnect();
    await device.endAsync(true);
    await test.restart();
    const { commands } = await test.get<Answer>('/api/commands?compound=test&device=unit-door%2Fd1');
    expect(commands.map(({ state }) => state)).toEqual(['replied']);
  });

  it('that the device refuses has failed with its words; one that nobody answers is said to be unanswered', async () => {
    test = await startTestHub();
    await door();
    const device = await deviceSays('unit-door/d1', (name) =>
      name === 'lock' ? { ok: false, message: '门被顶住' } : null,
    );
    const refused = await send(['unit-door/d1'], 'lock');
    expect(
      await eventually(
        () => one(refused.commands[0]?.id),
        ({ state }) => state === 'failed',
      ),
    ).toMatchObject({
      message: '门被顶住',
    });
    const silent = await send(['unit-door/d1'], 'open');
    const lost = await eventually(
      () => one(silent.commands[0]?.id),
      ({ state }) => state === 'timed-out',
    );
    expect(lost.endedAtMs).toBeGreaterThanOrEqual(lost.expiresMs);
    await device.endAsync(true);
  });

  it('is answered by its own device alone, and once', async () => {
    test = await startTestHub();
    await door();
    await test.client.publishAsync('linli/v1/test/unit-door/d2/meta', JSON.stringify({ name: '另一门' }), {
      qos: 1,
    });
    const sent = await send(['unit-door/d1'], 'open');
    const id = sent.commands[0]?.id;
    const reply = (device: string, body: object) =>
      test.client.publishAsync(`linli/v1/test/unit-door/${device}/command/open/reply`, JSON.stringify(body), {
        qos: 1,
      });
    await reply('d2', { id, ok: true });
    expect((await one(id)).state).toBe('sent');
    await reply('d1', { id, ok: false, message: 'no' });
    await reply('d1', { id, ok: true });
    expect((await one(id)).state).toBe('failed');
  });

  it('that waits when the hub stops ends as unanswered after the restart', async () => {
    test = await startTestHub();
    await door();
    const sent = await send(['unit-door/d1'], 'open');
    await test.restart();
    await eventually(
      () => one(sent.commands[0]?.id),
      ({ state }) => state === 'timed-out',
    );
  });

  it('is refused as a whole, with a sentence, for what is not declared', async () => {
    test = await startTestHub();
    await door();
    const code = async (answer: Promise<Answer>) => (await answer).error.code;
    expect(await code(send(['unit-door/d1', 'unit-door/nobody'], 'open'))).toBe('no-device');
    expect(await code(send(['unit-door/d1'], 'explode'))).toBe('no-command');
    expect(await code(send(['lift/l1'], 'recall', { confirmed: true, params: { floor: 1.5 } }))).toBe(
      'param-whole',
    );
    expect(await code(send(['lift/l1'], 'recall', { confirmed: true, params: { depth: 1 } }))).toBe(
      'param-unknown',
    );
    const { commands } = await test.get<Answer>('/api/commands?compound=test');
    expect(commands).toEqual([]);
    const { systems } = await test.get<{
      systems: { id: string; commands: { id: string; danger: string }[] }[];
    }>('/api/systems');
    expect(systems.find(({ id }) => id === 'lift')?.commands[0]).toMatchObject({
      id: 'recall',
      danger: 'danger',
    });
  });

  it('taking a device out of service stands on its record too', async () => {
    test = await startTestHub();
    const socket = await screenOn(test);
    await socket.emitWithAck('setService', {
      compound: 'test',
      deviceKey: 'smoke/s1',
      out: true,
      note: '清洗',
    });
    socket.disconnect();
    const { commands } = await test.get<Answer>('/api/commands?compound=test&device=smoke%2Fs1');
    expect(commands[0]).toMatchObject({ name: 'out-of-service', state: 'replied', why: '清洗' });
  });
});

describe('availability', () => {
  it('of a last will makes a device silent at once', async () => {
    test = await startTestHub();
    const device = await mqtt.connectAsync(test.hub.mqttUrl, {
      will: {
        topic: 'linli/v1/test/smoke/s1/availability',
        payload: Buffer.from('offline'),
        qos: 1,
        retain: false,
      },
    });
    await device.publishAsync(
      'linli/v1/test/smoke/s1/state',
      JSON.stringify({ t: Date.now(), v: { smoke: 0 } }),
      { qos: 1 },
    );
    device.stream.destroy();
    device.end(true);
    interface Body {
      devices: Record<string, { points: Record<string, { quality: string }> }>;
    }
    await eventually(
      () => test.get<Body>('/api/compounds/test/state'),
      (body) => body.devices['smoke/s1']?.points['smoke']?.quality === 'stale',
    );
  });
});
