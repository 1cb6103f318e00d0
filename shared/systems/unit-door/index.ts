/** Entrance doors of the units with video intercom. On fire they release all. */
import { faultsOf } from '../acting.ts';
import { coming, happens, once } from '../dailyLife.ts';
import type { SystemDeclaration } from '../declaration.ts';
import { passageOf, passFaults, told } from '../passing.ts';
import { choice, flag } from '../points.ts';
import { commands } from './commands.ts';
import { rules } from './rules.ts';

const passesAtMostPerHour = 30;

export const unitDoor: SystemDeclaration = {
  id: 'unit-door',
  name: { zh: '单元门禁', en: 'Unit doors' },
  short: { zh: '单元门', en: 'Doors' },
  group: 'security',
  role: 'unit-door',
  recognises: ['lock', 'door lock', '门锁', '门禁'],
  intervalS: 30,
  headline: ['door', 'lock', 'call'],
  points: [
    choice('door', ['门', 'Door'], {
      closed: ['关闭', 'Closed'],
      open: ['开启', 'Open'],
      forced: ['强行开启', 'Forced'],
    }),
    choice('lock', ['锁', 'Lock'], {
      locked: ['上锁', 'Locked'],
      unlocked: ['开锁', 'Unlocked'],
      released: ['消防释放', 'Released for fire'],
    }),
    choice('call', ['对讲', 'Intercom'], {
      idle: ['空闲', 'Idle'],
      ringing: ['呼叫中', 'Ringing'],
      talking: ['通话中', 'Talking'],
    }),
    {
      id: 'visitorUntil',
      name: { zh: '访客凭证有效至', en: 'Visitor token valid until' },
      kind: 'number',
      unit: 'ms-epoch',
      min: 0,
    },
    choice('method', ['核验方式', 'Method'], {
      card: ['刷卡', 'Card'],
      phone: ['手机', 'Phone'],
      code: ['二维码', 'QR code'],
      call: ['对讲开门', 'Intercom'],
    }),
    flag('tamper', ['防拆', 'Tamper']),
  ],
  rules,
  passage: passageOf('household'),
  commands,
  highlight: [{ paints: 'unit', from: 2 }],
  charts: [{ id: 'door', name: { zh: '门', en: 'Door' }, points: ['door'], steps: true }],
  simulate: {
    everyS: 6,
    step: (context) => {
      const { last, hour, random } = context;
      const first = once(context, { door: 'closed', lock: 'locked', call: 'idle', tamper: false });
      if (first || last['lock'] === 'released') return first;
      if (last['door'] === 'open') return { door: 'closed', lock: 'locked', call: 'idle' };
      if (last['call'] === 'ringing') return { call: 'talking' };
      if (last['call'] === 'talking' && random() < 0.4)
        return { door: 'open', lock: 'unlocked', method: 'call' };
      if (last['call'] === 'talking' || !happens(context, coming(hour) * passesAtMostPerHour)) return null;
      // One in eight is a visitor.
      return random() < 0.125
        ? { call: 'ringing' }
        : { door: 'open', lock: 'unlocked', method: random() < 0.7 ? 'card' : 'phone' };
    },
    tells: ({ method }) => (method ? told({ method }) : null),
    faults: faultsOf(rules, {
      forced: { says: { door: 'forced' }, over: { door: 'closed', lock: 'locked' }, command: 'lock' },
      held: {
        says: { door: 'open', lock: 'unlocked' },
        over: { door: 'closed', lock: 'locked' },
        command: 'lock',
        perYear: 6,
        lastsS: 900,
      },
      tamper: { says: { tamper: true }, over: { tamper: false } },
      ...passFaults,
    }),
  },
};
