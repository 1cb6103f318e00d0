/** The connection to an outer broker as an alert on the screen and a line in the log. */
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
