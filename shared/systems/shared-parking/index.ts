/** Bays shared with the neighbourhood: the first half hour is free, the income pays for the compound’s upkeep. */
import { command, faultsOf } from '../acting.ts';
import { byHour, isNewDay, lastNumber, once, rounded } from '../dailyLife.ts';
import type { SystemDeclaration } from '../declaration.ts';
import { amount, measure } from '../points.ts';
import { above, alarm } from '../rules.ts';

const rules = [
  alarm({
    id: 'overstay',
    point: 'overstays',
    condition: above(0, 0),
    priority: 4,
    delayS: [60, 10],
    name: ['共享车位超时停放', 'Shared bay overstayed'],
    consequence: ['预约的业主回来无位可停', 'Whoever booked it comes home to no bay'],
    action: ['补收费用或免除，通知车主驶离', 'Bill or waive it, tell the driver to leave'],
    responseS: 3600,
  }),
];

/** Guests come while residents are away. */
const guests = [0, 0, 0, 0, 0, 0, 1, 3, 7, 10, 12, 12, 11, 12, 12, 11, 9, 6, 4, 3, 2, 1, 0, 0];
const capacity = 14;
const tariffCny = 3;

export const sharedParking: SystemDeclaration = {
  id: 'shared-parking',
  name: { zh: '共享车位', en: 'Shared parking' },
  short: { zh: '共享车位', en: 'Shared bays' },
  group: 'parking',
  intervalS: 120,
  headline: ['sharing', 'income'],
  points: [
    measure('tariff', ['单价', 'Tariff'], 'CNY/h', [0, 1000], 2),
    measure('freeWindow', ['免费时长', 'Free for the first'], 'min', [0, 1440]),
    amount('sharing', ['共享停放', 'Cars sharing'], [0, 100_000]),
    amount('capacity', ['可共享车位', 'Bays to share'], [0, 100_000]),
    amount('overstays', ['超时车辆', 'Overstaying cars'], [0, 100_000]),
    measure('income', ['今日收入', 'Income today'], 'CNY', [0, 10_000_000], 2),
  ],
  rules,
  commands: [
    command('bill', ['补收费用', 'Bill it'], { overstays: 0 }),
    command('waive', ['免除费用', 'Waive it'], { overstays: 0 }),
  ],
  figures: [
    {
      id: 'shared-income',
      name: { zh: '共享车位今日收入', en: 'Shared parking today' },
      value: [{ of: 'sum', point: 'income' }],
      unit: 'CNY',
      decimals: 0,
      rank: 120,
    },
  ],
  charts: [
    {
      id: 'sharing',
      name: { zh: '共享停放', en: 'Cars sharing' },
      points: ['sharing', 'capacity'],
      steps: true,
    },
    { id: 'income', name: { zh: '今日收入', en: 'Income today' }, points: ['income'] },
  ],
  simulate: {
    everyS: 60,
    step: (context) => {
      const sharing = Math.round(byHour(guests, context.hour));
      const earned = (sharing * tariffCny * context.elapsedS) / 3600;
      return {
        sharing,
        income: isNewDay(context) ? 0 : rounded(lastNumber(context, 'income', 0) + earned, 4),
        ...once(context, { tariff: tariffCny, freeWindow: 30, capacity, overstays: 0 }),
      };
    },
    faults: faultsOf(rules, {
      overstay: {
        says: { overstays: 1 },
        over: { overstays: 0 },
        command: 'bill',
        perYear: 60,
        lastsS: 1200,
      },
    }),
  },
};
