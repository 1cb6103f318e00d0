/** Circuits of dimmable lamps: by the light of the sky, and full when people must see where they run. */
import { command, faultsOf, wholeNumber } from '../acting.ts';
import { darkness, lastNumber, once, ownShare, wander } from '../dailyLife.ts';
import type { SystemDeclaration } from '../declaration.ts';
import { choice, flag, measure } from '../points.ts';
import { alarm, equals } from '../rules.ts';

const rules = [
  alarm({
    id: 'fault',
    point: 'fault',
    condition: equals(1),
    priority: 4,
    delayS: [60, 10],
    name: ['路灯故障', 'Lamp fault'],
    consequence: ['该段夜间昏暗', 'This stretch is dark at night'],
    action: ['派单更换', 'Send maintenance'],
  }),
];

const circuitKw = 0.9;
const powerAt = (level: number) => Math.round(circuitKw * level) / 100;

export const lighting: SystemDeclaration = {
  id: 'lighting',
  name: { zh: '智慧照明', en: 'Lighting' },
  short: { zh: '照明', en: 'Lights' },
  group: 'services',
  role: 'lighting',
  intervalS: 300,
  headline: ['level', 'power', 'lux'],
  points: [
    measure('level', ['亮度', 'Level'], '%', [0, 100]),
    measure('power', ['功率', 'Power'], 'kW', [0, 1000], 2),
    measure('lux', ['照度', 'Illuminance'], 'lx', [0, 200_000]),
    choice('mode', ['模式', 'Mode'], { automatic: ['自动', 'Automatic'], manual: ['手动', 'Manual'] }),
    flag('fault', ['灯具故障', 'Lamp fault']),
  ],
  rules,
  commands: [
    command('full', ['全亮', 'Full light'], { mode: 'manual', level: 100, power: powerAt(100) }),
    command(
      'dim',
      ['调光', 'Dim'],
      ({ level }) => ({
        mode: 'manual',
        level: level ?? 50,
        power: powerAt(typeof level === 'number' ? level : 50),
      }),
      { params: [wholeNumber('level', ['亮度', 'Level'], [0, 100], { unit: '%', required: true })] },
    ),
    command('automatic', ['恢复自动', 'Back to automatic'], { mode: 'automatic' }),
  ],
  figures: [
    {
      id: 'lighting-power',
      name: { zh: '照明功率', en: 'Lighting power' },
      value: [{ of: 'sum', point: 'power' }],
      unit: 'kW',
      decimals: 1,
      rank: 110,
    },
  ],
  charts: [
    { id: 'level', name: { zh: '亮度', en: 'Level' }, points: ['level'], steps: true },
    { id: 'power', name: { zh: '功率', en: 'Power' }, points: ['power'] },
  ],
  simulate: {
    everyS: 60,
    step: (context) => {
      const dark = darkness(context.hour);
      const lux = Math.round(
        dark >= 1
          ? 6 + ownShare(context) * 4
          : wander(context, 'lux', 9000 * (1 - dark), 900, 0, [10, 60_000]),
      );
      const first = once(context, { mode: 'automatic', fault: false });
      if (context.last['mode'] === 'manual') return { lux };
      // After midnight half the light is enough.
      const late = context.hour < 5 || context.hour >= 23 ? 50 : 80;
      const level = Math.round(dark * late);
      const isSame = level === lastNumber(context, 'level', -1) && lux === context.last['lux'];
      return isSame ? first : { ...first, level, power: powerAt(level), lux };
    },
    faults: faultsOf(rules, {
      fault: { says: { fault: true }, over: { fault: false }, perYear: 20, lastsS: 1800 },
    }),
  },
};
