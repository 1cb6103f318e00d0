/** What the stress benchmarks send and watch: readings at a rate from processes of their own, alarm events, and a screen. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import mqtt, { type MqttClient } from 'mqtt';
import { io, type Socket } from 'socket.io-client';
import msgpack from 'socket.io-msgpack-parser';
import type { AlarmTransition } from '#shared/protocol/records.ts';
import { cameras } from './stressHub.ts';

export interface ReadingLoad {
  readonly url: string;
  readonly posts: number;
  readonly pointsPerPost: number;
  /** Messages per second. */
  readonly rate: number;
  readonly seconds: number;
  /** First device time, ms; 0: now. */
  readonly fromMs: number;
  readonly qos: 0 | 1;
}

/** The value: messages that were sent (at QoS 1: acknowledged). `isToBeCut`: its connection will go, which is no news. */
export async function sendReadings(load: ReadingLoad, isToBeCut = false): Promise<number> {
  const child = fork(import.meta.filename, [JSON.stringify(load)], {
    stdio: ['ignore', 'ignore', isToBeCut ? 'ignore' : 'inherit', 'ipc'],
  });
  // What it had left to say is lost with the hub.
  if (isToBeCut) setTimeout(() => child.kill(), load.seconds * 1000 + 5000).unref();
  const [sent] = (await once(child, 'message')) as [number];
  return sent;
}

export interface Alarms {
  readonly acknowledged: Set<string>;
  readonly published: string[];
  /** From publishing to the screen, ms. */
  readonly latencies: number[];
  /** Told before they were stored. */
  readonly early: Set<string>;
  readonly told: Set<string>;
  stop(): Promise<void>;
}

/** What device `d` says of its `i`th point in its `round`th message. */
export function valueOf(d: number, round: number, i: number): number {
  return (round * 7 + d + i) % 1000;
}

export async function openScreen(url: string): Promise<Socket> {
  const socket = io(url, { parser: msgpack, transports: ['websocket'], forceNew: true });
  await new Promise<void>((resolve) => socket.once('hello', () => resolve()));
  return socket;
}

/** An alarm event every `everyMs` at QoS 1, each with an id of its own, and a screen that hears them. */
export async function watchAlarms(url: string, mqttUrl: string, everyMs: number): Promise<Alarms> {
  const socket = await openScreen(url);
  await socket.emitWithAck('subscribe', { compound: 'bench', lastSeq: 0 });
  const client = await mqtt.connectAsync(mqttUrl, { protocolVersion: 4, reconnectPeriod: 200 });
  noDelay(client);
  const sentAt = new Map<string, number>();
  const alarms = {
    acknowledged: new Set<string>(),
    published: [] as string[],
    latencies: [] as number[],
    early: new Set<string>(),
    told: new Set<string>(),
  };
  socket.on('alarm', ({ alarm, verb }: AlarmTransition) => {
    const { eventId } = alarm;
    if (eventId === null || (verb !== 'raised' && verb !== 'repeated')) return;
    if (alarm.notStored) alarms.early.add(eventId);
    if (alarms.told.has(eventId)) return;
    alarms.told.add(eventId);
    const sent = sentAt.get(eventId);
    if (sent !== undefined) alarms.latencies.push(performance.now() - sent);
  });
  let nth = 0;
  const timer = setInterval(() => {
    const id = `a${nth}`;
    const topic = `linli/v1/bench/throw-camera/t${nth % cameras}/event`;
    nth++;
    sentAt.set(id, performance.now());
    alarms.published.push(id);
    const body = JSON.stringify({ t: Date.now(), id, type: 'throw', data: { people: false } });
    client.publish(topic, body, { qos: 1 }, (error) => {
      if (!error) alarms.acknowledged.add(id);
    });
  }, everyMs);
  return {
    ...alarms,
    async stop() {
      clearInterval(timer);
      await client.endAsync(true);
      socket.disconnect();
    },
  };
}

function noDelay(client: MqttClient): void {
  (client as unknown as { stream: { setNoDelay(on: boolean): void } }).stream.setNoDelay(true);
}

export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return (
    Math.round((sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN) * 10) / 10
  );
}

const mostUnderway = 5000;

if (process.send && process.argv[1] === import.meta.filename) {
  const { url, posts, pointsPerPost, rate, seconds, fromMs, qos } = JSON.parse(
    process.argv[2] ?? '{}',
  ) as ReadingLoad;
  process.once('disconnect', () => process.exit());
  // A pinged answer would stand in line behind what is still to be sent.
  const client = await mqtt.connectAsync(url, { protocolVersion: 4, keepalive: 0 });
  client.on('close', () => sent < total && console.error('the load lost its connection'));
  noDelay(client);
  const total = rate * seconds;
  const started = performance.now();
  let sent = 0;
  let acknowledged = 0;
  while (sent < total) {
    const due = Math.min(total, Math.ceil(((performance.now() - started) / 1000) * rate));
    // What the connection has not taken yet is not heaped up: mqtt.js would be busy with nothing else.
    for (; sent < due && sent - acknowledged < mostUnderway; sent++) {
      const d = sent % posts;
      const round = Math.floor(sent / posts);
      const t = fromMs > 0 ? fromMs + round * 1000 : Date.now();
      const values = Array.from({ length: pointsPerPost }, (_, i) => `"p${i}":${valueOf(d, round, i)}`);
      client.publish(
        `linli/v1/bench/post/d${d}/state`,
        `{"t":${t},"v":{${values.join()}}}`,
        { qos },
        (error) => {
          if (!error) acknowledged++;
        },
      );
    }
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
  const allThere = () => acknowledged >= total;
  while (!allThere()) await new Promise((resolve) => setTimeout(resolve, 10));
  await client.endAsync();
  process.send(acknowledged);
  process.disconnect();
}
