/** Which filters each client of the embedded broker was granted, so many and no more. */
import type { Client } from 'aedes';

const mostOfOne = 10_000;
const mostOfAll = 100_000;

export interface Subscriptions {
  /** False where there are too many. */
  grant(client: Client, filter: string): boolean;
  holds(client: Client, filter: string): boolean;
  release(client: Client, filters: readonly string[]): void;
  leave(client: Client): void;
}

export function createSubscriptions(): Subscriptions {
  const granted = new Map<Client, Set<string>>();
  let total = 0;
  return {
    grant(client, filter) {
      const mine = granted.get(client) ?? new Set();
      if (mine.has(filter)) return true;
      if (mine.size >= mostOfOne || total >= mostOfAll) return false;
      granted.set(client, mine.add(filter));
      total++;
      return true;
    },
    holds: (client, filter) => granted.get(client)?.has(filter) === true,
    release(client, filters) {
      const mine = granted.get(client);
      for (const filter of filters) if (mine?.delete(filter)) total--;
    },
    leave(client) {
      total -= granted.get(client)?.size ?? 0;
      granted.delete(client);
    },
  };
}
