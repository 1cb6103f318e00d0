/** Typed listeners; `on` returns the way to stop listening. */
export interface Emitter<Events extends { readonly [K in keyof Events]: (payload: never) => void }> {
  on<K extends keyof Events>(event: K, listener: Events[K]): () => void;
  emit<K extends keyof Events>(event: K, payload: Parameters<Events[K]>[0]): void;
}

export function createEmitter<
  Events extends { readonly [K in keyof Events]: (payload: never) => void },
>(): Emitter<Events> {
  const listeners: { [K in keyof Events]?: Set<Events[K]> } = {};
  return {
    on(event, listener) {
      const set = (listeners[event] ??= new Set());
      set.add(listener);
      return () => set.delete(listener);
    },
    emit(event, payload) {
      for (const listener of listeners[event] ?? []) (listener as (value: typeof payload) => void)(payload);
    },
  };
}
