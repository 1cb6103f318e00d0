/**
 * Retained messages of the embedded broker: bounded in memory, and found without holding the hub up. The library's own
 * store goes through all of them once for each filter of a subscription, in one go.
 */
import { Readable } from 'node:stream';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { AedesPublishPacket } from 'aedes';
import { QlobberTrue } from 'qlobber';

const mostBytes = 32 * 1024 * 1024;
/** Memory of a kept message beside its topic and payload. */
const overheadBytes = 500;
/** So many topics are compared before other work has its turn. */
const turn = 500;

export type Kept = Pick<AedesPublishPacket, 'topic' | 'payload'>;

export function bytesOf({ topic, payload }: Kept): number {
  return Buffer.byteLength(topic) + Buffer.byteLength(payload) + overheadBytes;
}

export interface Retained {
  /** Whether there is room to keep this message for later subscribers. */
  admits(packet: Kept): boolean;
  store(packet: Kept): Promise<void>;
  /** Those that match any of the filters, each once. */
  matching(filters: readonly string[]): Readable;
}

export function createRetained(): Retained {
  const kept = new Map<string, Kept>();
  let total = 0;
  const sizeAt = (topic: string) => {
    const before = kept.get(topic);
    return before ? bytesOf(before) : 0;
  };

  async function* find(filters: readonly string[]): AsyncGenerator<Kept> {
    const wild = filters.filter((filter) => /[+#]/.test(filter));
    const exact = new Set(filters.filter((filter) => !/[+#]/.test(filter)));
    for (const topic of exact) {
      const packet = kept.get(topic);
      if (packet) yield packet;
    }
    if (wild.length === 0) return;
    const matcher = new QlobberTrue({ wildcard_one: '+', wildcard_some: '#', separator: '/' });
    for (const filter of wild) matcher.add(filter);
    let compared = 0;
    for (const [topic, packet] of kept) {
      if (++compared % turn === 0) await nextTurn();
      if (!exact.has(topic) && matcher.test(topic)) yield packet;
    }
  }

  return {
    admits: (packet) =>
      packet.payload.length === 0 || total - sizeAt(packet.topic) + bytesOf(packet) <= mostBytes,
    async store(packet) {
      total -= sizeAt(packet.topic);
      if (packet.payload.length === 0) return void kept.delete(packet.topic);
      total += bytesOf(packet);
      kept.set(packet.topic, { ...packet });
    },
    matching: (filters) => Readable.from(find(filters)),
  };
}
