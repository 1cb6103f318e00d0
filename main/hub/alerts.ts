/** Standing faults of the product itself, added and removed by id, so that a screen can always show what is wrong. */
import type { Alert } from '#shared/protocol/records.ts';
import type { Fault } from '#shared/protocol/result.ts';

export interface Alerts {
  raise(alert: Omit<Alert, 'sinceMs'>): void;
  clear(id: string): void;
  standing(): Alert[];
  onChange(listener: (alert: Alert, standing: boolean) => void): void;
}

/** Words of a standing fault that change, as a count does, are told so often. */
const newsEveryMs = 1000;

export function createAlerts(now: () => number): Alerts {
  const standing = new Map<string, Alert>();
  const toldMs = new Map<string, number>();
  const listeners: ((alert: Alert, standing: boolean) => void)[] = [];
  return {
    raise(alert) {
      const before = standing.get(alert.id);
      if (before && sameFault(before, alert)) return;
      const raised = { ...alert, sinceMs: before?.sinceMs ?? now() };
      standing.set(alert.id, raised);
      if (before && now() - (toldMs.get(alert.id) ?? 0) < newsEveryMs) return;
      toldMs.set(alert.id, now());
      for (const listener of listeners) listener(raised, true);
    },
    clear(id) {
      const alert = standing.get(id);
      if (!alert) return;
      standing.delete(id);
      toldMs.delete(id);
      for (const listener of listeners) listener(alert, false);
    },
    standing: () => [...standing.values()],
    onChange: (listener) => void listeners.push(listener),
  };
}

function sameFault(one: Fault, other: Fault): boolean {
  return one.code === other.code && JSON.stringify(one.params) === JSON.stringify(other.params);
}
