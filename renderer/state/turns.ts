/**
 * A browser opens six connections to a hub and no more: streams that never end would leave none for anything else. So a
 * few pictures stream; where more are watched they take turns, a picture each.
 */
export interface Turns {
  /** Resolves when it is this one's turn; null where it gave up before. */
  take(signal: AbortSignal): Promise<Turn | null>;
}

export interface Turn {
  /** Somebody else waits for a turn. */
  readonly isWanted: () => boolean;
  end(): void;
}

export function createTurns(atOnce: number): Turns {
  let free = atOnce;
  const queue: (() => void)[] = [];

  function turn(): Turn {
    let ended = false;
    return {
      isWanted: () => queue.length > 0,
      end() {
        if (ended) return;
        ended = true;
        const next = queue.shift();
        if (next) next();
        else free++;
      },
    };
  }

  return {
    take(signal) {
      if (signal.aborted) return Promise.resolve(null);
      if (free > 0) {
        free--;
        return Promise.resolve(turn());
      }
      return new Promise((resolve) => {
        const go = () => {
          signal.removeEventListener('abort', leave);
          resolve(turn());
        };
        const leave = () => {
          queue.splice(queue.indexOf(go), 1);
          resolve(null);
        };
        queue.push(go);
        signal.addEventListener('abort', leave, { once: true });
      });
    },
  };
}
