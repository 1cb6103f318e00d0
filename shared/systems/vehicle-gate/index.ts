/** Vehicle barriers with plate recognition. */
import { happens, type PointPatch, type SystemDeclaration } from '../declaration.ts';

const carsPerHour = [2, 1, 1, 1, 2, 8, 20, 45, 30, 15, 12, 14, 16, 14, 12, 14, 20, 40, 45, 30, 18, 12, 8, 4];
const letters = 'ABCDEFGHJKLMNPQRSTUVWXYZ0123456789';

export const vehicleGate: SystemDeclaration = {
  id: 'vehicle-gate',
  name: { zh: '车辆道闸', en: 'Vehicle gates' },
  group: 'security',
  symbol: 'gate',
  intervalS: 30,
  headline: ['arm', 'plate', 'passes'],
  points: [
    {
      id: 'arm',
      name: { zh: '道闸', en: 'Arm' },
      kind: 'state',
      states: [
        { id: 'down', name: { zh: '落下', en: 'Down' } },
        { id: 'up', name: { zh: '抬起', en: 'Up' } },
        { id: 'fault', name: { zh: '故障', en: 'Fault' } },
      ],
    },
    { id: 'plate', name: { zh: '车牌', en: 'Plate' }, kind: 'text' },
    {
      id: 'confidence',
      name: { zh: '识别置信度', en: 'Confidence' },
      kind: 'number',
      min: 0,
      max: 1,
      decimals: 2,
    },
    { id: 'loop', name: { zh: '地感', en: 'Loop' }, kind: 'boolean' },
    {
      id: 'passes',
      name: { zh: '今日通行', en: 'Passes today' },
      kind: 'number',
      min: 0,
      max: 1_000_000,
      decimals: 0,
    },
    { id: 'crush', name: { zh: '防砸', en: 'Anti-crush' }, kind: 'boolean' },
  ],
  rules: [
    {
      id: 'crush',
      point: 'crush',
      condition: { kind: 'equals', value: 1 },
      onDelayMs: 0,
      offDelayMs: 3_000,
      priority: 2,
      name: { zh: '道闸防砸触发', en: 'Barrier hit something' },
      consequence: { zh: '可能砸到人或车', en: 'A person or car may have been hit' },
      action: { zh: '抬杆，查看现场', en: 'Raise the arm, look at the scene' },
      procedure: [],
      responseS: 60,
      latching: true,
      shelvable: true,
    },
    {
      id: 'arm-fault',
      point: 'arm',
      condition: { kind: 'equals', value: 'fault' },
      onDelayMs: 5_000,
      offDelayMs: 5_000,
      priority: 3,
      name: { zh: '道闸故障', en: 'Barrier fault' },
      consequence: { zh: '车辆无法进出', en: 'Cars cannot pass' },
      action: { zh: '人工抬杆并报修', en: 'Raise by hand and call maintenance' },
      procedure: [],
      responseS: 900,
      latching: false,
      shelvable: true,
    },
  ],
  simulate: {
    everyS: 5,
    step: (context): PointPatch | null => {
      const passes = context.last['passes'];
      if (typeof passes !== 'number') {
        return { arm: 'down', plate: '', confidence: 0, loop: false, passes: 0, crush: false };
      }
      if (context.last['arm'] === 'up') return { arm: 'down', loop: false };
      if (context.last['arm'] === 'fault' || !happens(context, carsPerHour[Math.floor(context.hour)] ?? 10))
        return null;
      let tail = '';
      for (let i = 0; i < 5; i++) tail += letters[Math.floor(context.random() * letters.length)] ?? 'A';
      return {
        arm: 'up',
        loop: true,
        plate: `鄂B·${tail}`,
        confidence: Math.round((0.9 + context.random() * 0.1) * 100) / 100,
        passes: passes + 1,
      };
    },
  },
};
