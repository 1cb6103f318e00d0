/** Fine dust and noise posts. Night limit 45–55 dB(A) after GB 3096 class 1–2. */
import { wander, type PointPatch, type SystemDeclaration } from '../declaration.ts';

export const airNoise: SystemDeclaration = {
  id: 'air-noise',
  name: { zh: '空气与噪声', en: 'Air and noise' },
  short: { zh: '空气噪声', en: 'Air, noise' },
  group: 'environment',
  intervalS: 60,
  headline: ['pm25', 'noise'],
  points: [
    {
      id: 'pm25',
      name: { zh: 'PM2.5', en: 'PM2.5' },
      kind: 'number',
      unit: 'µg/m³',
      min: 0,
      max: 2000,
      decimals: 0,
    },
    {
      id: 'noise',
      name: { zh: '噪声', en: 'Noise' },
      kind: 'number',
      unit: 'dB(A)',
      min: 0,
      max: 160,
      decimals: 0,
    },
    {
      id: 'temperature',
      name: { zh: '气温', en: 'Air temperature' },
      kind: 'number',
      unit: '°C',
      min: -50,
      max: 60,
      decimals: 1,
    },
  ],
  rules: [
    {
      id: 'night-noise',
      point: 'noise',
      condition: { kind: 'above', limit: 55, deadband: 3 },
      onDelayMs: 60_000,
      offDelayMs: 60_000,
      priority: 4,
      name: { zh: '夜间噪声超标', en: 'Night noise above limit' },
      consequence: { zh: '扰民投诉', en: 'Residents will complain' },
      action: { zh: '派人劝止', en: 'Send someone to ask for quiet' },
      procedure: [],
      responseS: 3600,
      latching: false,
      shelvable: true,
      hours: [22, 6],
    },
  ],
  simulate: {
    everyS: 30,
    step: (context): PointPatch | null => ({
      pm25: Math.max(3, wander(context, 'pm25', 38, 14, 0)),
      noise: Math.max(32, wander(context, 'noise', context.hour < 6 || context.hour >= 22 ? 41 : 54, 6, 0)),
      temperature: wander(
        context,
        'temperature',
        14 + 5 * Math.sin(((context.hour - 9) / 24) * 2 * Math.PI),
        1,
        1,
      ),
    }),
  },
};
