/**
 * Old people who live alone: hours since anything in the home moved. Who lives alone is personal, and so is every point
 * that tells of it; only the state of the equipment is for everybody.
 */
import { faultsOf } from '../acting.ts';
import { homeActivity, happens, lastNumber, once, ownShare, rounded } from '../dailyLife.ts';
import type { AlarmPriority, PointDeclaration, SystemDeclaration } from '../declaration.ts';
import { battery, choice, flag, measure, type Pair } from '../points.ts';
import { above, alarm, call, lowBattery, within } from '../rules.ts';

const personal = (point: PointDeclaration): PointDeclaration => ({ ...point, personal: 'alone' });

const visit = call('property', undefined, ['致电物业上门查看', 'Call the property office to go to the door']);

function silentFor(hours: number, priority: AlarmPriority, action: Pair, visitWithinS: number) {
  return alarm({
    id: `inactive-${hours}h`,
    point: 'inactive',
    condition: above(hours, 1),
    priority,
    delayS: [0, 0],
    name: [`独居老人 ${hours} 小时无活动`, `No activity for ${hours} h, lives alone`],
    consequence: ['可能跌倒、患病或外出未归', 'They may have fallen, be ill or not have come home'],
    action,
    procedure: [
      call('household', 600),
      { zh: '致电登记的亲属或邻居', en: 'Call the relative or neighbour on file' },
      visit,
      within(visitWithinS, ['确认本人平安', 'Make sure that they are well']),
    ],
    responseS: priority === 1 ? 60 : 1800,
    latching: priority === 1,
    shelvable: priority === 3,
  });
}

const rules = [
  silentFor(12, 3, ['致电本人，无人接听再致电亲属', 'Call them; if nobody answers, call the relative'], 7200),
  silentFor(24, 2, ['请邻居或楼栋长上门看望', 'Ask a neighbour to knock at the door'], 3600),
  silentFor(
    48,
    1,
    ['立即上门，必要时请民警与 120 到场', 'Go there at once, with police and 120 where needed'],
    1200,
  ),
  lowBattery(['关怀传感器', 'Care sensor']),
];

export const elderCare: SystemDeclaration = {
  id: 'elder-care',
  name: { zh: '独居老人关怀', en: 'Care for the elderly' },
  short: { zh: '老人关怀', en: 'Care' },
  group: 'care',
  role: 'elder-care',
  discreet: 'alone',
  intervalS: 900,
  headline: ['working', 'battery'],
  points: [
    personal(measure('inactive', ['距上次活动', 'Since last activity'], 'h', [0, 10_000], 1)),
    personal(
      choice('source', ['活动来源', 'Last seen by'], {
        door: ['门磁', 'Door'],
        water: ['用水', 'Water'],
        power: ['用电', 'Power'],
        bed: ['床垫', 'Bed'],
      }),
    ),
    flag('working', ['设备正常', 'Working']),
    battery,
  ],
  rules,
  figures: [
    {
      id: 'care-working',
      name: { zh: '关怀设备正常', en: 'Care sensors working' },
      value: [{ of: 'count', point: 'working', equals: 1 }],
      outOf: [{ of: 'count', point: 'working' }],
      rank: 48,
    },
  ],
  charts: [{ id: 'battery', name: { zh: '电量', en: 'Battery' }, points: ['battery'] }],
  simulate: {
    everyS: 600,
    step: (context) => {
      const sources = ['door', 'water', 'power', 'bed'] as const;
      // Even at night somebody turns in bed.
      const moved = happens(context, 0.6 + homeActivity(context.hour) * 4);
      const hours = lastNumber(context, 'inactive', 0) + context.elapsedS / 3600;
      return {
        inactive: moved || hours > 7 ? 0 : rounded(hours, 3),
        ...(moved ? { source: sources[Math.floor(context.random() * sources.length)] ?? 'door' } : {}),
        ...once(context, { source: 'door', working: true, battery: Math.round(50 + ownShare(context) * 48) }),
      };
    },
    faults: faultsOf(rules, {
      'inactive-12h': { says: { inactive: 13 }, over: { inactive: 0 } },
      'inactive-24h': { says: { inactive: 25 }, over: { inactive: 0 } },
      'inactive-48h': { says: { inactive: 49 }, over: { inactive: 0 } },
      'low-battery': { says: { battery: 12 }, over: { battery: 100 }, perYear: 1, lastsS: 3600 },
    }),
  },
};
