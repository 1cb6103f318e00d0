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
      message: {
        zh: '消息服务连接中断，设备读数停止更新',
        en: 'The broker is out of reach; readings have stopped',
      },
      tip: { zh: '正在自动重连；检查消息服务', en: 'Reconnecting by itself; check the broker' },
    });
  };
}
