/**
 * The hub's time, milliseconds since 1970. It stands still while one deed is done: what a deed changes and what is written
 * down of it bear the same instant, so that replay, led to the one, shows the other.
 */
export interface HubClock {
  readonly now: () => number;
  /** Whatever asks for the time while `act` runs is told the instant it began. `act` must not wait for anything. */
  readonly atOneInstant: <T>(act: () => T) => T;
}

export function createHubClock(machineMs: () => number = () => Date.now()): HubClock {
  let heldMs: number | null = null;
  return {
    now: () => heldMs ?? machineMs(),
    atOneInstant(act) {
      if (heldMs !== null) return act();
      heldMs = machineMs();
      try {
        return act();
      } finally {
        heldMs = null;
      }
    },
  };
}
