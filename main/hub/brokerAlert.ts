/** The connection to an outer broker as an alert on the screen and a line in the log; each broker has its own. */
import { fault } from '#shared/protocol/result.ts';
import { withoutLogin } from '#shared/protocol/url.ts';
import type { Alerts } from './alerts.ts';

/** Takes each change of the connection. */
export function createBrokerAlert(alerts: Alerts, isOuter: boolean): (connected: boolean) => void {
  let wasConnected: boolean | null = null;
  return (connected) => {
    if (isOuter && connected !== wasConnected)
      process.stdout.write(`Broker ${connected ? 'connected' : 'out of reach; trying again'}\n`);
    wasConnected = connected;
    if (connected) return alerts.clear('broker');
    alerts.raise({
      id: 'broker',
      severity: 'error',
      code: 'broker-lost',
    });
  };
}

/** Of brokers beside the first, by their ids. */
export function createSourceAlerts(alerts: Alerts) {
  const known = new Map<string, boolean>();
  return (connected: boolean, { id, url }: { readonly id: string; readonly url: string | null }): void => {
    if (known.get(id) !== connected)
      process.stdout.write(`Broker ${id} ${connected ? 'connected' : 'out of reach; trying again'}\n`);
    known.set(id, connected);
    if (connected) return alerts.clear(`broker:${id}`);
    alerts.raise({
      id: `broker:${id}`,
      severity: 'error',
      ...fault('source-lost', { source: id, url: withoutLogin(url ?? '') }),
    });
  };
}
