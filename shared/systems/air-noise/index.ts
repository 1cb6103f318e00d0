/** Fine dust and noise posts. Night limit 45–55 dB(A) after GB 3096 class 1–2. */
import { faultsOf } from '../acting.ts';
import { wander, warmth } from '../dailyLife.ts';
import type { SystemDeclaration } from '../declaration.ts';
import { measure } from '../points.ts';
import { above, alarm } from '../rules.ts';

const rules = [
  alarm({
    id: 'night-noise',
    point: 'noise',
    condition: above(55, 3),
    priority: 4,
    delayS: [60, 60],
    hours: [22, 6],
    name: ['夜间噪声超标', 'Night noise above limit'],
    consequence: ['扰民投诉', 'Residents will complain'],
    action: ['派人劝止', 'Send someone to ask for quiet'],
    responseS: 3600,
  }),
];

export const airNoise: SystemDeclaration = {
  id: 'air-noise',
  name: { zh: '空气与噪声', en: 'Air and noise' },
  short: { zh: '空气噪声', en: 'Air, noise' },
  group: 'environment',
  intervalS: 60,
  headline: ['pm25', 'noise'],
  points: [
    measure('pm25', ['PM2.5', 'PM2.5'], 'µg/m³', [0, 2000]),
    measure('noise', ['噪声', 'Noise'], 'dB(A)', [0, 160]),
    measure('temperature', ['气温', 'Air temperature'], '°C', [-50, 60], 1),
  ],
  rules,
  figures: [
    {
      id: 'pm25',
      name: { zh: 'PM2.5', en: 'PM2.5' },
      value: [{ of: 'mean', point: 'pm25' }],
      unit: 'µg/m³',
      decimals: 0,
      loud: { above: 75 },
      rank: 90,
    },
  ],
  highlight: [{ paints: 'heat', point: 'pm25', low: 75, high: 250 }],
  charts: [
    { id: 'pm25', name: { zh: 'PM2.5', en: 'PM2.5' }, points: ['pm25'] },
    { id: 'noise', name: { zh: '噪声', en: 'Noise' }, points: ['noise'] },
    { id: 'temperature', name: { zh: '气温', en: 'Air temperature' }, points: ['temperature'] },
  ],
  simulate: {
    everyS: 30,
    step: (context) => {
      const isNight = context.hour < 6 || context.hour >= 22;
      return {
        pm25: Math.max(3, wander(context, 'pm25', 38, 14, 0)),
        // By ten at night it is quiet: the last guests leave before.
        noise: wander(
          context,
          'noise',
          isNight ? 41 : 54 - Math.max(0, context.hour - 20) * 4,
          6,
          0,
          [32, 62],
        ),
        temperature: wander(context, 'temperature', 14 + 5 * warmth(context.hour), 1, 1),
      };
    },
    faults: faultsOf(rules, {
      'night-noise': { says: { noise: 64 }, over: { noise: 42 }, perYear: 20, lastsS: 900 },
    }),
  },
};
