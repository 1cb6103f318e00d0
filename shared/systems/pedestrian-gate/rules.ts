/** Gates that are forced, stand open, let in whom they should not, or have fallen silent. */
import { passRules } from '../passing.ts';
import { alarm, call, equals, look, order } from '../rules.ts';

export const rules = [
  alarm({
    id: 'forced',
    point: 'door',
    condition: equals('forced'),
    priority: 2,
    name: ['闸机被强行通过', 'Gate forced'],
    consequence: ['有人未经核验进入', 'Someone has come in unchecked'],
    action: ['查看录像，派保安核实', 'Watch the clip, send a guard'],
    procedure: [
      look(60),
      call('property', 180, ['致电物业到场核实', 'Call the property office to check on the spot']),
    ],
    responseS: 180,
    latching: true,
  }),
  alarm({
    id: 'held',
    point: 'door',
    condition: equals('open'),
    priority: 3,
    delayS: [30, 2],
    suppressedWhen: { point: 'mode', value: 'released' },
    name: ['闸机未关超过 30 秒', 'Gate held open over 30 s'],
    consequence: ['任何人都能进入', 'Anyone can walk in'],
    action: ['喊话或远程关门', 'Speak to them or close it from here'],
    responseS: 900,
  }),
  alarm({
    id: 'blocklist',
    point: 'blocklist',
    condition: equals(1),
    priority: 2,
    delayS: [0, 3],
    name: ['黑名单凭证刷卡', 'Blocklisted credential'],
    consequence: ['被禁止的凭证在门口使用', 'A credential that is not admitted is used at the gate'],
    action: ['暂不开门，查看录像，通知保安', 'Keep it shut, watch the clip, call a guard'],
    procedure: [look(60)],
    responseS: 120,
  }),
  alarm({
    id: 'offline',
    point: 'online',
    condition: equals(0),
    priority: 2,
    delayS: [30, 10],
    name: ['闸机离线', 'Gate offline'],
    consequence: ['通行不再被核验和记录', 'Passes are no longer checked nor recorded'],
    action: ['派人值守入口，检查供电与网络', 'Post somebody at the entrance, check power and network'],
    procedure: [
      order('pedestrian-gate', 'restart', ['远程重启闸机', 'Restart the gate from here'], 300),
      call('property', 600, ['致电物业值守入口', 'Have the property office watch the entrance']),
    ],
    responseS: 900,
  }),
  ...passRules,
];
