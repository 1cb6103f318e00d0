/** Parking bays, and areas that only count: a car's coming and going, the time it stands, the free places. */
import { happens, type SimulationContext, type PointPatch, type SystemDeclaration } from '../declaration.ts';

/** Share of bays taken by hour of a working day: full at night, out at eight, home from six. */
const workday = [
  0.92, 0.93, 0.93, 0.93, 0.93, 0.92, 0.88, 0.74, 0.52, 0.44, 0.41, 0.42, 0.45, 0.43, 0.41, 0.43, 0.5, 0.62,
  0.76, 0.85, 0.89, 0.91, 0.92, 0.92,
];

function wantedShare(context: SimulationContext): number {
  const hour = Math.floor(context.hour);
  const here = workday[hour] ?? 0.8;
  const next = workday[(hour + 1) % 24] ?? 0.8;
  const share = here + (next - here) * (context.hour - hour);
  return context.weekend ? 0.35 + share * 0.62 : share;
}

const letters = 'ABCDEFGHJKLMNPQRSTUVWXYZ0123456789';

function plate(context: SimulationContext): string {
  let tail = '';
  for (let i = 0; i < 5; i++) tail += letters[Math.floor(context.random() * letters.length)] ?? 'A';
  return `鄂B·${tail}`;
}

export const parkingBay: SystemDeclaration = {
  id: 'parking-bay',
  name: { zh: '车位检测', en: 'Parking bays' },
  short: { zh: '车位', en: 'Bays' },
  group: 'parking',
  intervalS: 60,
  headline: ['occupied', 'free', 'plate'],
  highlight: [{ paints: 'bay', point: 'occupied' }],
  points: [
    { id: 'occupied', name: { zh: '占用', en: 'Occupied' }, kind: 'boolean' },
    { id: 'plate', name: { zh: '车牌', en: 'Plate' }, kind: 'text' },
    { id: 'since', name: { zh: '入位时间', en: 'Since' }, kind: 'number', unit: 'ms-epoch', min: 0 },
    {
      id: 'fee',
      name: { zh: '费用', en: 'Fee' },
      kind: 'number',
      unit: 'CNY',
      min: 0,
      max: 10_000,
      decimals: 2,
    },
    {
      id: 'payment',
      name: { zh: '缴费', en: 'Payment' },
      kind: 'state',
      states: [
        { id: 'none', name: { zh: '无', en: 'None' } },
        { id: 'paid', name: { zh: '已缴', en: 'Paid' } },
        { id: 'failed', name: { zh: '失败', en: 'Failed' } },
      ],
    },
    {
      id: 'free',
      name: { zh: '空余车位', en: 'Free places' },
      kind: 'number',
      min: 0,
      max: 100_000,
      decimals: 0,
    },
    {
      id: 'taken',
      name: { zh: '已占车位', en: 'Taken places' },
      kind: 'number',
      min: 0,
      max: 100_000,
      decimals: 0,
    },
    {
      id: 'capacity',
      name: { zh: '车位总数', en: 'Capacity' },
      kind: 'number',
      min: 0,
      max: 100_000,
      decimals: 0,
    },
  ],
  rules: [
    {
      id: 'full',
      point: 'free',
      condition: { kind: 'below', limit: 1, deadband: 1 },
      onDelayMs: 60_000,
      offDelayMs: 60_000,
      priority: 4,
      name: { zh: '车场已满', en: 'Car park full' },
      consequence: { zh: '后续车辆滞留道闸口', en: 'Arriving cars queue at the gate' },
      action: { zh: '引导至邻近车场', en: 'Redirect to a neighbouring car park' },
      procedure: [],
      responseS: 1800,
      latching: false,
      shelvable: true,
    },
    {
      id: 'payment-failed',
      point: 'payment',
      condition: { kind: 'equals', value: 'failed' },
      onDelayMs: 0,
      offDelayMs: 0,
      priority: 3,
      name: { zh: '缴费失败', en: 'Payment failed' },
      consequence: { zh: '车辆无法离场', en: 'The car cannot leave' },
      action: { zh: '联系车主，人工收费或放行', en: 'Call the driver; take payment by hand or waive it' },
      procedure: [],
      responseS: 600,
      latching: false,
      shelvable: true,
    },
  ],
  simulate: {
    everyS: 20,
    step: (context): PointPatch | null => {
      const occupied = context.last['occupied'] === true;
      const share = wantedShare(context);
      if (context.last['occupied'] === undefined) {
        return context.random() < share
          ? { occupied: true, plate: plate(context), since: context.nowMs, fee: 0 }
          : { occupied: false, plate: '', fee: 0 };
      }
      const turnover = 0.5;
      if (occupied && happens(context, turnover * (1 - share) * 2))
        return { occupied: false, plate: '', fee: 0 };
      if (!occupied && happens(context, turnover * share * 2)) {
        return { occupied: true, plate: plate(context), since: context.nowMs, fee: 0 };
      }
      return null;
    },
  },
};
