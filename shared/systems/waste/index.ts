/** Bins of the sorting point: how full, how heavy, how warm, how well sorted. */
import { command, faultsOf } from '../acting.ts';
import { homeActivity, lastNumber, once, ownShare, rounded, wander } from '../dailyLife.ts';
import type { SystemDeclaration } from '../declaration.ts';
import { choice, measure } from '../points.ts';
import { above, alarm, call, look, order } from '../rules.ts';

const rules = [
  alarm({
    id: 'fire',
    point: 'temperature',
    condition: above(70, 15),
    priority: 1,
    delayS: [0, 30],
    name: ['垃圾桶起火', 'Bin on fire'],
    consequence: ['火势可能蔓延到亭棚与车辆', 'It may spread to the shelter and to cars'],
    action: ['派人带灭火器到场，火大拨打 119', 'Send somebody with an extinguisher; call 119 if it grows'],
    procedure: [
      look(60),
      call('property', 90, ['致电物业带灭火器到场', 'Have the property office come with an extinguisher']),
      order('waste', 'spray', ['启动喷淋', 'Start the sprinkler'], 120),
      call('119'),
    ],
    incident: 'fire',
  }),
  alarm({
    id: 'full',
    point: 'fill',
    condition: above(90, 30),
    priority: 4,
    delayS: [60, 60],
    name: ['垃圾桶已满', 'Bin full'],
    consequence: ['垃圾外溢', 'Rubbish spills over'],
    action: ['通知清运', 'Have it emptied'],
    responseS: 7200,
  }),
];

export const waste: SystemDeclaration = {
  id: 'waste',
  name: { zh: '垃圾分类', en: 'Waste sorting' },
  short: { zh: '垃圾分类', en: 'Waste' },
  group: 'environment',
  role: 'waste',
  intervalS: 300,
  headline: ['fill', 'weight', 'correct'],
  points: [
    measure('fill', ['满溢度', 'Fill'], '%', [0, 100]),
    measure('weight', ['重量', 'Weight'], 'kg', [0, 5000], 1),
    measure('temperature', ['温度', 'Temperature'], '°C', [-40, 400]),
    measure('correct', ['分类正确率', 'Sorted correctly'], '%', [0, 100]),
    choice('spray', ['喷淋', 'Sprinkler'], { off: ['关闭', 'Off'], on: ['开启', 'On'] }),
  ],
  rules,
  commands: [
    command('spray', ['启动喷淋', 'Start the sprinkler'], { spray: 'on' }),
    command('stop-spray', ['停止喷淋', 'Stop the sprinkler'], { spray: 'off' }),
    command('collect', ['通知清运', 'Have it emptied'], { fill: 0, weight: 0 }, { timeoutS: 30 }),
  ],
  figures: [
    {
      id: 'sorted-correctly',
      name: { zh: '分类正确率', en: 'Sorted correctly' },
      value: [{ of: 'mean', point: 'correct' }],
      unit: '%',
      decimals: 0,
      rank: 128,
    },
  ],
  highlight: [{ paints: 'zone', from: 2 }],
  charts: [
    { id: 'fill', name: { zh: '满溢度', en: 'Fill' }, points: ['fill'] },
    { id: 'weight', name: { zh: '重量', en: 'Weight' }, points: ['weight'] },
    { id: 'temperature', name: { zh: '温度', en: 'Temperature' }, points: ['temperature'] },
    { id: 'correct', name: { zh: '分类正确率', en: 'Sorted correctly' }, points: ['correct'] },
  ],
  simulate: {
    everyS: 120,
    step: (context) => {
      const { hour, elapsedS } = context;
      const before = lastNumber(context, 'fill', 10 + ownShare(context) * 30);
      // Emptied at five in the morning and at one, and whenever it is nearly full.
      const isEmptied = (hour * 3600) % (8 * 3600) < elapsedS || before > 84;
      const fill = isEmptied ? 2 : Math.min(88, before + (homeActivity(hour) * 5.5 * elapsedS) / 3600);
      return {
        fill: rounded(fill, 3),
        weight: rounded(fill * 1.6, 1),
        temperature: wander(context, 'temperature', 22, 6, 0, [-10, 45]),
        correct: wander(context, 'correct', 88, 6, 0, [60, 100]),
        ...once(context, { spray: 'off' }),
      };
    },
    faults: faultsOf(rules, {
      fire: { says: { temperature: 160 }, over: { temperature: 26, spray: 'off' }, command: 'spray' },
      full: {
        says: { fill: 96, weight: 150 },
        over: { fill: 2, weight: 3 },
        command: 'collect',
        perYear: 40,
      },
    }),
  },
};
