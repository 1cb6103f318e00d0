/**
 * How the sensing itself is: a device for each group of devices, reckoned by the hub, never simulated. Its two alarms,
 * a silent device and a silent group, are those every system shares (`deviceHealthRules`).
 */
import type { SystemDeclaration } from '../declaration.ts';
import { amount, measure } from '../points.ts';

export const deviceHealth: SystemDeclaration = {
  id: 'device-health',
  name: { zh: '感知设备运行', en: 'Device health' },
  short: { zh: '设备健康', en: 'Health' },
  group: 'governance',
  role: 'sensing',
  intervalS: 120,
  headline: ['online', 'health'],
  points: [
    measure('online', ['在线率', 'Online'], '%', [0, 100], 1),
    amount('health', ['健康度', 'Health'], [0, 100]),
    measure('mttr', ['平均修复时间', 'Time to repair'], 'h', [0, 100_000], 2),
    measure('clockOffset', ['时钟偏差', 'Clock offset'], 's', [-1e9, 1e9], 1),
  ],
  rules: [],
  figures: [
    {
      id: 'devices-online',
      name: { zh: '设备在线率', en: 'Devices online' },
      value: [{ of: 'mean', point: 'online' }],
      unit: '%',
      decimals: 1,
      loud: { below: 95 },
      rank: 58,
    },
  ],
  charts: [
    { id: 'online', name: { zh: '在线率', en: 'Online' }, points: ['online'] },
    { id: 'mttr', name: { zh: '平均修复时间', en: 'Time to repair' }, points: ['mttr'] },
    { id: 'clock', name: { zh: '时钟偏差', en: 'Clock offset' }, points: ['clockOffset'] },
  ],
};
