/** Rain and foul water in separate wells: levels, flow, and the pumps that keep the ground dry. */
import { command, faultsOf } from '../acting.ts';
import { homeActivity, once, ownShare, wander } from '../dailyLife.ts';
import type { SystemDeclaration } from '../declaration.ts';
import { choice, measure } from '../points.ts';
import { above, alarm, call, look, order } from '../rules.ts';

const rules = [
  alarm({
    id: 'flooding',
    point: 'level',
    condition: above(1.2, 0.2),
    priority: 2,
    delayS: [60, 120],
    name: ['积水内涝', 'Flooding'],
    consequence: ['道路、车位与底层住户被淹', 'Roads, bays and ground-floor homes are flooded'],
    action: ['开泵排水，疏通井口，提醒移车', 'Pump, clear the grate, have cars moved'],
    procedure: [
      look(120),
      order('drainage', 'pump', ['启动排水泵', 'Start the pump'], 180),
      call('property', 300, [
        '致电物业疏通井口、设警示',
        'Have the property office clear the grate and put up signs',
      ]),
      order('broadcast', 'speak', ['广播提醒移车', 'Ask over the loudspeakers to move cars']),
    ],
  }),
];

export const drainage: SystemDeclaration = {
  id: 'drainage',
  name: { zh: '雨污分流·积水', en: 'Drainage' },
  short: { zh: '排水', en: 'Drains' },
  group: 'environment',
  role: 'drainage',
  intervalS: 300,
  headline: ['level', 'flow', 'pump'],
  points: [
    measure('level', ['水位', 'Level'], 'm', [0, 20], 2),
    measure('flow', ['流量', 'Flow'], 'm³/h', [0, 10_000], 1),
    choice('kind', ['管网', 'Network'], { rain: ['雨水', 'Rain'], foul: ['污水', 'Foul water'] }),
    choice('pump', ['排水泵', 'Pump'], { off: ['停止', 'Off'], on: ['运行', 'Running'] }),
  ],
  rules,
  commands: [
    command('pump', ['启动排水泵', 'Start the pump'], { pump: 'on' }, { timeoutS: 10 }),
    command('stop', ['停止排水泵', 'Stop the pump'], { pump: 'off' }, { timeoutS: 10 }),
  ],
  figures: [
    {
      id: 'highest-level',
      name: { zh: '最高积水水位', en: 'Highest water level' },
      value: [{ of: 'max', point: 'level' }],
      unit: 'm',
      decimals: 2,
      loud: { above: 1.2 },
      rank: 52,
    },
  ],
  highlight: [
    { paints: 'zone', from: 2 },
    { paints: 'heat', point: 'level', low: 0.8, high: 2 },
  ],
  charts: [
    { id: 'level', name: { zh: '水位', en: 'Level' }, points: ['level'] },
    { id: 'flow', name: { zh: '流量', en: 'Flow' }, points: ['flow'] },
  ],
  simulate: {
    everyS: 120,
    step: (context) => {
      const isFoul = context.deviceId.includes('foul');
      const use = isFoul ? homeActivity(context.hour) : 0.1;
      return {
        level: wander(context, 'level', 0.25 + use * 0.2 + ownShare(context) * 0.1, 0.1, 2, [0, 0.8]),
        flow: wander(context, 'flow', use * 14, 3, 1, [0, 40]),
        ...once(context, { kind: isFoul ? 'foul' : 'rain', pump: 'off' }),
      };
    },
    faults: faultsOf(rules, {
      flooding: {
        says: { level: 1.6, flow: 60 },
        over: { level: 0.4, flow: 5, pump: 'off' },
        command: 'pump',
        lastsS: 1800,
      },
    }),
  },
};
