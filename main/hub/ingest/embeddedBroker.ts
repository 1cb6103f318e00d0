/**
 * The embedded broker (aedes, MQTT 3.1 and 3.1.1) on its own port. The hub takes a message in while the broker asks
 * whether it may be published, and sends the acknowledgement itself when the message is kept: aedes would acknowledge
 * before. It goes on reading meanwhile, so that an alarm behind a message that waits for the disk is heard.
 */
import { createServer, type Server, type Socket } from 'node:net';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { createServer as createTlsServer } from 'node:tls';
import { Aedes, type AedesPublishPacket, type Client } from 'aedes';
import { failure, type Fault, fault, type Result, success } from '#shared/protocol/result.ts';
import { createDelivery } from './delivery.ts';
import { createLargePackets } from './largePackets.ts';
import { createPersistence } from './persistence.ts';
import { createRetained } from './retained.ts';
import { createSpeakers } from './speakers.ts';
import { createSubscriptions } from './subscriptions.ts';
import { mostPacketBytes, type Broker, type BrokerOptions } from './broker.ts';
import type { OwnMessage } from './message.ts';

const portsTried = 20;
const connectWithinMs = 10_000;
const mostConnections = 10_000;
/** A client that leaves so much unread is cut off. */
const mostUnreadBytes = 4 * 1024 * 1024;
/** MQTT 5: CONNACK, not successful, "unsupported protocol version", no properties. */
const refusesVersion5 = Buffer.from([0x20, 3, 0, 0x84, 0]);

/** The part of its parser that tells how long the packet is that is being read. */
interface Reading {
  readonly _parser?: { readonly packet?: { readonly length: number } };
}

export async function startEmbeddedBroker(options: BrokerOptions): Promise<Result<Broker>> {
  const { onRefused } = options;
  const retained = createRetained();
  const subscriptions = createSubscriptions();
  /** Packets whose acknowledgement the hub sends; aedes passes them on as if they asked for none. */
  const acknowledged = new WeakSet<AedesPublishPacket>();
  const nameless = new WeakSet<Client>();
  /** Those whose messages could not be kept: once the disk is well they are cut off, and send them again. */
  const unkept = new Set<Client>();
  const whenKept: typeof options.whenKept = (kept, lost) =>
    options.whenKept(() => {
      for (const { conn } of unkept) conn.destroy();
      unkept.clear();
      kept();
    }, lost);
  const speakers = createSpeakers(options.devices);
  const { takes } = options;

  const aedes = await Aedes.createBroker({
    concurrency: 0,
    mq: createDelivery(),
    connectTimeout: connectWithinMs,
    persistence: createPersistence({
      retained,
      isHere: speakers.isHere,
      holds: subscriptions.holds,
      onDropped: (clientId, what) =>
        what === 'message'
          ? onRefused(fault('offline-queue'), clientId)
          : onRefused(fault('sessions'), clientId),
    }),
    preConnect(client, packet, done) {
      if ((packet as { protocolVersion: number }).protocolVersion === 5) {
        onRefused(fault('mqtt-5'), packet.clientId);
        client.conn.end(refusesVersion5);
        return done(null, false);
      }
      if (packet.clientId === '' && !packet.clean) nameless.add(client);
      done(null, true);
    },
    authenticate: (client, username, password, done) => {
      // A session cannot be kept for a client without a name [MQTT-3.1.3-8].
      if (nameless.has(client))
        return done(Object.assign(new Error('identifier rejected'), { returnCode: 2 }), null);
      const remote = (client.conn as Socket).remoteAddress ?? '';
      void options.devices.authenticate(username, password?.toString(), remote).then((identity) => {
        if (!identity.ok) onRefused(identity.error, remote);
        else if (!speakers.add(client, identity.value)) {
          onRefused(fault('client-id'), client.id);
          return done(Object.assign(new Error('identifier rejected'), { returnCode: 2 }), null);
        }
        done(null, identity.ok);
      });
    },
    authorizeSubscribe(client, subscription, done) {
      const { topic } = subscription;
      const allowed = options.devices.maySubscribe(speakers.of(client), topic);
      if (!allowed) onRefused(fault('topic-unreadable'), topic);
      const granted = allowed && subscriptions.grant(client, topic);
      if (allowed && !granted) onRefused(fault('subscriptions'), topic);
      done(null, granted ? subscription : null);
    },
    authorizeForward(client, packet) {
      const { conn } = client;
      if (conn.writableLength > mostUnreadBytes && !conn.destroyed) {
        onRefused(fault('unread'), client.id);
        conn.destroy();
      }
      // Also what was queued for a session: it may have been another's.
      return !conn.destroyed && options.devices.maySubscribe(speakers.of(client), packet.topic)
        ? packet
        : null;
    },
    authorizePublish(client, packet, done) {
      const publish = packet as AedesPublishPacket & { qos: 0 | 1 | 2 };
      const reserved = publish.topic.startsWith('$');
      if (client && (reserved || !options.devices.mayPublish(speakers.of(client), publish.topic))) {
        onRefused(fault('topic-refused'), publish.topic);
        return done(new Error('not authorized'));
      }
      // Zero names no message [MQTT-2.3.1-1].
      if (publish.qos > 0 && publish.messageId === 0) return done(new Error('packet id 0'));
      if (publish.retain && !retained.admits(publish)) {
        publish.retain = false;
        onRefused(fault('retained-full'), publish.topic);
      }
      if (takes(publish.topic)) options.onMessage(publish.topic, bytesOf(publish.payload), false);
      if (publish.qos === 2)
        return whenKept(
          () => done(null),
          () => client && unkept.add(client),
        );
      if (publish.qos === 1 && client) {
        const { messageId } = publish;
        whenKept(
          () => acknowledge(client, messageId ?? 0),
          () => unkept.add(client),
        );
        publish.qos = 0;
        acknowledged.add(publish);
      }
      done(null);
    },
  });
  // What others receive has the quality of service it was sent with.
  const passOn = aedes.publish.bind(aedes);
  aedes.publish = ((packet: AedesPublishPacket & { qos: number }, ...rest: [never]) => {
    if (acknowledged.has(packet)) packet.qos = 1;
    passOn(packet as never, ...rest);
  }) as typeof aedes.publish;

  function say(
    { topic, payload, retain = false, qos = 0 }: OwnMessage,
    said?: (fault: Fault | null) => void,
  ) {
    const bytes = Buffer.from(payload);
    if (takes(topic)) options.onMessage(topic, bytes, false);
    aedes.publish({ cmd: 'publish', topic, payload: bytes, qos, retain, dup: false }, (error) =>
      said?.(error ? fault('command-unsent', { reason: error.message }) : null),
    );
  }

  const sockets = new Set<Socket>();
  const large = createLargePackets<Socket>();
  const take = (socket: Socket) => {
    if (sockets.size >= mostConnections) {
      onRefused(fault('connections'), socket.remoteAddress ?? '');
      return socket.destroy();
    }
    sockets.add(socket);
    socket.on('close', () => {
      sockets.delete(socket);
      large.release(socket);
    });
    socket.on('error', () => socket.destroy());
    const reading = aedes.handle(socket) as unknown as Reading;
    socket.on('readable', () => {
      if (large.admits(socket, reading._parser?.packet?.length ?? 0)) return;
      onRefused(fault('packet-large', { most: mostPacketBytes }), socket.remoteAddress ?? '');
      socket.destroy();
    });
  };
  const server = options.tls
    ? createTlsServer({ ...options.tls, noDelay: true }, take)
    : createServer({ noDelay: true }, take);
  aedes.on('unsubscribe', (filters, client) => subscriptions.release(client, filters));
  aedes.on('clientDisconnect', (client) => {
    speakers.remove(client);
    subscriptions.leave(client);
    unkept.delete(client);
  });
  aedes.on('clientError', () => undefined);
  aedes.on('connectionError', (client) => client.conn.destroy());
  const port = await listenFrom(server, options.host, options.port);
  if (typeof port === 'string') {
    return failure('mqtt-listen', { host: options.host, port: options.port, reason: port });
  }
  if (port === null) {
    return failure('mqtt-port', { from: options.port, to: options.port + portsTried - 1 });
  }
  options.onConnection(true);
  for (const { birth } of options.dialects) if (birth) say(birth);
  return success({
    url: `${options.tls ? 'mqtts' : 'mqtt'}://${options.host}:${port}`,
    moved: options.port !== 0 && port !== options.port,
    publish: say,
    // Everything published passes by; whether a dialect wants it is asked each time.
    listen: () => undefined,
    async stop() {
      const wills = options.dialects.flatMap(({ will }) => (will ? [will] : []));
      await Promise.all(wills.map((will) => new Promise((said) => say(will, said))));
      // aedes writes to those who listen on the next turn.
      await nextTurn();
      for (const socket of sockets) socket.destroySoon();
      // Whoever reads nothing any more does not hold up the stop.
      const late = setTimeout(() => sockets.forEach((socket) => socket.destroy()), 500);
      await new Promise<void>((resolve) => server.close(() => resolve()));
      clearTimeout(late);
      await new Promise<void>((resolve) => aedes.close(() => resolve()));
    },
  });
}

function acknowledge({ conn }: Client, messageId: number): void {
  if (!conn.destroyed && conn.writable) conn.write(Buffer.from([0x40, 2, messageId >> 8, messageId & 0xff]));
}

function bytesOf(payload: string | Buffer): Uint8Array {
  return typeof payload === 'string' ? Buffer.from(payload) : payload;
}

async function listenFrom(server: Server, host: string, first: number): Promise<number | string | null> {
  for (let port = first; port < Math.min(first + portsTried, 65_536); port++) {
    const free = await new Promise<boolean | string>((resolve) => {
      const failed = (error: NodeJS.ErrnoException) => {
        if (error.code === 'EADDRINUSE') resolve(false);
        else resolve(error.code ?? error.message);
      };
      server.once('error', failed);
      server.listen(port, host, () => {
        server.off('error', failed);
        resolve(true);
      });
    });
    if (typeof free === 'string') return free;
    const address = server.address();
    if (free && address !== null && typeof address === 'object') return address.port;
  }
  return null;
}
