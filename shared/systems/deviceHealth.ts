/** A quiet sensor is not a normal sensor: the two alarms every system shares. */
import type { AlarmRule } from './declaration.ts';

const shared = {
  onDelayMs: 0,
  offDelayMs: 0,
  procedure: [],
  latching: false,
  shelvable: true,
} as const;

export const deviceHealthRules = {
  single: {
    ...shared,
    id: 'device-health',
    condition: { kind: 'equals', value: 1 },
    priority: 3,
    name: { zh: '设备失联', en: 'Device silent' },
    consequence: {
      zh: '显示的是最后一次读数，不代表现状',
      en: 'What is shown is its last reading, not the present',
    },
    action: { zh: '检查供电与通信，派单', en: 'Check power and network, send maintenance' },
    responseS: 14_400,
  },
  group: {
    ...shared,
    id: 'device-health-group',
    condition: { kind: 'equals', value: 1 },
    priority: 2,
    name: { zh: '整组设备失联', en: 'Group of devices silent' },
    consequence: { zh: '该系统大面积失去监测', en: 'Most of this system is no longer watched' },
    action: { zh: '检查网关与消息服务', en: 'Check the gateway and the broker' },
    responseS: 1800,
  },
} as const satisfies Record<string, AlarmRule>;
