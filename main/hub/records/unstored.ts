/** Values that were written but are not committed yet, so that a question sees them as if they were. */
export interface Unstored<T> {
  get(id: string): T | undefined;
  values(): IterableIterator<T>;
  /** Call what it returns once the value is committed; a newer value of the same id outlives that. */
  hold(id: string, value: T): () => void;
}

export function createUnstored<T>(): Unstored<T> {
  const held = new Map<string, T>();
  return {
    get: (id) => held.get(id),
    values: () => held.values(),
    hold(id, value) {
      held.set(id, value);
      return () => {
        if (held.get(id) === value) held.delete(id);
      };
    },
  };
}
