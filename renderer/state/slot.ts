/** A place for what a component brings while it is mounted. */
export interface Slot<T> {
  current(): T | null;
  mount(thing: T | null): void;
  /** Told when something is mounted or gone. */
  subscribe(listener: () => void): () => void;
}

export function createSlot<T>(): Slot<T> {
  let mounted: T | null = null;
  const listeners = new Set<() => void>();
  return {
    current: () => mounted,
    mount(thing) {
      mounted = thing;
      for (const listener of listeners) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
