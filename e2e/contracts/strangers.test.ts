/** Strangers at the embedded broker: what they send, keep or leave unread neither stops the hub nor fills its memory. */
import { connect, type Socket } from 'node:net';
import mqtt from 'mqtt';
import { afterEach, describe, expect, it } from 'vitest';
import type { AlarmRecord, RejectionReport } from '#shared/protocol/records.ts';
import { eventually, startTestHub, type TestHub } from '#hub/testHub.ts';

let test: TestHub;
afterEach(() => test?.stop());

describe('strangers at the broker', () => {
  const rejected = () => test.get<RejectionReport>('/api/rejections').then(({ byCode }) => byCode);
  const name = [0, 4, 0x4d, 0x51, 0x54, 0x54];
  const port = () => Number(new URL(test.hub.mqttUrl).port);

  it('are refused without a name for their session, told that MQTT 5 is not spoken, and let go when they say nothing', async () => {
    test = await startTestHub();
    const answerTo = (bytes: number[]) =>
      new Promise<Buffer>((resolve) => {
        const socket = connect(port(), '127.0.0.1', () => socket.write(Buffer.from(bytes)));
        socket.once('data', (data) => {
          resolve(data);
          socket.destroy();
        });
      });
    expect([...(await answerTo([0x10, 12, ...name, 4, 0, 0, 60, 0, 0]))]).toEqual([0x20, 2, 0, 2]);
    expect([...(await answerTo([0x10, 14, ...name, 5, 2, 0, 60, 0, 0, 1, 0x61]))]).toEqual([
      0x20, 3, 0, 0x84, 0,
    ]);
    expect(await rejected()).toMatchObject({ 'mqtt-5': 1 });
  });

  it('cannot make the hub read a packet without end, nor keep more than a bounded amount', async () => {
    test = await startTestHub();
    const closed = new Promise<void>((resolve) => {
      const socket = connect(port(), '127.0.0.1', () => {
        socket.write(Buffer.from([0x10, 13, 0, 4, 0x4d, 0x51, 0x54, 0x54, 4, 2, 0, 60, 0, 1, 0x62]));
        // 200 MB are announced, 100 kB sent.
        setTimeout(
          () =>
            socket.write(Buffer.concat([Buffer.from([0x30, 0x80, 0x88, 0xae, 0x5f]), Buffer.alloc(100_000)])),
          100,
        );
      });
      socket.on('close', () => resolve());
      socket.on('error', () => {});
    });
    await closed;
    const stranger = await mqtt.connectAsync(test.hub.mqttUrl);
    const large = Buffer.alloc(400_000, 'x');
    for (let i = 0; i < 100; i++) await stranger.publishAsync(`spam/${i}`, large, { qos: 1, retain: true });
    const codes = await rejected();
    expect(codes['packet-large']).toBeGreaterThanOrEqual(1);
    expect(codes['retained-full']).toBeGreaterThan(10);
    await stranger.endAsync(true);
  });

  it('hear each other at the quality of service they sent with', async () => {
    test = await startTestHub();
    const listener = await mqtt.connectAsync(test.hub.mqttUrl);
    await listener.subscribeAsync('linli/v1/test/#', { qos: 1 });
    const heard = new Promise<number>((resolve) =>
      listener.on('message', (topic, _payload, packet) => {
        if (topic.endsWith('/state')) resolve(packet.qos);
      }),
    );
    await test.say('lift', 'l1', { floor: 3 });
    expect(await heard).toBe(1);
    await listener.endAsync(true);
  });

  /** A client by hand, connected and subscribed to everything at QoS 0. */
  async function readsNothing(): Promise<Socket> {
    const socket = connect(port(), '127.0.0.1');
    socket.write(Buffer.from([0x10, 13, ...name, 4, 2, 0, 0, 0, 1, 0x63]));
    await new Promise((resolve) => socket.once('data', resolve));
    socket.write(Buffer.from([0x82, 6, 0, 1, 0, 1, 0x23, 0]));
    await new Promise((resolve) => socket.once('data', resolve));
    return socket.pause();
  }

  it('who subscribe and read nothing hold nobody up, and are cut off', async () => {
    test = await startTestHub();
    const idle = await readsNothing();
    const text = 'x'.repeat(1000);
    for (let i = 0; i < 20_000; i++) {
      const sent = test.client.publishAsync('elsewhere/t', text, { qos: 0 });
      if (i % 500 === 0) await sent;
    }
    void test.say('smoke', 's1', { smoke: 0.4 });
    const open = () => test.get<{ alarms: AlarmRecord[] }>('/api/alarms?state=open');
    await eventually(open, ({ alarms }) => alarms.length === 1);
    expect(await rejected()).toMatchObject({ unread: 1 });
    idle.destroy();
  });

  it('who are away find so many bytes in their queue and no more', async () => {
    test = await startTestHub();
    const session = { clientId: 'away', clean: false, reconnectPeriod: 0 };
    const before = await mqtt.connectAsync(test.hub.mqttUrl, session);
    await before.subscribeAsync('elsewhere/#', { qos: 1 });
    await before.endAsync();
    const large = Buffer.alloc(400_000, 'x');
    for (let i = 0; i < 5; i++) await test.client.publishAsync(`elsewhere/${i}`, large, { qos: 1 });
    expect(await rejected()).toMatchObject({ 'offline-queue': 3 });
    const heard: string[] = [];
    const after = mqtt.connect(test.hub.mqttUrl, session);
    after.on('message', (topic) => heard.push(topic));
    await eventually(
      async () => heard,
      (topics) => topics.length === 2,
    );
    await test.client.publishAsync('elsewhere/later', 'room again', { qos: 1 });
    await eventually(
      async () => heard,
      (topics) => topics.includes('elsewhere/later'),
    );
    expect(heard).toEqual(['elsewhere/0', 'elsewhere/1', 'elsewhere/later']);
    await after.endAsync(true);
  });

  it('are granted so many subscriptions, and find what is retained beside them', async () => {
    test = await startTestHub();
    for (let i = 0; i < 2000; i++) test.client.publish(`elsewhere/k${i}`, `${i}`, { qos: 0, retain: true });
    await test.client.publishAsync('elsewhere/last', 'here', { qos: 1, retain: true });
    const stranger = await mqtt.connectAsync(test.hub.mqttUrl, { clientId: 'many', clean: false });
    const heard: string[] = [];
    stranger.on('message', (topic) => heard.push(topic));
    const filters = Array.from({ length: 12_000 }, (_, i) => `elsewhere/f${i}`);
    const granted = await stranger
      .subscribeAsync(['elsewhere/last', 'elsewhere/+', ...filters])
      .catch((error: { packet: { granted: number[] } }) => error.packet.granted.map((qos) => ({ qos })));
    expect(granted.filter(({ qos }) => qos === 128)).toHaveLength(2002);
    await eventually(
      async () => heard,
      (topics) => topics.length >= 2001,
    );
    expect([heard[0], heard.length]).toEqual(['elsewhere/last', 2001]);
    await stranger.endAsync(true);
  });

  it('who number a message zero are cut off', async () => {
    test = await startTestHub();
    const socket = connect(port(), '127.0.0.1');
    socket.write(Buffer.from([0x10, 13, ...name, 4, 2, 0, 0, 0, 1, 0x7a]));
    await new Promise((resolve) => socket.once('data', resolve));
    const answers: Buffer[] = [];
    socket.on('data', (data) => answers.push(data));
    const closed = new Promise((resolve) => socket.once('close', resolve));
    socket.write(Buffer.from([0x32, 6, 0, 1, 0x74, 0, 0, 0x78]));
    await closed;
    expect(answers).toEqual([]);
  });

  it('cannot speak for the broker itself', async () => {
    test = await startTestHub();
    const stranger = await mqtt.connectAsync(test.hub.mqttUrl);
    const cut = new Promise<void>((resolve) => stranger.once('close', () => resolve()));
    stranger.publish('$SYS/other/new/clients', test.client.options.clientId ?? '', { qos: 0 });
    await cut;
    expect(test.client.connected).toBe(true);
    expect(await rejected()).toMatchObject({ 'topic-refused': 1 });
    await stranger.endAsync(true);
  });
});
