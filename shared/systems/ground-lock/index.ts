/** Locks in the ground that keep a booked bay free and fold down for whoever booked it. */
import { command, faultsOf } from '../acting.ts';
import { happens, once, ownShare } from '../dailyLife.ts';
import type { SystemDeclaration } from '../declaration.ts';
import { battery, choice, flag, rssi } from '../points.ts';
import { alarm, equals, lowBattery, said } from '../rules.ts';

const rules = [
  alarm({
    id: 'stuck',
    point: 'arm',
    condition: equals('stuck'),
    priority: 3,
    delayS: [10, 5],
    name: ['地锁卡滞', 'Ground lock stuck'],
    consequence: ['预约车主无法停入', 'Whoever booked the bay cannot use it'],
    action: ['远程复位，无效则派人处理', 'Reset it from here, else send somebody'],
    responseS: 1800,
  }),
  alarm({
    id: 'hit',
    point: 'hit',
    condition: equals(1),
    priority: 3,
    delayS: [0, 5],
    name: ['地锁被撞', 'Ground lock hit'],
    consequence: ['地锁与车辆可能受损', 'Lock and car may be damaged'],
    action: ['查看录像，登记车牌，派人检查', 'Watch the clip, note the plate, have it looked at'],
    responseS: 1800,
  }),
  alarm({
    id: 'overstay',
    condition: said('overstay', {}),
    priority: 4,
    name: ['预约超时停放', 'Stays beyond the booking'],
    consequence: ['下一位预约车主可能无法停入', 'Whoever booked it next may find it taken'],
    action: ['联系车主挪车', 'Ask the driver to move the car'],
  }),
  lowBattery(['地锁', 'Ground lock']),
];

export const groundLock: SystemDeclaration = {
  id: 'ground-lock',
  name: { zh: '智能地锁', en: 'Ground locks' },
  short: { zh: '地锁', en: 'Locks' },
  group: 'parking',
  intervalS: 300,
  headline: ['arm', 'booking', 'battery'],
  points: [
    choice('arm', ['锁臂', 'Arm'], { up: ['升起', 'Up'], down: ['放下', 'Down'], stuck: ['卡滞', 'Stuck'] }),
    choice('booking', ['预约', 'Booking'], {
      none: ['无', 'None'],
      booked: ['已预约', 'Booked'],
      'in-use': ['使用中', 'In use'],
    }),
    flag('occupied', ['上方有车', 'Car over it']),
    flag('hit', ['被撞', 'Hit']),
    battery,
    rssi,
  ],
  rules,
  booking: {
    lower: 'lower',
    raise: 'raise',
    show: 'show-booking',
    occupied: 'occupied',
    troubles: [
      { id: 'stuck', point: 'arm', equals: 'stuck', name: { zh: '卡滞', en: 'stuck' } },
      { id: 'hit', point: 'hit', equals: 1, name: { zh: '被撞', en: 'hit' } },
    ],
    overstay: 'overstay',
  },
  commands: [
    command('lower', ['放下', 'Lower'], { arm: 'down' }, { timeoutS: 15 }),
    command(
      'raise',
      ['升起', 'Raise'],
      { arm: 'up' },
      {
        confirm: ['确认车位上方无人无车', 'Make sure that neither car nor person is over it'],
        timeoutS: 15,
      },
    ),
    command('reset', ['复位', 'Reset'], { arm: 'up', hit: false }, { timeoutS: 20 }),
    command('show-booking', ['显示预约', 'Show the booking'], ({ booking = 'none' }) => ({ booking }), {
      ofHub: true,
      timeoutS: 20,
      params: [
        {
          id: 'booking',
          name: { zh: '预约', en: 'Booking' },
          kind: 'choice',
          required: true,
          choices: [
            { id: 'none', name: { zh: '无', en: 'None' } },
            { id: 'booked', name: { zh: '已预约', en: 'Booked' } },
            { id: 'in-use', name: { zh: '使用中', en: 'In use' } },
          ],
        },
      ],
    }),
  ],
  figures: [
    {
      id: 'locks-free',
      name: { zh: '可预约地锁', en: 'Locks to book' },
      value: [{ of: 'count', point: 'booking', equals: 'none' }],
      outOf: [{ of: 'count', point: 'booking' }],
      rank: 125,
    },
  ],
  charts: [{ id: 'battery', name: { zh: '电量', en: 'Battery' }, points: ['battery'] }],
  simulate: {
    everyS: 120,
    step: (context) => {
      const first = once(context, {
        arm: 'up',
        booking: 'none',
        occupied: false,
        hit: false,
        battery: Math.round(45 + ownShare(context) * 50),
        rssi: Math.round(-75 - ownShare(context, 'rssi') * 25),
      });
      if (first) return first;
      const { last } = context;
      const isInUse = last['booking'] === 'in-use';
      // Whoever has booked it comes soon, and leaves before long; who books is told by the hub.
      if (last['occupied'] === true) return happens(context, isInUse ? 0.5 : 10) ? { occupied: false } : null;
      return last['arm'] === 'down' && isInUse && happens(context, 40) ? { occupied: true } : null;
    },
    faults: faultsOf(rules, {
      stuck: { says: { arm: 'stuck' }, over: { arm: 'up' }, command: 'reset', perYear: 10, lastsS: 900 },
      hit: { says: { hit: true }, over: { hit: false }, command: 'reset', perYear: 2, lastsS: 900 },
      overstay: { event: { type: 'overstay', data: {} } },
      'low-battery': { says: { battery: 11 }, over: { battery: 100 }, perYear: 1, lastsS: 3600 },
    }),
  },
};
