/** Lift-and-slide garages: pallets that move cars, and the curtain and stop that keep people apart from them. */
import { command, faultsOf } from '../acting.ts';
import { byHour, coming, happens, lastNumber, once, rounded } from '../dailyLife.ts';
import type { SystemDeclaration } from '../declaration.ts';
import { amount, choice, flag, measure } from '../points.ts';
import { rules } from './rules.ts';

const capacity = 36;
const idle = { cycle: 0, motor: 0 } as const;
const freeByHour = [3, 3, 3, 3, 3, 3, 5, 12, 20, 22, 23, 22, 21, 22, 23, 22, 18, 13, 8, 6, 5, 4, 3, 3];

export const stereoGarage: SystemDeclaration = {
  id: 'stereo-garage',
  name: { zh: '立体车库', en: 'Stereo garage' },
  short: { zh: '立体车库', en: 'Garage' },
  group: 'parking',
  role: 'stereo-garage',
  intervalS: 30,
  headline: ['mode', 'free', 'pallet'],
  points: [
    choice('mode', ['模式', 'Mode'], {
      automatic: ['自动', 'Automatic'],
      manual: ['手动', 'Manual'],
      maintenance: ['检修', 'Maintenance'],
      stopped: ['停机', 'Stopped'],
    }),
    amount('pallet', ['载车板', 'Pallet'], [0, 1000]),
    measure('cycle', ['存取用时', 'Cycle time'], 's', [0, 3600]),
    measure('motor', ['电机电流', 'Motor current'], 'A', [0, 200], 1),
    flag('estop', ['急停', 'Emergency stop']),
    flag('curtain', ['光幕遮挡', 'Light curtain broken']),
    flag('person', ['库内有人', 'Person inside']),
    amount('free', ['空余车位', 'Free places'], [0, 10_000]),
    amount('capacity', ['车位总数', 'Capacity'], [0, 10_000]),
  ],
  rules,
  commands: [
    command('stop', ['停机', 'Stop'], { mode: 'stopped', cycle: 0, motor: 0 }),
    command(
      'resume',
      ['复位运行', 'Reset and run'],
      { mode: 'automatic', estop: false, cycle: 0 },
      {
        confirm: [
          '确认库内无人、光幕无遮挡、急停原因已排除',
          'Make sure that nobody is inside, the curtain is free and the cause of the stop is gone',
        ],
        timeoutS: 10,
      },
    ),
  ],
  figures: [
    {
      id: 'garage-free',
      name: { zh: '立体车库空位', en: 'Garage places free' },
      value: [{ of: 'sum', point: 'free' }],
      outOf: [{ of: 'sum', point: 'capacity' }],
      rank: 72,
    },
  ],
  highlight: [
    { paints: 'zone', from: 2 },
    { paints: 'pallets', capacity: 'capacity', pallet: 'pallet', cycle: 'cycle', cycleS: 60 },
  ],
  charts: [
    { id: 'places', name: { zh: '车位', en: 'Places' }, points: ['free', 'capacity'], steps: true },
    { id: 'cycle', name: { zh: '存取用时', en: 'Cycle time' }, points: ['cycle'], steps: true },
    { id: 'motor', name: { zh: '电机电流', en: 'Motor current' }, points: ['motor'] },
  ],
  simulate: {
    everyS: 10,
    step: (context) => {
      const { random, hour, last } = context;
      const quiet = { mode: 'automatic', pallet: 1, estop: false, curtain: false, person: false, capacity };
      const first = once(context, { ...quiet, ...idle, free: Math.round(byHour(freeByHour, hour)) });
      if (first || last['mode'] !== 'automatic') return first;
      const cycle = lastNumber(context, 'cycle', 0);
      if (cycle > 0 && random() < 0.2) return { ...idle, curtain: false };
      if (cycle > 0) return { cycle: Math.min(110, cycle + 10), motor: rounded(18 + random() * 12, 1) };
      if (!happens(context, coming(hour) * 14)) return null;
      const wanted = Math.round(byHour(freeByHour, hour));
      const free = lastNumber(context, 'free', wanted);
      return {
        pallet: 1 + Math.floor(random() * capacity),
        cycle: 10,
        motor: rounded(20 + random() * 10, 1),
        curtain: random() < 0.5,
        free: Math.min(capacity, Math.max(0, free + (Math.sign(wanted - free) || 0))),
      };
    },
    faults: faultsOf(rules, {
      'person-inside': {
        says: { person: true, curtain: true },
        over: { person: false, curtain: false, mode: 'automatic' },
        command: 'stop',
      },
      'emergency-stop': {
        says: { estop: true, mode: 'stopped', motor: 0 },
        over: { estop: false, mode: 'automatic' },
        command: 'resume',
      },
      timeout: { says: { cycle: 150, motor: 30 }, over: { ...idle, mode: 'automatic' }, command: 'stop' },
      overload: { says: { motor: 58, cycle: 40 }, over: { ...idle, mode: 'automatic' }, command: 'stop' },
    }),
  },
};
