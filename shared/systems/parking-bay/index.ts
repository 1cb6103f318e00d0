/** Parking bays, and areas that only count: a car's coming and going, the time it stands, the free places. */
import { command, faultsOf } from '../acting.ts';
import { anyPlate, byHour, happens } from '../dailyLife.ts';
import type { PointPatch, SimulationContext, SystemDeclaration } from '../declaration.ts';
import { amount, choice, flag, measure, word } from '../points.ts';
import { rules } from './rules.ts';

/** Share of bays taken by hour of a working day: full at night, out at eight, home from six. */
const workday = [
  0.92, 0.93, 0.93, 0.93, 0.93, 0.92, 0.88, 0.74, 0.52, 0.44, 0.41, 0.42, 0.45, 0.43, 0.41, 0.43, 0.5, 0.62,
  0.76, 0.85, 0.89, 0.91, 0.92, 0.92,
];
const turnoverPerHour = 1;

function arrival(context: SimulationContext): PointPatch {
  return { occupied: true, plate: anyPlate(context), since: context.nowMs, fee: 0, payment: 'none' };
}

export const parkingBay: SystemDeclaration = {
  id: 'parking-bay',
  name: { zh: '车位检测', en: 'Parking bays' },
  short: { zh: '车位', en: 'Bays' },
  group: 'parking',
  intervalS: 60,
  headline: ['occupied', 'free', 'plate'],
  points: [
    flag('occupied', ['占用', 'Occupied']),
    word('plate', ['车牌', 'Plate']),
    { id: 'since', name: { zh: '入位时间', en: 'Since' }, kind: 'number', unit: 'ms-epoch', min: 0 },
    measure('fee', ['费用', 'Fee'], 'CNY', [0, 10_000], 2),
    choice('payment', ['缴费', 'Payment'], {
      none: ['无', 'None'],
      paid: ['已缴', 'Paid'],
      failed: ['失败', 'Failed'],
    }),
    amount('free', ['空余车位', 'Free places'], [0, 100_000]),
    amount('taken', ['已占车位', 'Taken places'], [0, 100_000]),
    amount('capacity', ['车位总数', 'Capacity'], [0, 100_000]),
  ],
  rules,
  commands: [command('waive', ['免费放行', 'Waive the fee'], { payment: 'none', fee: 0 })],
  figures: [
    {
      id: 'free-bays',
      name: { zh: '空余车位', en: 'Free bays' },
      value: [
        { of: 'count', point: 'occupied', equals: 0 },
        { of: 'sum', point: 'free' },
      ],
      outOf: [
        { of: 'count', point: 'occupied' },
        { of: 'sum', point: 'capacity' },
      ],
      rank: 70,
    },
  ],
  highlight: [{ paints: 'bay', point: 'occupied' }],
  charts: [
    { id: 'occupied', name: { zh: '占用', en: 'Occupied' }, points: ['occupied'], steps: true },
    { id: 'places', name: { zh: '车位', en: 'Places' }, points: ['free', 'taken'], steps: true },
  ],
  simulate: {
    everyS: 20,
    step: (context) => {
      const { last, random, hour, weekend } = context;
      const share = weekend ? 0.35 + byHour(workday, hour) * 0.62 : byHour(workday, hour);
      const gone = { occupied: false, plate: '', fee: 0, payment: 'none' };
      if (last['occupied'] === undefined) return random() < share ? arrival(context) : gone;
      if (last['occupied'] === true) return happens(context, turnoverPerHour * (1 - share)) ? gone : null;
      return happens(context, turnoverPerHour * share) ? arrival(context) : null;
    },
    faults: faultsOf(rules, {
      full: { says: { free: 0, taken: 2, capacity: 2 }, over: { free: 2, taken: 0 } },
      'payment-failed': {
        says: { payment: 'failed', fee: 6 },
        over: { payment: 'none', fee: 0 },
        command: 'waive',
        perYear: 1,
      },
    }),
  },
};
