/** Meters of homes and mains with a valve: a burst runs hard, a leak runs softly when everybody sleeps. */
import { command, faultsOf } from '../acting.ts';
import { grown, homeActivity, once, rounded } from '../dailyLife.ts';
import type { SystemDeclaration } from '../declaration.ts';
import { choice, flag, measure, register } from '../points.ts';
import { above, alarm, call, equals, order } from '../rules.ts';

const close = order('water-valve', 'close', ['远程关闭水阀', 'Close the valve'], 300);
const household = call('household', 300, ['致电住户核实', 'Ask the household']);

const rules = [
  alarm({
    id: 'burst',
    point: 'flow',
    condition: above(1500, 300),
    priority: 2,
    delayS: [300, 30],
    name: ['疑似爆管', 'Probable burst pipe'],
    consequence: ['室内或楼下被淹', 'The home or the one below is flooded'],
    action: ['致电住户，关闭水阀', 'Call the household, close the valve'],
    procedure: [household, close],
  }),
  alarm({
    id: 'night-flow',
    point: 'flow',
    condition: above(20, 10),
    priority: 2,
    delayS: [1800, 30],
    hours: [1, 5],
    name: ['夜间持续流水', 'Water runs all night'],
    consequence: ['可能漏水或有人未关水', 'A leak, or somebody left it running'],
    action: [
      '白天核实；疑有险情立即致电住户',
      'Ask in the morning; call at once if somebody may be in danger',
    ],
    procedure: [household, close],
    responseS: 3600,
  }),
  alarm({
    id: 'tamper',
    point: 'tamper',
    condition: equals(1),
    priority: 3,
    delayS: [0, 5],
    name: ['水表被拆动', 'Water meter tampered with'],
    consequence: ['计量不再可信', 'What it counts cannot be trusted'],
    action: ['派人查看并封表', 'Send someone to look and seal it'],
  }),
];

export const waterMeter: SystemDeclaration = {
  id: 'water-meter',
  name: { zh: '智能水表', en: 'Water meters' },
  short: { zh: '水表', en: 'Water' },
  group: 'energy',
  role: 'water-valve',
  intervalS: 900,
  headline: ['flow', 'total', 'valve'],
  points: [
    register('total', ['累计用水', 'Total'], 'm³', 10_000_000, 2),
    measure('flow', ['流量', 'Flow'], 'L/h', [0, 100_000]),
    choice('valve', ['水阀', 'Valve'], { open: ['开启', 'Open'], closed: ['关闭', 'Closed'] }),
    flag('tamper', ['拆动', 'Tampered']),
  ],
  rules,
  commands: [
    command(
      'close',
      ['关闭水阀', 'Close the valve'],
      { valve: 'closed', flow: 0 },
      {
        confirm: ['该户将停水', 'This home will have no water'],
        timeoutS: 30,
      },
    ),
    command(
      'open',
      ['打开水阀', 'Open the valve'],
      { valve: 'open' },
      {
        confirm: ['确认室内无漏水、有人在家', 'Make sure that nothing leaks and somebody is at home'],
        timeoutS: 30,
      },
    ),
  ],
  figures: [
    {
      id: 'water-flow',
      name: { zh: '当前用水', en: 'Water now' },
      value: [{ of: 'sum', point: 'flow' }],
      unit: 'L/h',
      decimals: 0,
      rank: 112,
    },
  ],
  highlight: [{ paints: 'home', from: 2 }],
  charts: [
    { id: 'flow', name: { zh: '流量', en: 'Flow' }, points: ['flow'], steps: true },
    { id: 'total', name: { zh: '累计用水', en: 'Total' }, points: ['total'] },
  ],
  simulate: {
    everyS: 600,
    step: (context) => {
      const { hour, last, random } = context;
      const runs = last['valve'] !== 'closed' && random() < homeActivity(hour) * 0.5;
      const flow = runs && !(hour >= 1 && hour < 5) ? Math.round(20 + random() * 180) : 0;
      const total = rounded(grown(context, 'total', flow / 1000, 900), 4);
      if (flow === last['flow'] && total === last['total']) return null;
      return { flow, total, ...once(context, { valve: 'open', tamper: false }) };
    },
    faults: faultsOf(rules, {
      burst: { says: { flow: 2600 }, over: { flow: 0, valve: 'open' }, command: 'close', lastsS: 1200 },
      'night-flow': { says: { flow: 60 }, over: { flow: 0, valve: 'open' }, command: 'close', lastsS: 7200 },
      tamper: { says: { tamper: true }, over: { tamper: false }, perYear: 0.5, lastsS: 1800 },
    }),
  },
};
