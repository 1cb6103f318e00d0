/** How many people are in the compound, as numbers alone: no identity is known here, so nothing of it can be shown. */
import { byHour, coming, happens, isNewDay, lastNumber, ownShare } from '../dailyLife.ts';
import type { SystemDeclaration } from '../declaration.ts';
import { amount, perDay } from '../points.ts';

/** Share of the residents who are at home, by hour. */
const atHome = [
  0.97, 0.98, 0.98, 0.98, 0.97, 0.95, 0.88, 0.72, 0.58, 0.52, 0.5, 0.53, 0.58, 0.55, 0.52, 0.52, 0.56, 0.66,
  0.78, 0.86, 0.9, 0.93, 0.95, 0.96,
];

export const visitorPopulation: SystemDeclaration = {
  id: 'visitor-population',
  name: { zh: '人员态势', en: 'People on site' },
  short: { zh: '人员', en: 'People' },
  group: 'security',
  intervalS: 120,
  headline: ['inside', 'visitors'],
  points: [
    amount('inside', ['在区人数', 'People on site'], [0, 1_000_000]),
    amount('visitors', ['访客人数', 'Visitors on site'], [0, 100_000]),
    perDay('entered', ['今日进入', 'Came in today']),
    perDay('left', ['今日离开', 'Went out today']),
  ],
  rules: [],
  figures: [
    {
      id: 'people-on-site',
      name: { zh: '在区人数', en: 'People on site' },
      value: [{ of: 'sum', point: 'inside' }],
      rank: 55,
    },
  ],
  charts: [{ id: 'people', name: { zh: '人数', en: 'People' }, points: ['inside', 'visitors'], steps: true }],
  simulate: {
    everyS: 60,
    step: (context) => {
      const { hour, random } = context;
      const residents = 850 + Math.round(ownShare(context) * 200);
      const visitors = Math.round(coming(hour) * 22 * (0.9 + random() * 0.2));
      const now = Math.round(residents * byHour(atHome, hour)) + visitors;
      const [entered, left] = isNewDay(context)
        ? [0, 0]
        : [lastNumber(context, 'entered', 0), lastNumber(context, 'left', 0)];
      const change = now - lastNumber(context, 'inside', now);
      const both = happens(context, coming(hour) * 90) ? 1 : 0;
      return {
        inside: now,
        visitors,
        entered: entered + Math.max(0, change) + both,
        left: left + Math.max(0, -change) + both,
      };
    },
    faults: [],
  },
};
