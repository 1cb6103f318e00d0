/**
 * Whether anybody still waits for an answer. While somebody scrubs, each instant replaces the one before: the older
 * question is withdrawn, so that history works on what will be shown. A screen that is gone withdraws all of its own.
 */
export interface Waiting {
  /** Aborted when the screen is gone. */
  readonly gone: AbortSignal;
  /** Aborted by the next call of the same name, and when the screen is gone. */
  newest(name: string): AbortSignal;
}

export function createWaiting(): Waiting & { end(): void } {
  const all = new AbortController();
  const newest = new Map<string, AbortController>();
  return {
    gone: all.signal,
    newest(name) {
      newest.get(name)?.abort();
      const controller = new AbortController();
      newest.set(name, controller);
      if (all.signal.aborted) controller.abort();
      return controller.signal;
    },
    end() {
      all.abort();
      for (const controller of newest.values()) controller.abort();
      newest.clear();
    },
  };
}
