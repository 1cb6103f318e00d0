/** Barriers that hit, stick, or let in whom they should not. */
import { passRules } from '../passing.ts';
import { alarm, call, equals, look } from '../rules.ts';

const seen = { condition: equals(1), delayS: [0, 3] } as const;

export const rules = [
  alarm({
    ...seen,
    id: 'crush',
    point: 'crush',
    priority: 2,
    name: ['道闸防砸触发', 'Barrier hit something'],
    consequence: ['可能砸到人或车', 'A person or car may have been hit'],
    action: ['抬杆，查看现场', 'Raise the arm, look at the scene'],
    procedure: [look(60)],
    responseS: 60,
    latching: true,
  }),
  alarm({
    ...seen,
    id: 'blocklist',
    point: 'blocklist',
    priority: 2,
    name: ['黑名单车辆', 'Blocklisted car at the gate'],
    consequence: ['被禁止的车辆在门口', 'A car that is not admitted stands at the gate'],
    action: ['核对车牌，暂不抬杆，通知保安', 'Check the plate, keep the arm down, call a guard'],
    procedure: [
      look(30, ['核对画面与车牌', 'Compare picture and plate']),
      call('property', 60, ['致电物业到门口处置', 'Call the property office to the gate']),
    ],
    responseS: 60,
  }),
  alarm({
    ...seen,
    id: 'tailgating',
    point: 'tailgating',
    priority: 3,
    name: ['跟车闯入', 'Tailgating'],
    consequence: ['未经识别的车辆进入', 'A car has entered without being recognised'],
    action: ['查看抓拍，补录或追查', 'Look at the picture, record the car or trace it'],
    responseS: 600,
  }),
  alarm({
    id: 'arm-fault',
    point: 'arm',
    condition: equals('fault'),
    priority: 3,
    delayS: [5, 5],
    name: ['道闸故障', 'Barrier fault'],
    consequence: ['车辆无法进出', 'Cars cannot pass'],
    action: ['人工抬杆并报修', 'Raise by hand and call maintenance'],
    responseS: 900,
  }),
  ...passRules,
];
