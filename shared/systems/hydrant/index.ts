/** Outdoor hydrants: static pressure ≥ 0.14 MPa on a municipal main, cap, tilt and flow. */
import { faultsOf } from '../acting.ts';
import { once, wander } from '../dailyLife.ts';
import type { SystemDeclaration } from '../declaration.ts';
import { choice, measure } from '../points.ts';
import { rules } from './rules.ts';

export const hydrant: SystemDeclaration = {
  id: 'hydrant',
  name: { zh: '消防栓', en: 'Hydrants' },
  short: { zh: '消防栓', en: 'Hydrants' },
  group: 'fire',
  role: 'hydrant',
  intervalS: 60,
  headline: ['pressure', 'flow', 'cap'],
  points: [
    measure('pressure', ['压力', 'Pressure'], 'MPa', [0, 4], 2),
    measure('flow', ['流量', 'Flow'], 'L/s', [0, 100], 1),
    choice('cap', ['闷盖', 'Cap'], { on: ['完好', 'In place'], off: ['缺失', 'Missing'] }),
    measure('tilt', ['倾斜', 'Tilt'], '°', [0, 180]),
  ],
  rules,
  figures: [
    {
      id: 'hydrant-pressure',
      name: { zh: '消防栓最低水压', en: 'Lowest hydrant pressure' },
      value: [{ of: 'min', point: 'pressure' }],
      unit: 'MPa',
      decimals: 2,
      loud: { below: 0.14 },
      rank: 20,
    },
  ],
  charts: [
    { id: 'pressure', name: { zh: '水压', en: 'Pressure' }, points: ['pressure'] },
    { id: 'flow', name: { zh: '流量', en: 'Flow' }, points: ['flow'] },
  ],
  simulate: {
    everyS: 60,
    step: (context) => ({
      pressure: Math.max(0.22, wander(context, 'pressure', 0.31, 0.04, 2)),
      ...once(context, { flow: 0, cap: 'on', tilt: 0 }),
    }),
    faults: faultsOf(rules, {
      'low-pressure': { says: { pressure: 0.09 }, over: { pressure: 0.3 } },
      'cap-missing': { says: { cap: 'off' }, over: { cap: 'on' } },
      theft: { says: { cap: 'off', flow: 9.5 }, over: { cap: 'on', flow: 0 } },
      tilt: { says: { tilt: 31 }, over: { tilt: 0 } },
      leak: { says: { flow: 0.9 }, over: { flow: 0 }, perYear: 4, lastsS: 1200 },
    }),
  },
};
