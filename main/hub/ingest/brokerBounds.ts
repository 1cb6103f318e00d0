/** What the embedded broker keeps in memory for others, bounded: retained messages, and queues of those who are away. */
import * as memory from 'aedes-persistence';
import type { AedesPublishPacket } from 'aedes';

const mostQueued = 1000;
const mostRetainedBytes = 32 * 1024 * 1024;

/** Its types tell of callbacks; since aedes 1 it answers with promises, which is what aedes asks of it. */
interface MemoryStore {
  outgoingEnqueueCombi(subs: readonly { clientId: string }[], packet: unknown): Promise<void>;
  outgoingClearMessageId(client: { id: string }, packet: unknown): Promise<unknown>;
}
const createStore = memory.default as unknown as () => MemoryStore;

/** The library's memory store, whose queue of one absent client ends at `mostQueued`: later messages are not kept for it. */
export function createBoundedPersistence(onDropped: (clientId: string) => void): object {
  const store = createStore();
  const queued = new Map<string, number>();
  const enqueue = store.outgoingEnqueueCombi.bind(store);
  const clear = store.outgoingClearMessageId.bind(store);
  const enqueueBounded = async (subs: readonly { clientId: string }[], packet: unknown) => {
    const within = subs.filter(({ clientId }) => {
      const count = (queued.get(clientId) ?? 0) + 1;
      if (count > mostQueued) onDropped(clientId);
      else queued.set(clientId, count);
      return count <= mostQueued;
    });
    await enqueue(within, packet);
  };
  return Object.assign(store, {
    outgoingEnqueueCombi: enqueueBounded,
    outgoingEnqueue: (sub: { clientId: string }, packet: unknown) => enqueueBounded([sub], packet),
    async outgoingClearMessageId(client: { id: string }, packet: unknown) {
      const cleared = await clear(client, packet);
      if (cleared) queued.set(client.id, Math.max(0, (queued.get(client.id) ?? 1) - 1));
      return cleared;
    },
  });
}

export interface RetainedBudget {
  /** Whether the broker may keep this message for later subscribers. */
  admits(packet: Pick<AedesPublishPacket, 'topic' | 'payload'>): boolean;
}

export function createRetainedBudget(): RetainedBudget {
  const sizes = new Map<string, number>();
  let total = 0;
  return {
    admits({ topic, payload }) {
      const before = sizes.get(topic) ?? 0;
      const bytes = payload.length === 0 ? 0 : payload.length + topic.length;
      if (total - before + bytes > mostRetainedBytes) return false;
      total += bytes - before;
      if (bytes === 0) sizes.delete(topic);
      else sizes.set(topic, bytes);
      return true;
    },
  };
}
