/**
 * A broker of somebody else's, by URL. The session is persistent under a fixed client id, so that what is published at
 * QoS 1 while the hub is away arrives later; a message is acknowledged when the hub has kept it, without holding up the
 * next one.
 */
import mqtt from 'mqtt';
import { fault, type Result, success } from '#shared/protocol/result.ts';
import type { Broker, BrokerOptions } from './broker.ts';
import { createEar } from './ear.ts';

/** What the client library does not show of itself: how it sends a packet, and its socket. */
interface Inside {
  _sendPacket(packet: { readonly cmd: string }, done?: () => void, ...more: unknown[]): void;
  readonly stream: { setNoDelay?: (on: boolean) => void };
}

export async function connectExternalBroker(options: BrokerOptions, url: string): Promise<Result<Broker>> {
  const { dialects } = options;
  // A connection has one last will; the first dialect that has one gets it.
  const will = dialects.find((one) => one.will)?.will;
  const usual = { reconnectPeriod: 1000, connectTimeout: 5000 } as const;
  const client = mqtt.connect(url, {
    ...usual,
    clean: false,
    clientId: options.clientId,
    resubscribe: false,
    protocolVersion: 4,
    ...(will ? { will: { ...will, payload: Buffer.from(will.payload), qos: 1, retain: true } } : {}),
  });
  const inside = client as unknown as Inside;
  const filters = () => dialects.flatMap(({ subscriptions }) => subscriptions);
  const ear = createEar({
    url,
    connection: { ...usual, clean: true, clientId: `${options.clientId}-ear`, protocolVersion: 4 },
    filters,
    onMessage: (topic, payload) => options.onMessage(topic, payload, false),
  });
  let connection = 0;
  client.on('connect', () => {
    connection++;
    // The library never asks for it; without it small messages wait 40 ms.
    inside.stream.setNoDelay?.(true);
    const all = filters();
    // The hub's own devices are heard by the filters of its first dialect; a broker may well refuse those of the others.
    const vital = new Set(dialects[0]?.subscriptions);
    let lacksVital = false;
    all.forEach((filter, nth) => {
      const isLast = nth === all.length - 1;
      client.subscribe(filter, { qos: 1 }, (error) => {
        if (error && client.connected)
          options.onRefused(fault('source-filter', { topic: filter }), withoutLogin(url));
        if (error && vital.has(filter)) lacksVital = true;
        if (isLast || (error && vital.has(filter))) options.onConnection(client.connected && !lacksVital);
      });
    });
    for (const { birth } of dialects)
      if (birth)
        client.publish(birth.topic, Buffer.from(birth.payload), { qos: 1, retain: birth.retain === true });
  });
  /** Numbers of what the broker has not said it has; lost with the connection rather than sent late. */
  const unanswered = new Set<number>();
  client.on('close', () => {
    options.onConnection(false);
    const lost = [...unanswered];
    unanswered.clear();
    for (const id of lost) client.removeOutgoingMessage(id);
  });
  client.on('error', () => options.onConnection(false));
  client.on('message', (topic, payload, { retain }) => options.onMessage(topic, payload, retain));

  /** So many could not be kept and fill the broker's window: they have to be delivered again once the disk is well. */
  let unkept = 0;
  function deliverAgainOnceWell(): void {
    options.whenKept(() => {
      for (; unkept > 0; unkept--) ear.acknowledged();
      // Its session is persistent: what is not acknowledged comes again.
      client.reconnect();
    }, deliverAgainOnceWell);
  }
  const send = inside._sendPacket.bind(client);
  inside._sendPacket = (packet, done, ...more) => {
    if (packet.cmd !== 'puback') return send(packet, done, ...more);
    const received = connection;
    done?.();
    ear.waits();
    options.whenKept(
      () => {
        ear.acknowledged();
        // After a reconnect the broker delivers it again under a number that may mean something else by then.
        if (received === connection && client.connected) send(packet);
      },
      // The ear goes on listening: behind these the broker sends nothing more.
      () => {
        if (unkept++ === 0) deliverAgainOnceWell();
      },
    );
  };

  return success({
    url: withoutLogin(url),
    moved: false,
    publish({ topic, payload, retain = false, qos = 0 }, said) {
      // The library would keep it and send it whenever the broker is back: a door would open hours after it was asked.
      if (!client.connected && !retain) return said?.(fault('broker-away'));
      const endsWithConnection = qos > 0 && !retain;
      let id = 0;
      client.publish(topic, Buffer.from(payload), { retain, qos }, (error) => {
        // Lost with the connection it may still have arrived: only a reply, or none in time, tells.
        if (endsWithConnection && !unanswered.delete(id) && error) return;
        said?.(error ? fault('command-unsent', { reason: error.message }) : null);
      });
      id = client.getLastMessageId();
      if (endsWithConnection) unanswered.add(id);
    },
    listen: (topic) => void client.subscribe(topic, { qos: 1 }),
    async stop() {
      await ear.stop();
      // The broker says the one it was given; the others are said here.
      for (const { will: last } of client.connected ? dialects : [])
        if (last && last !== will)
          await client.publishAsync(last.topic, Buffer.from(last.payload), { qos: 0, retain: true });
      await client.endAsync(true);
    },
  });
}

/** The address as people may see it. */
function withoutLogin(url: string): string {
  const shown = new URL(url);
  shown.username = shown.password = '';
  return shown.href;
}
