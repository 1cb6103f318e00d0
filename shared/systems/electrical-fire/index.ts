/** Watches the supply of a building or a home for what precedes an electrical fire: leakage, heat, arcs. */
import { command, faultsOf } from '../acting.ts';
import { homeActivity, once, wander } from '../dailyLife.ts';
import type { SystemDeclaration } from '../declaration.ts';
import { choice, flag, measure } from '../points.ts';
import { rules } from './rules.ts';

export const electricalFire: SystemDeclaration = {
  id: 'electrical-fire',
  name: { zh: '电气火灾监控', en: 'Electrical fire watch' },
  short: { zh: '电气火灾', en: 'Wiring' },
  group: 'fire',
  role: 'electrical',
  intervalS: 60,
  headline: ['residual', 'temperature', 'breaker'],
  points: [
    measure('residual', ['剩余电流', 'Residual current'], 'mA', [0, 1000]),
    measure('temperature', ['线缆温度', 'Cable temperature'], '°C', [-10, 140], 1),
    measure('current', ['电流', 'Current'], 'A', [0, 1000], 1),
    flag('arc', ['故障电弧', 'Arc fault']),
    choice('breaker', ['断路器', 'Breaker'], { closed: ['合闸', 'Closed'], open: ['分闸', 'Open'] }),
  ],
  rules,
  commands: [
    command(
      'isolate',
      ['切断回路', 'Isolate'],
      { breaker: 'open', current: 0, arc: false, residual: 0 },
      {
        confirm: [
          '该回路将停电，电梯与照明可能受影响',
          'This circuit loses its power; lifts and lights may be affected',
        ],
        timeoutS: 8,
      },
    ),
    command(
      'restore',
      ['恢复供电', 'Restore'],
      { breaker: 'closed' },
      {
        confirm: ['确认故障已排除、无人作业', 'Make sure that the fault is mended and nobody works on it'],
        timeoutS: 8,
      },
    ),
  ],
  highlight: [{ paints: 'home', from: 2 }],
  figures: [
    {
      id: 'cable-temperature',
      name: { zh: '最高线缆温度', en: 'Hottest cable' },
      value: [{ of: 'max', point: 'temperature' }],
      unit: '°C',
      decimals: 0,
      loud: { above: 70 },
      rank: 24,
    },
  ],
  charts: [
    { id: 'residual', name: { zh: '剩余电流', en: 'Residual current' }, points: ['residual'] },
    { id: 'temperature', name: { zh: '线缆温度', en: 'Cable temperature' }, points: ['temperature'] },
    { id: 'current', name: { zh: '电流', en: 'Current' }, points: ['current'] },
  ],
  simulate: {
    everyS: 60,
    step: (context) => {
      const isOpen = context.last['breaker'] === 'open';
      const load = isOpen ? 0 : homeActivity(context.hour);
      return {
        residual: isOpen ? 0 : wander(context, 'residual', 45 + load * 40, 30, 0, [0, 200]),
        temperature: wander(context, 'temperature', 24 + load * 14, 3, 1, [-5, 60]),
        current: isOpen ? 0 : wander(context, 'current', 12 + load * 60, 10, 1, [0, 160]),
        ...once(context, { arc: false, breaker: 'closed' }),
      };
    },
    faults: faultsOf(rules, {
      'over-temperature': {
        says: { temperature: 88, current: 140 },
        over: { temperature: 32, current: 30, breaker: 'closed' },
        command: 'isolate',
      },
      arc: { says: { arc: true }, over: { arc: false, breaker: 'closed' }, command: 'isolate' },
      leakage: { says: { residual: 460 }, over: { residual: 60, breaker: 'closed' }, command: 'isolate' },
    }),
  },
};
