/**
 * Gateways of the NB-IoT and security networks. What hangs on a gateway falls silent with it: where that is fire
 * detection, its failure is a matter of life. Two rules watch the same state, each withheld where the other holds.
 */
import { command, faultsOf } from '../acting.ts';
import { once, ownShare, wander } from '../dailyLife.ts';
import type { SystemDeclaration } from '../declaration.ts';
import { battery, choice, flag, measure } from '../points.ts';
import { alarm, call, equals, lowBattery, order } from '../rules.ts';

const down = { point: 'state', condition: equals('offline'), delayS: [30, 10] } as const;

const rules = [
  alarm({
    ...down,
    id: 'down-fire',
    priority: 1,
    suppressedWhen: { point: 'carriesFire', value: 0 },
    latching: false,
    name: ['消防物联网关中断', 'Fire gateway down'],
    consequence: ['其下烟感、燃气探测不再上报', 'Smoke and gas detectors behind it are no longer heard'],
    action: ['立即派人值守巡查，抢修网关', 'Post a watch at once, repair the gateway'],
    procedure: [
      call('property', 120, ['致电物业现场值守并巡查', 'Have the property office keep watch and patrol']),
      order('gateway', 'restart', ['远程重启网关', 'Restart the gateway from here'], 300),
      { zh: '检查供电与天线', en: 'Check its power and aerial' },
    ],
    responseS: 120,
  }),
  alarm({
    ...down,
    id: 'down',
    priority: 2,
    suppressedWhen: { point: 'carriesFire', value: 1 },
    name: ['物联网关中断', 'Gateway down'],
    consequence: ['其下设备不再上报', 'The devices behind it are no longer heard'],
    action: ['重启网关，检查供电与网络', 'Restart the gateway; check power and network'],
    procedure: [
      order('gateway', 'restart', ['远程重启网关', 'Restart the gateway from here'], 300),
      call('property', 1800, ['致电物业检查供电与网络', 'Have the property office check power and network']),
    ],
    responseS: 1800,
  }),
  lowBattery(['网关备电', 'Gateway']),
];

export const iotNetwork: SystemDeclaration = {
  id: 'iot-network',
  name: { zh: '物联网络', en: 'IoT network' },
  short: { zh: '物联网', en: 'Gateways' },
  group: 'governance',
  role: 'gateway',
  intervalS: 120,
  headline: ['state', 'rsrp', 'battery'],
  points: [
    choice('state', ['状态', 'State'], { online: ['在线', 'Online'], offline: ['中断', 'Down'] }),
    measure('rsrp', ['信号强度', 'Signal (RSRP)'], 'dBm', [-160, -40]),
    battery,
    flag('carriesFire', ['承载消防设备', 'Carries fire devices']),
  ],
  rules,
  commands: [command('restart', ['重启网关', 'Restart'], { state: 'online' }, { timeoutS: 120 })],
  figures: [
    {
      id: 'gateways-online',
      name: { zh: '在线网关', en: 'Gateways online' },
      value: [{ of: 'count', point: 'state', equals: 'online' }],
      outOf: [{ of: 'count', point: 'state' }],
      rank: 57,
    },
  ],
  charts: [
    { id: 'rsrp', name: { zh: '信号强度', en: 'Signal (RSRP)' }, points: ['rsrp'] },
    { id: 'battery', name: { zh: '电量', en: 'Battery' }, points: ['battery'] },
  ],
  simulate: {
    everyS: 120,
    step: (context) => ({
      rsrp: wander(context, 'rsrp', -88 - ownShare(context) * 12, 6, 0, [-125, -70]),
      carriesFire: context.deviceId.includes('fire'),
      ...once(context, { state: 'online', battery: 100 }),
    }),
    faults: faultsOf(rules, {
      'down-fire': {
        says: { state: 'offline', carriesFire: true },
        over: { state: 'online' },
        command: 'restart',
      },
      down: { says: { state: 'offline', carriesFire: false }, over: { state: 'online' }, command: 'restart' },
      'low-battery': { says: { battery: 10 }, over: { battery: 100 }, perYear: 1, lastsS: 3600 },
    }),
  },
};
