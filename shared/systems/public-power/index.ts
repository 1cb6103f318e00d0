/** What a building’s lifts, pumps and stair lights draw, and whether its phases share it fairly. */
import { command, faultsOf } from '../acting.ts';
import { coming, darkness, grown, once, wander } from '../dailyLife.ts';
import type { SystemDeclaration } from '../declaration.ts';
import { amount, choice, measure, register } from '../points.ts';
import { above, alarm, call } from '../rules.ts';

const rules = [
  alarm({
    id: 'overload',
    point: 'power',
    condition: above(60, 5),
    priority: 2,
    delayS: [30, 60],
    name: ['公共用电过载', 'Common supply overloaded'],
    consequence: ['可能跳闸，电梯与应急照明失电', 'It may trip; lifts and emergency lights lose power'],
    action: ['卸除非必要负荷，派电工检查', 'Shed what is not needed, send an electrician'],
    procedure: [call('property', 600, ['致电物业联系电工', 'Have the property office call an electrician'])],
    responseS: 900,
  }),
];

const evenPower = 14;

export const publicPower: SystemDeclaration = {
  id: 'public-power',
  name: { zh: '公共用电', en: 'Common power' },
  short: { zh: '公共用电', en: 'Common power' },
  group: 'energy',
  intervalS: 120,
  headline: ['power', 'powerFactor', 'unbalance'],
  points: [
    measure('power', ['功率', 'Power'], 'kW', [0, 10_000], 1),
    register('energy', ['累计用电', 'Energy'], 'kWh', 1_000_000_000, 1),
    amount('powerFactor', ['功率因数', 'Power factor'], [0, 1], 2),
    measure('unbalance', ['三相不平衡', 'Unbalance'], '%', [0, 100], 1),
    choice('shed', ['非必要负荷', 'Load not needed'], { on: ['接入', 'On'], off: ['已卸除', 'Shed'] }),
  ],
  rules,
  commands: [
    command(
      'shed',
      ['卸除非必要负荷', 'Shed load'],
      { shed: 'off', power: evenPower },
      {
        confirm: ['景观照明、公共插座将断电', 'Garden lights and common sockets lose their power'],
      },
    ),
    command('restore', ['恢复负荷', 'Restore load'], { shed: 'on' }),
  ],
  figures: [
    {
      id: 'common-power',
      name: { zh: '公共用电功率', en: 'Common power' },
      value: [{ of: 'sum', point: 'power' }],
      unit: 'kW',
      decimals: 0,
      rank: 105,
    },
  ],
  charts: [
    { id: 'power', name: { zh: '功率', en: 'Power' }, points: ['power'] },
    { id: 'energy', name: { zh: '累计用电', en: 'Energy' }, points: ['energy'] },
    { id: 'unbalance', name: { zh: '三相不平衡', en: 'Unbalance' }, points: ['unbalance'] },
  ],
  simulate: {
    everyS: 60,
    step: (context) => {
      const mean = 6 + coming(context.hour) * 12 + darkness(context.hour) * 5;
      const power = wander(context, 'power', context.last['shed'] === 'off' ? mean / 2 : mean, 4, 1, [1, 40]);
      return {
        power,
        energy: grown(context, 'energy', power, 90_000),
        powerFactor: wander(context, 'powerFactor', 0.92, 0.04, 2, [0.8, 1]),
        unbalance: wander(context, 'unbalance', 9, 5, 1, [0, 30]),
        ...once(context, { shed: 'on' }),
      };
    },
    faults: faultsOf(rules, {
      overload: { says: { power: 74 }, over: { power: evenPower, shed: 'on' }, command: 'shed' },
    }),
  },
};
