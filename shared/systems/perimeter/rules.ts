/** Somebody climbs, somebody cuts, or the fence no longer guards. A disarmed zone asks for nothing. */
import { alarm, below, call, equals, lightUp, look } from '../rules.ts';

const disarmed = { point: 'mode', value: 'disarmed' } as const;
const intrusion = [
  look(30, ['查看防区画面，跟踪去向', 'Look through the zone’s cameras, follow where they go']),
  lightUp(),
  call('property', 120, ['致电物业沿防区巡查', 'Call the property office to patrol along the zone']),
];

export const rules = [
  alarm({
    id: 'climb',
    point: 'zone',
    condition: equals('climb'),
    priority: 2,
    delayS: [0, 10],
    suppressedWhen: disarmed,
    name: ['周界翻越', 'Fence climbed'],
    consequence: ['有人正在翻越围栏', 'Someone is climbing the fence'],
    action: ['弹出画面，喊话，派人巡查', 'Open the picture, speak to them, send a patrol'],
    procedure: intrusion,
    responseS: 120,
    latching: true,
  }),
  alarm({
    id: 'line-cross',
    point: 'crossing',
    condition: equals(1),
    priority: 2,
    delayS: [0, 10],
    suppressedWhen: disarmed,
    name: ['越线入侵', 'Line crossed'],
    consequence: ['有人或物越过警戒线', 'Someone or something has crossed the line'],
    action: ['核对画面，排除动物与枝叶', 'Check the picture; rule out animals and branches'],
    procedure: intrusion,
    responseS: 120,
  }),
  alarm({
    id: 'cut',
    point: 'zone',
    condition: equals('cut'),
    priority: 2,
    delayS: [0, 10],
    name: ['围栏断线', 'Fence cut'],
    consequence: ['围栏可能被剪断，该段失去防护', 'The fence may have been cut; this stretch is open'],
    action: ['查看画面，派人巡查并修复', 'Look at the picture, send a patrol, have it mended'],
    procedure: intrusion,
    responseS: 180,
    latching: true,
  }),
  alarm({
    id: 'weak-pulse',
    point: 'pulse',
    condition: below(5, 0.5),
    priority: 3,
    delayS: [30, 10],
    suppressedWhen: disarmed,
    name: ['围栏脉冲电压低', 'Fence pulse too weak'],
    consequence: ['威慑与探测能力下降', 'It neither deters nor detects as it should'],
    action: ['检查接地与树枝搭接', 'Check the earth and branches on the wire'],
  }),
  alarm({
    id: 'fault',
    point: 'zone',
    condition: equals('fault'),
    priority: 3,
    delayS: [10, 10],
    name: ['防区故障', 'Zone fault'],
    consequence: ['该段周界失去监测', 'This stretch of the fence is no longer watched'],
    action: ['派单检修，期间加派巡逻', 'Send maintenance, patrol meanwhile'],
  }),
];
