/** The connection to an outer broker as an alert on the screen and a line in the log; each broker has its own. */
import { fault, type Fault } from '#shared/protocol/result.ts';
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

interface AlertedSource {
  readonly id: string;
  readonly url: string | null;
  readonly camera?: unknown;
}

/** Of what is listened to beside the first broker, by its id. */
export function createSourceAlerts(alerts: Alerts) {
  const known = new Map<string, boolean>();
  /** Takes each change of its connection. */
  function tell(connected: boolean, { id, url, camera }: AlertedSource): void {
    // A camera that is away is an alarm of its device, as its compound has it.
    if (camera) return;
    if (known.get(id) !== connected)
      process.stdout.write(`Broker ${id} ${connected ? 'connected' : 'out of reach; trying again'}\n`);
    known.set(id, connected);
    if (connected) return alerts.clear(`broker:${id}`);
    alerts.raise({
      id: `broker:${id}`,
      severity: 'error',
      ...fault('source-lost', { source: id, url: withoutLogin(url ?? '') }),
    });
  }

  return {
    tell,
    /** It is off, camera or not, until somebody mends what is wrong with it. */
    unopened: ({ id }: AlertedSource, wrong: Fault) =>
      alerts.raise({ id: `broker:${id}`, severity: 'error', ...wrong }),
    /** It is no source any more. */
    forget({ id }: AlertedSource): void {
      known.delete(id);
      alerts.clear(`broker:${id}`);
    },
  };
}
