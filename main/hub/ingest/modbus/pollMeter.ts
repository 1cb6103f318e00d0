/**
 * One meter, asked again and again over Modbus TCP: its registers in turn, and between them what is to be written. Where
 * it cannot be reached it is said to be away, and asked again later and later, up to a minute.
 */
import { setTimeout as delay } from 'node:timers/promises';
import type { Meter } from '#shared/protocol/meter.ts';
import { usualIntervalMs } from '#shared/protocol/meterWords.ts';
import { createMeterClient, type WriteOrder } from './meterClient.ts';

const firstDelayMs = 1000;
const mostDelayMs = 60_000;

export interface PolledMeter {
  write(order: WriteOrder): Promise<void>;
  stop(): Promise<void>;
}

export function pollMeter(
  meter: Meter,
  say: (said: object) => void,
  onReachable: (reachable: boolean) => void,
): PolledMeter {
  const stopping = new AbortController();
  const { signal } = stopping;
  const client = createMeterClient(meter);

  async function run(): Promise<void> {
    let delayMs = firstDelayMs;
    while (!signal.aborted) {
      let waitMs = meter.intervalMs ?? usualIntervalMs;
      try {
        await client.connect();
        const words: (number[] | string)[] = [];
        for (const register of meter.registers) words.push(await client.wordsOf(register));
        delayMs = firstDelayMs;
        onReachable(true);
        say({ words });
      } catch {
        if (signal.aborted) return;
        client.close();
        onReachable(false);
        say({ online: false });
        waitMs = delayMs;
        delayMs = Math.min(mostDelayMs, delayMs * 2);
      }
      await delay(waitMs, undefined, { signal }).catch(() => undefined);
    }
  }

  const running = run();
  return {
    write: client.write,
    async stop() {
      stopping.abort();
      client.close();
      await running;
    },
  };
}
