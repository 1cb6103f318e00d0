/** The receiving ends of `bench:live`, each in a child process: a bare mqtt.js subscriber, and ten screens of the hub. */
import mqtt from 'mqtt';
import { io } from 'socket.io-client';
import msgpack from 'socket.io-msgpack-parser';
import type { Hydration, PackedColumns } from '#shared/protocol/socket.ts';
import type { Result } from '#shared/protocol/result.ts';
import { unpackReadings } from '#shared/twin/packed.ts';
import { say, sharedClockMs, told } from './liveProcess.ts';
import { counterPoint, devices, keyOf, subscription, type Load } from './liveTraffic.ts';

export const screens = 10;

/** Counts; reads the time in the message only where latency is asked for. */
export async function subscribe(url: string, load: Load): Promise<void> {
  const client = await mqtt.connectAsync(url, { protocolVersion: 4 });
  const latencies: number[] = [];
  let count = 0;
  client.on('message', (_topic, payload) => {
    if (load.rate > 0) latencies.push(Date.now() - (JSON.parse(payload.toString()) as { t: number }).t);
    if (++count === load.messages) say({ kind: 'done', atMs: sharedClockMs(), latencies });
  });
  await client.subscribeAsync(subscription, { qos: 0 });
  say({ kind: 'ready' });
  await told('stop');
  await client.endAsync(true);
}

/** Ten screens: each decodes every delta into its columns and knows when the last reading of each device is there. */
export async function watch(url: string, load: Load): Promise<void> {
  const last = load.messages / devices;
  const latencies: number[] = [];
  let unfinished = screens;
  const sockets = await Promise.all(
    Array.from({ length: screens }, async () => {
      const socket = io(url, { parser: msgpack, transports: ['websocket'], forceNew: true });
      await new Promise<void>((resolve) => socket.once('hello', () => resolve()));
      const counters = new Set<number>();
      const values: number[] = [];
      let missing = devices;
      const take = (columns: PackedColumns) => {
        const readings = unpackReadings(columns);
        const nowMs = Date.now();
        for (let i = 0; i < readings.count; i++) {
          const index = readings.index[i] ?? 0;
          values[index] = readings.value[i] ?? NaN;
          if (!counters.has(index)) continue;
          if (load.rate > 0) latencies.push(nowMs - (readings.timeMs[i] ?? 0));
          if (readings.value[i] === last) missing--;
        }
        if (missing === 0 && --unfinished === 0) say({ kind: 'done', atMs: sharedClockMs(), latencies });
      };
      socket.on('tick', (_compound: string, columns: PackedColumns) => take(columns));
      const answer = (await socket.emitWithAck('subscribe', {
        compound: 'bench',
        lastSeq: 0,
      })) as Result<Hydration>;
      if (!answer.ok) throw new Error(JSON.stringify(answer.error));
      const byKey = new Map(answer.value.devices.map((device) => [device.key, device.points[counterPoint]]));
      for (let d = 0; d < devices; d++) counters.add(byKey.get(keyOf(d)) ?? -1);
      return socket;
    }),
  );
  say({ kind: 'ready' });
  await told('stop');
  for (const socket of sockets) socket.disconnect();
}
