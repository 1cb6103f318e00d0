/**
 * The persistence of the embedded broker, bounded: sessions, what waits for those who are away, and half-done messages.
 * All of it is in memory and gone with the hub's process.
 */
import * as memory from 'aedes-persistence';
import type { Readable } from 'node:stream';
import type { Client } from 'aedes';
import { bytesOf, type Kept, type Retained } from './retained.ts';

const mostQueued = 1000;
const mostQueuedBytesOfOne = 1024 * 1024;
const mostQueuedBytes = 64 * 1024 * 1024;
const mostSessions = 5000;
/** QoS 2 messages between their first and their last step. */
const mostHalfDone = 20_000;

interface Named {
  readonly id: string;
}
interface Numbered {
  readonly messageId: number;
}
interface Filter {
  readonly topic: string;
}
/** Its types tell of callbacks; since aedes 1 it answers with promises, which is what aedes asks of it. */
interface MemoryStore {
  outgoingEnqueueCombi(subs: readonly { clientId: string }[], packet: Kept): Promise<void>;
  outgoingClearMessageId(client: Named, packet: unknown): Promise<Kept | undefined>;
  outgoingStream(client: Named): Readable;
  addSubscriptions(client: Named, filters: readonly Filter[]): Promise<void>;
  cleanSubscriptions(client: Named): Promise<void>;
}
const createStore = memory.default as unknown as () => MemoryStore;

export interface PersistenceOptions {
  readonly retained: Retained;
  readonly isHere: (clientId: string) => boolean;
  /** Whether the client was granted this filter. */
  readonly holds: (client: Client, filter: string) => boolean;
  /** A message was not kept for a client, or the whole session of an absent one was let go. */
  readonly onDropped: (clientId: string, what: 'message' | 'session') => void;
}

/** The library's store in memory, with ends to what it keeps. */
export function createPersistence(options: PersistenceOptions): object {
  const store = createStore();
  const queues = createQueues(store, (clientId) => options.onDropped(clientId, 'message'));
  const { retained } = options;
  return Object.assign(store, {
    storeRetained: retained.store,
    createRetainedStream: (filter: string) => retained.matching([filter]),
    createRetainedStreamCombi: retained.matching,
    ...queues,
    ...createSessions(store, queues.outgoingClearMessageId, options),
    ...createHalfDone(),
  });
}

/** Messages for those who are away, or have not acknowledged. */
function createQueues(store: MemoryStore, onDropped: (clientId: string) => void) {
  const sizes = new Map<string, { count: number; bytes: number }>();
  let total = 0;
  const enqueue = store.outgoingEnqueueCombi.bind(store);
  const clear = store.outgoingClearMessageId.bind(store);

  function admits(clientId: string, bytes: number): boolean {
    const { count, bytes: before } = sizes.get(clientId) ?? { count: 0, bytes: 0 };
    if (count >= mostQueued || before + bytes > mostQueuedBytesOfOne || total + bytes > mostQueuedBytes)
      return false;
    sizes.set(clientId, { count: count + 1, bytes: before + bytes });
    total += bytes;
    return true;
  }

  async function enqueueWithin(subs: readonly { clientId: string }[], packet: Kept) {
    const bytes = bytesOf(packet);
    const within = subs.filter(({ clientId }) => {
      const admitted = admits(clientId, bytes);
      if (!admitted) onDropped(clientId);
      return admitted;
    });
    await enqueue(within, packet);
  }

  return {
    outgoingEnqueueCombi: enqueueWithin,
    outgoingEnqueue: (sub: { clientId: string }, packet: Kept) => enqueueWithin([sub], packet),
    async outgoingClearMessageId(client: Named, packet: unknown) {
      const cleared = await clear(client, packet);
      const size = sizes.get(client.id);
      if (!cleared || !size) return cleared;
      const bytes = bytesOf(cleared);
      total -= bytes;
      if (size.count === 1) sizes.delete(client.id);
      else sizes.set(client.id, { count: size.count - 1, bytes: size.bytes - bytes });
      return cleared;
    },
  };
}

/** Subscriptions of those who asked for a session that outlives the connection. */
function createSessions(
  store: MemoryStore,
  clear: (client: Named, packet: unknown) => Promise<unknown>,
  { isHere, holds, onDropped }: PersistenceOptions,
) {
  /** The longest unchanged first. */
  const known = new Set<string>();
  const storing = new WeakMap<readonly Filter[], Promise<void>>();
  const add = store.addSubscriptions.bind(store);
  const clean = store.cleanSubscriptions.bind(store);

  async function makeRoom(): Promise<void> {
    if (known.size <= mostSessions) return;
    const absent = [...known].find((id) => !isHere(id));
    if (absent === undefined) return;
    known.delete(absent);
    onDropped(absent, 'session');
    await clean({ id: absent });
    for await (const packet of store.outgoingStream({ id: absent })) await clear({ id: absent }, packet);
  }

  async function remember(client: Client, filters: readonly Filter[]): Promise<void> {
    // The broker asks for each filter of a packet in turn: by then it is known which ones are granted.
    await Promise.resolve();
    known.delete(client.id);
    known.add(client.id);
    await makeRoom();
    await add(
      client,
      filters.filter(({ topic }) => holds(client, topic)),
    );
  }

  return {
    /** The broker hands in the whole packet once for each of its filters. */
    addSubscriptions(client: Client, filters: readonly Filter[]) {
      const stored = storing.get(filters) ?? remember(client, filters);
      storing.set(filters, stored);
      return stored;
    },
    async cleanSubscriptions(client: Named) {
      known.delete(client.id);
      await clean(client);
    },
  };
}

/** Which QoS 2 messages have come and are not yet released; what they say has been taken in already. */
function createHalfDone() {
  const numbers = new Map<string, Set<number>>();
  let total = 0;
  const has = (client: Named, { messageId }: Numbered) => numbers.get(client.id)?.has(messageId) === true;
  return {
    async incomingStorePacket(client: Named, packet: Numbered) {
      if (has(client, packet)) return;
      if (total >= mostHalfDone) throw new Error('too many messages at QoS 2 are half done');
      const mine = numbers.get(client.id) ?? new Set();
      numbers.set(client.id, mine.add(packet.messageId));
      total++;
    },
    async incomingGetPacket(client: Named, packet: Numbered) {
      if (!has(client, packet)) throw new Error('no such packet');
      return packet;
    },
    async incomingDelPacket(client: Named, packet: Numbered) {
      if (!has(client, packet)) throw new Error('no such packet');
      const mine = numbers.get(client.id);
      mine?.delete(packet.messageId);
      if (mine?.size === 0) numbers.delete(client.id);
      total--;
    },
    async cleanIncoming(client: Named) {
      total -= numbers.get(client.id)?.size ?? 0;
      numbers.delete(client.id);
    },
  };
}
