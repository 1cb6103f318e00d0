/** A car in the lane is a nuisance for three minutes, then an obstacle, and in a fire a danger to life. */
import { above, alarm, call, equals, look, order } from '../rules.ts';

const speak = order('fire-lane', 'speak', ['喊话驱离', 'Tell the driver over the loudspeaker'], 60);
const owner = call('property', 300, ['致电物业联系车主', 'Have the property office call the owner']);

export const rules = [
  alarm({
    id: 'overdue',
    point: 'occupied',
    condition: above(180, 60),
    priority: 2,
    delayS: [0, 10],
    name: ['消防车道占用超时', 'Fire lane blocked too long'],
    consequence: ['消防车无法通行', 'Fire engines cannot pass'],
    action: ['喊话，联系车主，必要时拖移', 'Speak, call the owner, have it towed where needed'],
    procedure: [look(60, ['查看抓拍，记录车牌', 'Look at the picture, note the plate']), speak, owner],
    responseS: 300,
  }),
  alarm({
    id: 'during-fire',
    point: 'lane',
    condition: equals('blocked-in-fire'),
    priority: 1,
    delayS: [0, 5],
    name: ['火警时消防车道被占', 'Fire lane blocked during a fire'],
    consequence: ['救援被延误', 'The rescue is delayed'],
    action: [
      '立即喊话清道，派人疏导，告知 119 改道',
      'Clear it at once, send somebody, tell 119 another way in',
    ],
    procedure: [speak, owner, call('119', 60, ['告知 119 改走其他入口', 'Tell 119 which other way is free'])],
    responseS: 30,
    incident: 'fire',
  }),
];
