/** Entrance doors of the units with video intercom. On fire they release all. */
import { happens, type PointPatch, type SystemDeclaration } from '../declaration.ts';

const passesPerHour = [
  1, 0.5, 0.3, 0.3, 1, 4, 14, 30, 22, 12, 10, 14, 18, 12, 10, 10, 16, 28, 30, 22, 16, 10, 6, 2,
];

export const unitDoor: SystemDeclaration = {
  id: 'unit-door',
  name: { zh: '单元门禁', en: 'Unit doors' },
  short: { zh: '单元门', en: 'Doors' },
  group: 'security',
  role: 'unit-door',
  intervalS: 30,
  headline: ['door', 'lock', 'call'],
  points: [
    {
      id: 'door',
      name: { zh: '门', en: 'Door' },
      kind: 'state',
      states: [
        { id: 'closed', name: { zh: '关闭', en: 'Closed' } },
        { id: 'open', name: { zh: '开启', en: 'Open' } },
        { id: 'forced', name: { zh: '强行开启', en: 'Forced' } },
      ],
    },
    {
      id: 'lock',
      name: { zh: '锁', en: 'Lock' },
      kind: 'state',
      states: [
        { id: 'locked', name: { zh: '上锁', en: 'Locked' } },
        { id: 'unlocked', name: { zh: '开锁', en: 'Unlocked' } },
        { id: 'released', name: { zh: '消防释放', en: 'Released for fire' } },
      ],
    },
    {
      id: 'call',
      name: { zh: '对讲', en: 'Intercom' },
      kind: 'state',
      states: [
        { id: 'idle', name: { zh: '空闲', en: 'Idle' } },
        { id: 'ringing', name: { zh: '呼叫中', en: 'Ringing' } },
        { id: 'talking', name: { zh: '通话中', en: 'Talking' } },
      ],
    },
    {
      id: 'visitorUntil',
      name: { zh: '访客凭证有效至', en: 'Visitor token valid until' },
      kind: 'number',
      unit: 'ms-epoch',
      min: 0,
    },
    { id: 'tamper', name: { zh: '防拆', en: 'Tamper' }, kind: 'boolean' },
  ],
  rules: [
    {
      id: 'forced',
      point: 'door',
      condition: { kind: 'equals', value: 'forced' },
      onDelayMs: 0,
      offDelayMs: 5_000,
      priority: 2,
      name: { zh: '单元门被强行打开', en: 'Unit door forced' },
      consequence: { zh: '可能有人闯入', en: 'Someone may have broken in' },
      action: { zh: '查看录像，派保安', en: 'Watch the clip, send a guard' },
      procedure: [],
      responseS: 180,
      latching: true,
      shelvable: true,
    },
    {
      id: 'held',
      point: 'door',
      condition: { kind: 'equals', value: 'open' },
      onDelayMs: 120_000,
      offDelayMs: 2_000,
      priority: 3,
      // On fire the doors are meant to stand open.
      suppressedWhen: { point: 'lock', value: 'released' },
      name: { zh: '单元门未关', en: 'Unit door held open' },
      consequence: { zh: '门禁失效', en: 'Anyone can walk in' },
      action: { zh: '通知保洁或保安关门', en: 'Ask a guard to close it' },
      procedure: [],
      responseS: 900,
      latching: false,
      shelvable: true,
    },
    {
      id: 'tamper',
      point: 'tamper',
      condition: { kind: 'equals', value: 1 },
      onDelayMs: 0,
      offDelayMs: 0,
      priority: 2,
      name: { zh: '门禁防拆报警', en: 'Door station tampered with' },
      consequence: { zh: '门禁可能被破坏', en: 'The door station may be damaged' },
      action: { zh: '派人查看', en: 'Send someone to look' },
      procedure: [],
      responseS: 300,
      latching: true,
      shelvable: true,
    },
  ],
  commands: [
    {
      id: 'open',
      name: { zh: '开门', en: 'Open' },
      params: [],
      danger: 'none',
      timeoutMs: 5000,
      effect: () => ({ lock: 'unlocked', door: 'open' }),
    },
    {
      id: 'release',
      name: { zh: '消防释放', en: 'Release for fire' },
      params: [],
      danger: 'danger',
      confirm: {
        zh: '门将保持开启，任何人都能进入，直到重新上锁',
        en: 'The door stays open for anybody until it is locked again',
      },
      timeoutMs: 8000,
      effect: () => ({ lock: 'released', door: 'open' }),
    },
    {
      id: 'lock',
      name: { zh: '重新上锁', en: 'Lock again' },
      params: [],
      danger: 'none',
      timeoutMs: 5000,
      effect: () => ({ lock: 'locked', door: 'closed' }),
    },
  ],
  simulate: {
    everyS: 6,
    step: (context): PointPatch | null => {
      if (context.last['door'] === undefined)
        return { door: 'closed', lock: 'locked', call: 'idle', tamper: false };
      if (context.last['lock'] === 'released') return null;
      if (context.last['door'] === 'open') return { door: 'closed', lock: 'locked', call: 'idle' };
      if (!happens(context, passesPerHour[Math.floor(context.hour)] ?? 8)) return null;
      return { door: 'open', lock: 'unlocked' };
    },
  },
};
