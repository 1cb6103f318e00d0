import type { Client } from 'aedes';
import { describe, expect, it } from 'vitest';
import { createPersistence } from './persistence.ts';
import { createRetained } from './retained.ts';

/** What the broker asks of it here. */
interface Store {
  addSubscriptions(client: { id: string }, filters: readonly { topic: string; qos: number }[]): Promise<void>;
  subscriptionsByClient(client: { id: string }): Promise<unknown[]>;
  outgoingEnqueue(sub: { clientId: string }, packet: object): Promise<void>;
  outgoingStream(client: { id: string }): AsyncIterable<{ topic: string }>;
  incomingStorePacket(client: { id: string }, packet: { messageId: number }): Promise<void>;
  incomingGetPacket(client: { id: string }, packet: { messageId: number }): Promise<unknown>;
  incomingDelPacket(client: { id: string }, packet: { messageId: number }): Promise<void>;
  cleanIncoming(client: { id: string }): Promise<void>;
}

function open(here: readonly string[] = []) {
  const dropped: string[] = [];
  const store = createPersistence({
    retained: createRetained(),
    isHere: (id) => here.includes(id),
    holds: (_client: Client, filter) => filter !== 'refused',
    onDropped: (id, what) => dropped.push(`${what} ${id}`),
  }) as Store;
  const queueOf = async (id: string) => {
    const topics: string[] = [];
    for await (const { topic } of store.outgoingStream({ id })) topics.push(topic);
    return topics;
  };
  return { store, dropped, queueOf };
}

describe('sessions', () => {
  it('end with the one that is absent longest, its queue too; who is here keeps its own', async () => {
    const { store, dropped, queueOf } = open(['c0']);
    const filters = [{ topic: 'a/#', qos: 1 }];
    for (let nth = 0; nth < 5000; nth++) await store.addSubscriptions({ id: `c${nth}` }, [...filters]);
    await store.outgoingEnqueue({ clientId: 'c1' }, { topic: 'a/b', payload: 'x', qos: 1 });
    expect([dropped, await queueOf('c1')]).toEqual([[], ['a/b']]);
    await store.addSubscriptions({ id: 'one more' }, [...filters]);
    expect(dropped).toEqual(['session c1']);
    expect(await queueOf('c1')).toEqual([]);
    expect(await store.subscriptionsByClient({ id: 'c1' })).toEqual([]);
    expect(await store.subscriptionsByClient({ id: 'c0' })).toHaveLength(1);
  });

  it('hold what was granted alone, and each packet of filters once', async () => {
    const { store } = open();
    const packet = [
      { topic: 'a', qos: 1 },
      { topic: 'refused', qos: 1 },
      { topic: 'b', qos: 0 },
    ];
    // The broker hands in the packet once for each of its filters.
    await Promise.all([
      store.addSubscriptions({ id: 'c' }, packet),
      store.addSubscriptions({ id: 'c' }, packet),
    ]);
    expect(await store.subscriptionsByClient({ id: 'c' })).toMatchObject([{ topic: 'a' }, { topic: 'b' }]);
  });
});

it('half-done messages at QoS 2 are known until they are released, and are so many at most', async () => {
  const { store } = open();
  const client = { id: 'c' };
  await store.incomingStorePacket(client, { messageId: 7 });
  await store.incomingStorePacket(client, { messageId: 7 });
  expect(await store.incomingGetPacket(client, { messageId: 7 })).toBeDefined();
  await store.incomingDelPacket(client, { messageId: 7 });
  await expect(store.incomingGetPacket(client, { messageId: 7 })).rejects.toThrow('no such packet');
  for (let messageId = 1; messageId <= 20_000; messageId++)
    await store.incomingStorePacket(client, { messageId });
  await expect(store.incomingStorePacket({ id: 'd' }, { messageId: 1 })).rejects.toThrow('half done');
  await store.cleanIncoming(client);
  await store.incomingStorePacket({ id: 'd' }, { messageId: 1 });
});
