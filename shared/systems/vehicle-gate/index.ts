/** Vehicle barriers with plate recognition. */
import { command, faultsOf, textOf } from '../acting.ts';
import { anyPlate, coming, happens, isNewDay, lastNumber, once, rounded } from '../dailyLife.ts';
import type { PointPatch, SimulationContext, SystemDeclaration } from '../declaration.ts';
import { passageOf, passCommands, passFaults, told } from '../passing.ts';
import { amount, choice, flag, measure, perDay, word } from '../points.ts';
import { rules } from './rules.ts';

const carsAtMostPerHour = 45;

const colors: Readonly<Record<string, readonly [string, string]>> = {
  black: ['黑', 'Black'],
  white: ['白', 'White'],
  grey: ['灰', 'Grey'],
  red: ['红', 'Red'],
  blue: ['蓝', 'Blue'],
  yellow: ['黄', 'Yellow'],
  orange: ['橙', 'Orange'],
  brown: ['棕', 'Brown'],
  green: ['绿', 'Green'],
  purple: ['紫', 'Purple'],
  cyan: ['青', 'Cyan'],
  pink: ['粉', 'Pink'],
  other: ['其他', 'Other'],
};

function pass(context: SimulationContext): PointPatch {
  const { hour, random, deviceId } = context;
  const usual = random() < (hour < 13 ? 0.3 : 0.7) ? 'in' : 'out';
  const direction = deviceId.endsWith('-in') ? 'in' : deviceId.endsWith('-out') ? 'out' : usual;
  return {
    arm: 'up',
    loop: true,
    plate: anyPlate(context),
    direction,
    confidence: rounded(0.9 + random() * 0.1, 2),
    ...(direction === 'out' ? { dwell: Math.round(20 + random() * 700) } : {}),
    passes: lastNumber(context, 'passes', 0) + 1,
  };
}

export const vehicleGate: SystemDeclaration = {
  id: 'vehicle-gate',
  name: { zh: '车辆道闸', en: 'Vehicle gates' },
  short: { zh: '道闸', en: 'Gates' },
  group: 'security',
  role: 'vehicle-gate',
  intervalS: 30,
  headline: ['arm', 'plate', 'passes'],
  points: [
    choice('arm', ['道闸', 'Arm'], { down: ['落下', 'Down'], up: ['抬起', 'Up'], fault: ['故障', 'Fault'] }),
    word('plate', ['车牌', 'Plate']),
    choice('plate-color', ['车牌颜色', 'Plate colour'], colors),
    choice('color', ['车身颜色', 'Car colour'], colors),
    amount('confidence', ['识别置信度', 'Confidence'], [0, 1], 2),
    word('lane', ['车道', 'Lane']),
    choice('direction', ['方向', 'Direction'], { in: ['驶入', 'In'], out: ['驶出', 'Out'] }),
    measure('dwell', ['停留时长', 'Dwell'], 'min', [0, 1_000_000]),
    flag('loop', ['地感', 'Loop']),
    perDay('passes', ['今日通行', 'Passes today']),
    flag('crush', ['防砸', 'Anti-crush']),
    flag('tailgating', ['跟车', 'Tailgating']),
    flag('blocklist', ['黑名单车辆', 'Blocklisted car']),
  ],
  rules,
  passage: passageOf('vehicle'),
  commands: [
    command('open', ['抬杆', 'Raise the arm'], { arm: 'up', crush: false }),
    command(
      'close',
      ['落杆', 'Lower the arm'],
      { arm: 'down' },
      {
        confirm: ['落杆前确认杆下无人无车', 'Make sure nobody and no car is under the arm'],
      },
    ),
    command(
      'correct-plate',
      ['更正车牌', 'Correct the plate'],
      ({ plate = '' }) => ({ plate, confidence: 1 }),
      {
        params: [textOf('plate', ['车牌', 'Plate'], 16)],
      },
    ),
    ...passCommands(),
  ],
  figures: [
    {
      id: 'cars-today',
      name: { zh: '今日过车', en: 'Cars passed today' },
      value: [{ of: 'sum', point: 'passes' }],
      rank: 80,
    },
  ],
  charts: [{ id: 'passes', name: { zh: '今日通行', en: 'Passes today' }, points: ['passes'], steps: true }],
  simulate: {
    everyS: 5,
    step: (context) => {
      const first = once(context, {
        arm: 'down',
        plate: '',
        confidence: 0,
        loop: false,
        passes: 0,
        crush: false,
        tailgating: false,
        blocklist: false,
      });
      if (first) return first;
      if (isNewDay(context)) return { passes: 0 };
      if (context.last['arm'] === 'up') return { arm: 'down', loop: false };
      return happens(context, coming(context.hour) * carsAtMostPerHour) ? pass(context) : null;
    },
    tells: ({ plate, direction, confidence }) =>
      plate && direction ? told({ method: 'plate', plate, direction, confidence }) : null,
    faults: faultsOf(rules, {
      crush: { says: { crush: true, arm: 'up' }, over: { crush: false, arm: 'down' }, command: 'open' },
      blocklist: { says: { blocklist: true, plate: '鄂B·00000' }, over: { blocklist: false, plate: '' } },
      tailgating: { says: { tailgating: true }, over: { tailgating: false }, perYear: 20, lastsS: 30 },
      'arm-fault': { says: { arm: 'fault' }, over: { arm: 'down' }, command: 'open', perYear: 6 },
      ...passFaults,
    }),
  },
};
