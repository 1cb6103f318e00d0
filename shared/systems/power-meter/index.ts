/** Meters of homes: energy, voltage, power, and the seal. */
import { faultsOf } from '../acting.ts';
import { grown, homeActivity, once, wander } from '../dailyLife.ts';
import type { SystemDeclaration } from '../declaration.ts';
import { flag, measure, register } from '../points.ts';
import { alarm, equals } from '../rules.ts';

const rules = [
  alarm({
    id: 'tamper',
    point: 'tamper',
    condition: equals(1),
    priority: 3,
    delayS: [0, 5],
    name: ['电表被拆动', 'Power meter tampered with'],
    consequence: ['可能窃电，有触电与起火危险', 'Current may be stolen; shock or fire possible'],
    action: ['派电工查看，不自行拆表', 'Send an electrician; nobody else opens it'],
  }),
];

export const powerMeter: SystemDeclaration = {
  id: 'power-meter',
  name: { zh: '智能电表', en: 'Power meters' },
  short: { zh: '电表', en: 'Power' },
  group: 'energy',
  intervalS: 900,
  headline: ['power', 'energy', 'voltage'],
  points: [
    register('energy', ['累计用电', 'Energy'], 'kWh', 100_000_000, 1),
    measure('voltage', ['电压', 'Voltage'], 'V', [0, 500]),
    measure('power', ['功率', 'Power'], 'kW', [0, 1000], 2),
    flag('tamper', ['拆动', 'Tampered']),
  ],
  rules,
  figures: [
    {
      id: 'homes-power',
      name: { zh: '户表功率', en: 'Power of metered homes' },
      value: [{ of: 'sum', point: 'power' }],
      unit: 'kW',
      decimals: 1,
      rank: 114,
    },
  ],
  charts: [
    { id: 'power', name: { zh: '功率', en: 'Power' }, points: ['power'] },
    { id: 'energy', name: { zh: '累计用电', en: 'Energy' }, points: ['energy'] },
    { id: 'voltage', name: { zh: '电压', en: 'Voltage' }, points: ['voltage'] },
  ],
  simulate: {
    everyS: 600,
    step: (context) => {
      const power = wander(context, 'power', 0.12 + homeActivity(context.hour) * 1.1, 0.5, 2, [0.05, 6]);
      return {
        power,
        voltage: wander(context, 'voltage', 228, 6, 0),
        energy: grown(context, 'energy', power, 20_000),
        ...once(context, { tamper: false }),
      };
    },
    faults: faultsOf(rules, {
      tamper: { says: { tamper: true }, over: { tamper: false }, perYear: 0.5, lastsS: 1800 },
    }),
  },
};
