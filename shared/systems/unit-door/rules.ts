/** Doors that are broken, stand open, or are being taken apart. On fire they are meant to stand open. */
import { passRules } from '../passing.ts';
import { alarm, call, equals, look } from '../rules.ts';

export const rules = [
  alarm({
    id: 'forced',
    point: 'door',
    condition: equals('forced'),
    priority: 2,
    name: ['单元门被强行打开', 'Unit door forced'],
    consequence: ['可能有人闯入', 'Someone may have broken in'],
    action: ['查看录像，派保安', 'Watch the clip, send a guard'],
    procedure: [look(60)],
    responseS: 180,
    latching: true,
  }),
  alarm({
    id: 'held',
    point: 'door',
    condition: equals('open'),
    priority: 3,
    delayS: [120, 2],
    suppressedWhen: { point: 'lock', value: 'released' },
    name: ['单元门未关', 'Unit door held open'],
    consequence: ['门禁失效', 'Anyone can walk in'],
    action: ['通知保洁或保安关门', 'Ask a guard to close it'],
    responseS: 900,
  }),
  alarm({
    id: 'tamper',
    point: 'tamper',
    condition: equals(1),
    priority: 2,
    delayS: [0, 0],
    name: ['门禁防拆报警', 'Door station tampered with'],
    consequence: ['门禁可能被破坏', 'The door station may be damaged'],
    action: ['派人查看', 'Send someone to look'],
    procedure: [look(60), call('property', 300, ['致电物业现场查看', 'Have the property office look at it'])],
    responseS: 300,
    latching: true,
  }),
  ...passRules,
];
