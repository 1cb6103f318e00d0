/** A quiet sensor is not a normal sensor: the alarms every system shares. */
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
  gateway: {
    ...shared,
    id: 'device-health-gateway',
    condition: { kind: 'equals', value: 1 },
    priority: 2,
    name: { zh: '网关失联', en: 'Gateway down' },
    consequence: { zh: '经它通信的设备全部失去监测', en: 'Nothing behind it is watched any more' },
    action: { zh: '检查网关供电与网络，派单', en: 'Check the gateway’s power and network, send maintenance' },
    responseS: 1800,
  },
  /** Detectors of fire or gas speak through it. */
  fireGateway: {
    ...shared,
    id: 'device-health-gateway-fire',
    condition: { kind: 'equals', value: 1 },
    priority: 1,
    name: { zh: '消防设备网关失联', en: 'Gateway of fire devices down' },
    consequence: {
      zh: '经它通信的烟感、燃气等探测器不再报警',
      en: 'Detectors of smoke and gas behind it raise no alarm any more',
    },
    action: {
      zh: '立即派人巡查所辖楼栋，抢修网关',
      en: 'Send people to walk the buildings it serves; have the gateway repaired at once',
    },
    shelvable: false,
    responseS: 120,
  },
} as const satisfies Record<string, AlarmRule>;
