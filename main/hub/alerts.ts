/** Standing faults of the product itself, added and removed by id, so that a screen can always show what is wrong. */
import type { Alert } from '#shared/protocol/records.ts';

export interface Alerts {
  raise(alert: Omit<Alert, 'sinceMs'>): void;
  clear(id: string): void;
  standing(): Alert[];
  onChange(listener: (alert: Alert, standing: boolean) => void): void;
}

export function createAlerts(now: () => number): Alerts {
  const standing = new Map<string, Alert>();
  const listeners: ((alert: Alert, standing: boolean) => void)[] = [];
  return {
    raise(alert) {
      if (standing.has(alert.id)) return;
      const raised = { ...alert, sinceMs: now() };
      standing.set(alert.id, raised);
      for (const listener of listeners) listener(raised, true);
    },
    clear(id) {
      const alert = standing.get(id);
      if (!alert) return;
      standing.delete(id);
      for (const listener of listeners) listener(alert, false);
    },
    standing: () => [...standing.values()],
    onChange: (listener) => void listeners.push(listener),
  };
}
