/**
 * Where device messages come from: the embedded broker (aedes) on its own port, or any MQTT broker by URL. Both look
 * the same to the hub. TCP_NODELAY is set on every socket: without it small messages wait 40 ms.
 */
import { createServer, type Server, type Socket } from 'node:net';
import { Aedes } from 'aedes';
import mqtt from 'mqtt';
import { isLoopback, sameSecret } from '../access/index.ts';
import { topicRoot } from '#shared/twin/topic.ts';
import { failure, success, type Result } from '#shared/protocol/result.ts';

export interface Broker {
  /** Address for people and scripts. */
  readonly url: string;
  /** True where the asked port was taken and the next free one is used. */
  readonly moved: boolean;
  publish(topic: string, payload: string, retain?: boolean): void;
  stop(): Promise<void>;
}

export interface BrokerOptions {
  readonly host: string;
  readonly port: number;
  /** Password of devices on other machines; loopback needs none. Without it other machines are refused. */
  readonly token: string | null;
  /** An external broker instead of the embedded one. */
  readonly url: string | null;
  /** `retained`: an outer broker had kept it from before. */
  readonly onMessage: (topic: string, payload: Uint8Array, retained?: boolean) => void;
  /** False while an external broker is out of reach. */
  readonly onConnection: (connected: boolean) => void;
}

const portsTried = 20;
const subscription = `${topicRoot}/#`;
const descriptions = `${topicRoot}/+/+/+/meta`;

export function startBroker(options: BrokerOptions): Promise<Result<Broker>> {
  return options.url === null ? startEmbedded(options) : connectExternal(options, options.url);
}

async function startEmbedded(options: BrokerOptions): Promise<Result<Broker>> {
  const aedes = await Aedes.createBroker({
    concurrency: 1000,
    authenticate: (client, _username, password, done) => {
      const remote = (client.conn as Socket).remoteAddress ?? '';
      const known =
        options.token !== null && password !== undefined && sameSecret(password.toString(), options.token);
      done(null, isLoopback(remote) || known);
    },
  });
  const sockets = new Set<Socket>();
  const server = createServer({ noDelay: true }, (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => socket.destroy());
    aedes.handle(socket);
  });
  aedes.on('clientError', () => undefined);
  aedes.on('connectionError', () => undefined);
  const port = await listenFrom(server, options.host, options.port);
  if (typeof port === 'string') {
    return failure(
      'mqtt-listen',
      `cannot listen for MQTT on ${options.host}:${options.port} (${port})`,
      'Choose another --host or --mqtt-port',
    );
  }
  if (port === null) {
    return failure(
      'mqtt-port',
      `no free MQTT port from ${options.port} to ${options.port + portsTried - 1}`,
      'Choose another with --mqtt-port',
    );
  }
  aedes.subscribe(
    subscription,
    (packet, done) => {
      options.onMessage(
        packet.topic,
        typeof packet.payload === 'string' ? Buffer.from(packet.payload) : packet.payload,
      );
      done();
    },
    () => options.onConnection(true),
  );
  return success({
    url: `mqtt://${options.host}:${port}`,
    moved: options.port !== 0 && port !== options.port,
    publish(topic, payload, retain = false) {
      aedes.publish(
        { cmd: 'publish', topic, payload: Buffer.from(payload), qos: 0, retain, dup: false },
        () => undefined,
      );
    },
    async stop() {
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
      await new Promise<void>((resolve) => aedes.close(() => resolve()));
    },
  });
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

async function connectExternal(options: BrokerOptions, url: string): Promise<Result<Broker>> {
  const client = mqtt.connect(url, {
    reconnectPeriod: 1000,
    connectTimeout: 5000,
    clean: true,
    protocolVersion: 4,
  });
  client.on('connect', () => {
    const { stream } = client as unknown as { stream: { setNoDelay?: (on: boolean) => void } };
    stream.setNoDelay?.(true);
    // Descriptions first: what the broker kept of a device nobody described would be refused.
    client.subscribe(descriptions, { qos: 1 });
    client.subscribe(subscription, { qos: 1 }, (error) => options.onConnection(!error));
  });
  client.on('close', () => options.onConnection(false));
  client.on('error', () => options.onConnection(false));
  client.on('message', (topic, payload, { retain }) => options.onMessage(topic, payload, retain));
  return success({
    url,
    moved: false,
    publish: (topic, payload, retain = false) => void client.publish(topic, payload, { retain }),
    stop: () => client.endAsync(true),
  });
}
