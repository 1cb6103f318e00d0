/** Vehicle barriers with plate recognition. */
import { happens, type PointPatch, type SystemDeclaration } from '../declaration.ts';

const carsPerHour = [2, 1, 1, 1, 2, 8, 20, 45, 30, 15, 12, 14, 16, 14, 12, 14, 20, 40, 45, 30, 18, 12, 8, 4];
const letters = 'ABCDEFGHJKLMNPQRSTUVWXYZ0123456789';

export const vehicleGate: SystemDeclaration = {
  id: 'vehicle-gate',
  name: { zh: '车辆道闸', en: 'Vehicle gates' },
  short: { zh: '道闸', en: 'Gates' },
  group: 'security',
  role: 'vehicle-gate',
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
    { id: 'lane', name: { zh: '车道', en: 'Lane' }, kind: 'text' },
    {
      id: 'direction',
      name: { zh: '方向', en: 'Direction' },
      kind: 'state',
      states: [
        { id: 'in', name: { zh: '驶入', en: 'In' } },
        { id: 'out', name: { zh: '驶出', en: 'Out' } },
      ],
    },
    {
      id: 'dwell',
      name: { zh: '停留时长', en: 'Dwell' },
      kind: 'number',
      unit: 'min',
      min: 0,
      max: 1_000_000,
      decimals: 0,
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
    { id: 'tailgating', name: { zh: '跟车', en: 'Tailgating' }, kind: 'boolean' },
    { id: 'blocklist', name: { zh: '黑名单车辆', en: 'Blocklisted car' }, kind: 'boolean' },
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
      id: 'blocklist',
      point: 'blocklist',
      condition: { kind: 'equals', value: 1 },
      onDelayMs: 0,
      offDelayMs: 3000,
      priority: 2,
      name: { zh: '黑名单车辆', en: 'Blocklisted car at the gate' },
      consequence: { zh: '被禁止的车辆在门口', en: 'A car that is not admitted stands at the gate' },
      action: { zh: '核对车牌，暂不抬杆，通知保安', en: 'Check the plate, keep the arm down, call a guard' },
      procedure: [],
      responseS: 60,
      latching: false,
      shelvable: true,
    },
    {
      id: 'tailgating',
      point: 'tailgating',
      condition: { kind: 'equals', value: 1 },
      onDelayMs: 0,
      offDelayMs: 3000,
      priority: 3,
      name: { zh: '跟车闯入', en: 'Tailgating' },
      consequence: { zh: '未经识别的车辆进入', en: 'A car has entered without being recognised' },
      action: { zh: '查看抓拍，补录或追查', en: 'Look at the picture, record the car or trace it' },
      procedure: [],
      responseS: 600,
      latching: false,
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
  commands: [
    {
      id: 'open',
      name: { zh: '抬杆', en: 'Raise the arm' },
      params: [],
      danger: 'none',
      timeoutMs: 5000,
      effect: () => ({ arm: 'up' }),
    },
    {
      id: 'close',
      name: { zh: '落杆', en: 'Lower the arm' },
      params: [],
      danger: 'danger',
      confirm: { zh: '落杆前确认杆下无人无车', en: 'Make sure nobody and no car is under the arm' },
      timeoutMs: 5000,
      effect: () => ({ arm: 'down' }),
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
        direction: context.random() < (context.hour < 13 ? 0.3 : 0.7) ? 'in' : 'out',
        confidence: Math.round((0.9 + context.random() * 0.1) * 100) / 100,
        passes: passes + 1,
      };
    },
  },
};
