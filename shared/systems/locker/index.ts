/** Parcel lockers and letter boxes: free cells, doors left ajar, parcels that nobody fetches. */
import { command, faultsOf, wholeNumber } from '../acting.ts';
import { coming, happens, lastNumber, once, ownShare, wander } from '../dailyLife.ts';
import type { SystemDeclaration } from '../declaration.ts';
import { amount, choice, measure, online } from '../points.ts';
import { above, alarm, equals } from '../rules.ts';

const cells = 84;

const rules = [
  alarm({
    id: 'offline',
    point: 'online',
    condition: equals(0),
    priority: 3,
    delayS: [60, 10],
    name: ['快递柜离线', 'Locker offline'],
    consequence: ['包裹无法存取', 'Parcels can be neither left nor fetched'],
    action: ['检查供电与网络，联系厂家', 'Check power and network, call the maker'],
  }),
  alarm({
    id: 'ajar',
    point: 'door',
    condition: equals('ajar'),
    priority: 4,
    delayS: [120, 5],
    name: ['快递柜门未关', 'Locker door ajar'],
    consequence: ['包裹可能丢失', 'A parcel may be lost'],
    action: ['派人关门', 'Send someone to close it'],
    responseS: 3600,
  }),
  alarm({
    id: 'overdue',
    point: 'overdue',
    condition: above(8, 2),
    priority: 4,
    delayS: [60, 60],
    name: ['滞留包裹较多', 'Many parcels overdue'],
    consequence: ['空格口不足，新包裹无处存放', 'Cells run short for new parcels'],
    action: ['催取，联系快递员收回', 'Remind the residents, have couriers take them back'],
  }),
];

export const locker: SystemDeclaration = {
  id: 'locker',
  name: { zh: '智能快递柜', en: 'Parcel lockers' },
  short: { zh: '快递柜', en: 'Lockers' },
  group: 'services',
  intervalS: 120,
  headline: ['free', 'overdue', 'door'],
  points: [
    online,
    amount('free', ['空格口', 'Free cells'], [0, 10_000]),
    amount('capacity', ['格口总数', 'Cells'], [0, 10_000]),
    choice('door', ['柜门', 'Doors'], { closed: ['已关', 'Closed'], ajar: ['未关', 'Ajar'] }),
    measure('temperature', ['柜内温度', 'Temperature'], '°C', [-40, 90]),
    amount('overdue', ['滞留包裹', 'Overdue parcels'], [0, 10_000]),
  ],
  rules,
  commands: [
    command(
      'open-cell',
      ['开启格口', 'Open a cell'],
      { door: 'ajar' },
      {
        params: [wholeNumber('cell', ['格口', 'Cell'], [1, 999], { required: true })],
        confirm: [
          '格口内可能有他人包裹，确认身份后开启',
          'It may hold somebody’s parcel; check who asks first',
        ],
      },
    ),
    command('remind', ['催取', 'Remind the residents'], { overdue: 0 }),
    command('restart', ['重启', 'Restart'], { online: true }, { timeoutS: 60 }),
  ],
  figures: [
    {
      id: 'cells-free',
      name: { zh: '快递柜空格', en: 'Locker cells free' },
      value: [{ of: 'sum', point: 'free' }],
      outOf: [{ of: 'sum', point: 'capacity' }],
      rank: 130,
    },
  ],
  charts: [
    { id: 'free', name: { zh: '空格口', en: 'Free cells' }, points: ['free', 'capacity'], steps: true },
  ],
  simulate: {
    everyS: 60,
    step: (context) => {
      const { last, hour, random } = context;
      const first = once(context, {
        online: true,
        free: Math.round(20 + ownShare(context) * 40),
        capacity: cells,
        door: 'closed',
        temperature: 22,
        overdue: Math.round(ownShare(context, 'overdue') * 5),
      });
      if (first) return first;
      if (last['door'] === 'ajar') return { door: 'closed' };
      // Couriers fill it in the morning, residents empty it in the evening.
      if (!happens(context, 2 + coming(hour) * 20)) return null;
      const change = random() < (hour < 13 ? 0.3 : 0.65) ? 1 : -1;
      const free = Math.min(cells - 4, Math.max(4, lastNumber(context, 'free', 40) + change));
      return { free, door: 'ajar', temperature: wander(context, 'temperature', 22, 4, 0) };
    },
    faults: faultsOf(rules, {
      offline: { says: { online: false }, over: { online: true }, command: 'restart', perYear: 12 },
      ajar: { says: { door: 'ajar' }, over: { door: 'closed' }, perYear: 40 },
      overdue: { says: { overdue: 14 }, over: { overdue: 3 }, command: 'remind', perYear: 12, lastsS: 1800 },
    }),
  },
};
