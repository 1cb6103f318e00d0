/** Lifts retrofitted to the stair halls: position, door, load, and the calls that cannot wait. */
import type { SystemDeclaration } from '../declaration.ts';
import { commands } from './commands.ts';
import { points } from './points.ts';
import { rules } from './rules.ts';
import { simulate } from './simulate.ts';

export const lift: SystemDeclaration = {
  id: 'lift',
  name: { zh: '电梯', en: 'Lifts' },
  short: { zh: '电梯', en: 'Lifts' },
  group: 'lifts',
  role: 'lift',
  intervalS: 30,
  headline: ['floor', 'mode', 'door'],
  points,
  rules,
  commands,
  figures: [
    {
      id: 'lifts-running',
      name: { zh: '运行电梯', en: 'Lifts running' },
      value: [{ of: 'count', point: 'mode', equals: 'automatic' }],
      outOf: [{ of: 'count', point: 'mode' }],
      rank: 40,
    },
  ],
  highlight: [{ paints: 'unit', from: 2 }],
  charts: [
    { id: 'floor', name: { zh: '楼层', en: 'Floor' }, points: ['floor', 'target'], steps: true },
    { id: 'load', name: { zh: '载重', en: 'Load' }, points: ['load'], steps: true },
    { id: 'vibration', name: { zh: '振动', en: 'Vibration' }, points: ['vibration'] },
  ],
  simulate,
};
