/**
 * What `bench:live` sends, and the process that sends it: state of 2,000 air posts with one to three points. The first
 * point counts the device's messages, so that a receiver knows when the last one has arrived.
 */
import mqtt from 'mqtt';
import type { PlannedDevice } from '#shared/protocol/device.ts';
import { say, told } from './liveProcess.ts';

export const devices = 2000;
export const publishers = 2;
export const counterPoint = 'pm25';
const system = 'air-noise';

export interface Load {
  /** Messages of all publishers together. */
  readonly messages: number;
  /** Messages per second of all publishers together; 0: as fast as the connection takes them. */
  readonly rate: number;
}

export const planned: readonly PlannedDevice[] = Array.from({ length: devices }, (_, d) => ({
  id: `d${d}`,
  system,
  name: `Post ${d}`,
  points: [
    { id: counterPoint, min: 0, max: 1e9 },
    ...(d % 3 > 0 ? [{ id: 'noise' }] : []),
    ...(d % 3 > 1 ? [{ id: 'temperature' }] : []),
  ],
}));

export const keyOf = (d: number): string => `${system}/d${d}`;
export const subscription = `linli/v1/bench/${system}/+/state`;
export const readingsOf = (messages: number): number =>
  (messages / devices) * planned.reduce((sum, one) => sum + (one.points?.length ?? 0), 0);

function payload(d: number, round: number): string {
  const noise = d % 3 > 0 ? `,"noise":${35 + ((d + round) % 15)}` : '';
  const temperature = d % 3 > 1 ? `,"temperature":${(14 + ((d * 7 + round) % 90) / 10).toFixed(1)}` : '';
  return `{"t":${Date.now()},"v":{"${counterPoint}":${round}${noise}${temperature}}}`;
}

/** Child process: connects, waits for the start, sends its share of the devices round after round. */
export async function publish(url: string, share: number, load: Load): Promise<void> {
  const client = await mqtt.connectAsync(url, { protocolVersion: 4 });
  const { stream } = client as unknown as { stream: { setNoDelay(on: boolean): void } };
  stream.setNoDelay(true);
  const mine = Array.from({ length: devices / publishers }, (_, i) => i * publishers + share);
  const topics = mine.map((d) => `linli/v1/bench/${keyOf(d)}/state`);
  const total = load.messages / publishers;
  const perS = load.rate / publishers;
  say({ kind: 'ready' });
  await told('go');
  const startedMs = performance.now();
  let sent = 0;
  const send = (nth: number, done?: () => void) => {
    const at = nth % mine.length;
    client.publish(
      topics[at] ?? '',
      payload(mine[at] ?? 0, Math.floor(nth / mine.length) + 1),
      { qos: 0 },
      done,
    );
  };
  while (sent < total) {
    const due =
      perS > 0
        ? Math.min(total, Math.floor(((performance.now() - startedMs) / 1000) * perS))
        : Math.min(total, sent + 250);
    for (; sent < due - 1; sent++) send(sent);
    if (sent < due) await new Promise<void>((resolve) => send(sent, resolve));
    sent = due;
    if (perS > 0) await new Promise((resolve) => setTimeout(resolve, 2));
  }
  say({ kind: 'sent' });
  await told('stop');
  await client.endAsync(true);
}
