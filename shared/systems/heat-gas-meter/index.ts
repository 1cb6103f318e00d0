/** A building’s heat and gas as they are metered, and whether the meter finds them plausible. */
import { faultsOf } from '../acting.ts';
import { grown, homeActivity, once, rounded } from '../dailyLife.ts';
import type { SystemDeclaration } from '../declaration.ts';
import { choice, register } from '../points.ts';
import { alarm, call, equals } from '../rules.ts';

const rules = [
  alarm({
    id: 'abnormal',
    point: 'state',
    condition: equals('abnormal'),
    priority: 2,
    delayS: [60, 30],
    name: ['热力·燃气计量异常', 'Heat or gas metering abnormal'],
    consequence: ['可能泄漏或表计失效', 'There may be a leak, or the meter has failed'],
    action: [
      '派人查看管道与表计，必要时联系燃气公司',
      'Have pipe and meter looked at; call the gas company where needed',
    ],
    procedure: [call('property', 600, ['致电物业查看管道', 'Have the property office look at the pipe'])],
    responseS: 900,
  }),
];

export const heatGasMeter: SystemDeclaration = {
  id: 'heat-gas-meter',
  name: { zh: '热力·燃气计量', en: 'Heat and gas meters' },
  short: { zh: '热力燃气', en: 'Heat, gas' },
  group: 'energy',
  intervalS: 900,
  headline: ['gas', 'heat', 'state'],
  points: [
    register('heat', ['累计热量', 'Heat'], 'GJ', 10_000_000, 2),
    register('gas', ['累计燃气', 'Gas'], 'm³', 100_000_000, 1),
    choice('state', ['状态', 'State'], { normal: ['正常', 'Normal'], abnormal: ['异常', 'Abnormal'] }),
  ],
  rules,
  figures: [
    {
      id: 'meters-normal',
      name: { zh: '热力燃气计量正常', en: 'Heat and gas meters normal' },
      value: [{ of: 'count', point: 'state', equals: 'normal' }],
      outOf: [{ of: 'count', point: 'state' }],
      rank: 118,
    },
  ],
  charts: [
    { id: 'gas', name: { zh: '累计燃气', en: 'Gas' }, points: ['gas'] },
    { id: 'heat', name: { zh: '累计热量', en: 'Heat' }, points: ['heat'] },
  ],
  simulate: {
    everyS: 600,
    step: (context) => ({
      gas: grown(context, 'gas', 0.4 + homeActivity(context.hour) * 9, 60_000),
      heat: rounded(grown(context, 'heat', 0.12, 4000), 4),
      ...once(context, { state: 'normal' }),
    }),
    faults: faultsOf(rules, {
      abnormal: { says: { state: 'abnormal' }, over: { state: 'normal' } },
    }),
  },
};
