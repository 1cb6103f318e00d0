/**
 * How the embedded broker hands messages to those who listen. Whoever says something does not wait for them: one that
 * reads nothing would stop everybody. Who listens to a topic is remembered, since devices repeat theirs all day.
 */
import { Qlobber } from 'qlobber';

const mostRemembered = 20_000;

interface Said {
  readonly topic: string;
}
type Listener = (said: Said, done: () => void) => void;
type Done = (error?: Error) => void;

/** What aedes asks of its emitter. */
export interface Delivery {
  on(filter: string, listener: Listener, done?: Done): Delivery;
  removeListener(filter: string, listener: Listener, done?: Done): Delivery;
  emit(said: Said, done?: Done): Delivery;
  close(done: Done): void;
}

export function createDelivery(): Delivery {
  const listeners = new Qlobber<Listener>({
    wildcard_one: '+',
    wildcard_some: '#',
    separator: '/',
    match_empty_levels: true,
  });
  const heardBy = new Map<string, readonly Listener[]>();
  let closed = false;

  function changed(done: Done | undefined): Delivery {
    heardBy.clear();
    if (done) setImmediate(done);
    return delivery;
  }

  function listenersOf(topic: string): readonly Listener[] {
    const known = heardBy.get(topic);
    if (known) return known;
    const found = listeners.match(topic);
    if (heardBy.size >= mostRemembered) heardBy.clear();
    heardBy.set(topic, found);
    return found;
  }

  const delivery: Delivery = {
    on(filter, listener, done) {
      listeners.add(filter, listener);
      return changed(done);
    },
    removeListener(filter, listener, done) {
      listeners.remove(filter, listener);
      return changed(done);
    },
    emit(said, done) {
      if (closed) done?.(new Error('the broker is closed'));
      else {
        for (const listener of listenersOf(said.topic)) listener(said, arrived);
        done?.();
      }
      return delivery;
    },
    close(done) {
      closed = true;
      setImmediate(done);
    },
  };
  return delivery;
}

function arrived(): void {}
