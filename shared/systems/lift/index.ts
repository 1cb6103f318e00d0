/** Lifts retrofitted to the stair halls: position, door, load, and the calls that cannot wait. */
import { happens, type PointPatch, type SystemDeclaration } from '../declaration.ts';

/** Trips per hour of one lift with about 15 households, by hour of day. */
const tripsPerHour = [
  1, 0.5, 0.3, 0.3, 0.5, 2, 8, 22, 18, 10, 8, 9, 14, 10, 8, 8, 10, 18, 24, 18, 12, 8, 5, 2,
];

export const lift: SystemDeclaration = {
  id: 'lift',
  name: { zh: '电梯', en: 'Lifts' },
  short: { zh: '电梯', en: 'Lifts' },
  group: 'lifts',
  role: 'lift',
  intervalS: 30,
  headline: ['floor', 'mode', 'door'],
  points: [
    { id: 'floor', name: { zh: '楼层', en: 'Floor' }, kind: 'number', min: -3, max: 60, decimals: 0 },
    {
      id: 'target',
      name: { zh: '目的楼层', en: 'Target floor' },
      kind: 'number',
      min: -3,
      max: 60,
      decimals: 0,
    },
    {
      id: 'speed',
      name: { zh: '速度', en: 'Speed' },
      kind: 'number',
      unit: 'm/s',
      min: -10,
      max: 10,
      decimals: 2,
    },
    {
      id: 'door',
      name: { zh: '轿门', en: 'Car door' },
      kind: 'state',
      states: [
        { id: 'closed', name: { zh: '关闭', en: 'Closed' } },
        { id: 'open', name: { zh: '开启', en: 'Open' } },
        { id: 'fault', name: { zh: '故障', en: 'Fault' } },
      ],
    },
    {
      id: 'load',
      name: { zh: '载重', en: 'Load' },
      kind: 'number',
      unit: 'kg',
      min: 0,
      max: 5000,
      decimals: 0,
    },
    {
      id: 'vibration',
      name: { zh: '振动', en: 'Vibration' },
      kind: 'number',
      unit: 'mm/s²',
      min: 0,
      max: 1000,
      decimals: 0,
    },
    {
      id: 'trips',
      name: { zh: '今日运行次数', en: 'Trips today' },
      kind: 'number',
      min: 0,
      max: 100_000,
      decimals: 0,
    },
    {
      id: 'levelling',
      name: { zh: '平层误差', en: 'Levelling error' },
      kind: 'number',
      unit: 'mm',
      min: 0,
      max: 500,
      decimals: 0,
    },
    { id: 'trapped', name: { zh: '困人', en: 'People trapped' }, kind: 'boolean' },
    { id: 'ebike', name: { zh: '电动车入梯', en: 'E-bike in car' }, kind: 'boolean' },
    {
      id: 'mode',
      name: { zh: '模式', en: 'Mode' },
      kind: 'state',
      states: [
        { id: 'automatic', name: { zh: '自动', en: 'Automatic' } },
        { id: 'recall', name: { zh: '消防迫降', en: 'Fire recall' } },
        { id: 'maintenance', name: { zh: '检修', en: 'Maintenance' } },
        { id: 'out-of-order', name: { zh: '停梯', en: 'Out of order' } },
      ],
    },
  ],
  rules: [
    {
      id: 'trapped',
      point: 'trapped',
      condition: { kind: 'equals', value: 1 },
      onDelayMs: 0,
      offDelayMs: 0,
      priority: 1,
      name: { zh: '电梯困人', en: 'People trapped in lift' },
      consequence: { zh: '轿厢内有人无法离开', en: 'People cannot leave the car' },
      action: {
        zh: '双向通话安抚，通知维保 30 分钟内救援',
        en: 'Talk to them; call the rescuers (within 30 minutes)',
      },
      procedure: [
        {
          text: { zh: '查看最近摄像机', en: 'Look through the nearest camera' },
          act: { kind: 'cameras' },
          withinS: 60,
        },
        {
          text: {
            zh: '致电物业，由其通知电梯维保',
            en: 'Call the property office, which calls the lift maintenance',
          },
          act: { kind: 'call', whom: 'property' },
          withinS: 120,
        },
        {
          text: { zh: '30 分钟内解救', en: 'Free them within 30 minutes' },
          act: { kind: 'countdown', seconds: 1800 },
          withinS: 1800,
        },
      ],
      responseS: 60,
      latching: true,
      shelvable: false,
      incident: 'other',
    },
    {
      id: 'overspeed',
      point: 'speed',
      condition: { kind: 'above', limit: 2, deadband: 0.3 },
      onDelayMs: 0,
      offDelayMs: 5_000,
      priority: 1,
      name: { zh: '电梯超速', en: 'Lift overspeed' },
      consequence: { zh: '安全钳可能动作，有伤人风险', en: 'The safety gear may trip; injury possible' },
      action: { zh: '停梯，确认轿厢内人员', en: 'Stop the lift, check for people inside' },
      procedure: [],
      responseS: 60,
      latching: true,
      shelvable: false,
      incident: 'other',
    },
    {
      id: 'ebike',
      point: 'ebike',
      condition: { kind: 'equals', value: 1 },
      onDelayMs: 2_000,
      offDelayMs: 3_000,
      priority: 2,
      name: { zh: '电动车入梯', en: 'E-bike in lift' },
      consequence: { zh: '电池起火时轿厢无处可逃', en: 'A battery fire in the car leaves no way out' },
      action: { zh: '语音劝离，保持开门', en: 'Ask the rider to leave, hold the doors' },
      procedure: [],
      responseS: 120,
      latching: false,
      shelvable: true,
    },
    {
      id: 'levelling',
      point: 'levelling',
      condition: { kind: 'above', limit: 15, deadband: 5 },
      onDelayMs: 30000,
      offDelayMs: 30000,
      priority: 3,
      suppressedWhen: { point: 'mode', value: 'maintenance' },
      name: { zh: '平层不准', en: 'Levelling out of tolerance' },
      consequence: { zh: '门口有台阶，老人易绊倒', en: 'A step at the door; people may trip' },
      action: { zh: '提醒乘客，派维保调整', en: 'Warn passengers, have it adjusted' },
      procedure: [],
      responseS: 14400,
      latching: false,
      shelvable: true,
    },
    {
      id: 'door-fault',
      point: 'door',
      condition: { kind: 'equals', value: 'fault' },
      onDelayMs: 5_000,
      offDelayMs: 5_000,
      priority: 2,
      suppressedWhen: { point: 'mode', value: 'maintenance' },
      name: { zh: '电梯门故障', en: 'Lift door fault' },
      consequence: { zh: '电梯停用', en: 'The lift is out of use' },
      action: { zh: '通知维保', en: 'Call the lift company' },
      procedure: [],
      responseS: 1800,
      latching: false,
      shelvable: true,
    },
  ],
  commands: [
    {
      id: 'recall',
      name: { zh: '迫降', en: 'Recall' },
      params: [
        {
          id: 'floor',
          name: { zh: '楼层', en: 'Floor' },
          kind: 'number',
          min: -3,
          max: 60,
          whole: true,
        },
      ],
      danger: 'danger',
      confirm: {
        zh: '电梯将直达指定楼层（默认首层）并停用',
        en: 'The lift goes straight to the floor (the ground floor unless named) and stays out of use',
      },
      timeoutMs: 15_000,
      effect: ({ floor }) => ({
        mode: 'recall',
        target: floor ?? 1,
        floor: floor ?? 1,
        speed: 0,
        door: 'open',
      }),
    },
    {
      id: 'resume',
      name: { zh: '恢复运行', en: 'Back to automatic' },
      params: [],
      danger: 'none',
      timeoutMs: 10_000,
      effect: () => ({ mode: 'automatic', door: 'closed' }),
    },
  ],
  simulate: {
    everyS: 4,
    step: (context): PointPatch | null => {
      const floor = context.last['floor'];
      if (typeof floor !== 'number') {
        const start = 1 + Math.floor(context.random() * 6);
        return {
          floor: start,
          target: start,
          speed: 0,
          door: 'closed',
          load: 0,
          vibration: 12,
          trips: 0,
          trapped: false,
          ebike: false,
          mode: 'automatic',
        };
      }
      if (context.last['mode'] !== 'automatic' || context.last['trapped'] === true) return null;
      const target = context.last['target'];
      const goal = typeof target === 'number' ? target : floor;
      if (goal !== floor) {
        const next = floor + Math.sign(goal - floor);
        return next === goal
          ? { floor: next, speed: 0, door: 'open' }
          : { floor: next, speed: Math.sign(goal - floor) };
      }
      if (context.last['door'] === 'open') return { door: 'closed', load: 0 };
      if (!happens(context, tripsPerHour[Math.floor(context.hour)] ?? 5)) return null;
      const leaving = context.hour < 12;
      const called = context.random() < 0.5 ? 1 : 2 + Math.floor(context.random() * 5);
      const trips = context.last['trips'];
      const goTo = called === floor ? (leaving ? 1 : 2 + Math.floor(context.random() * 5)) : called;
      return {
        target: goTo === floor ? 1 : goTo,
        load: Math.round(60 + context.random() * 140),
        vibration: Math.round(10 + context.random() * 12),
        trips: (typeof trips === 'number' ? trips : 0) + 1,
      };
    },
  },
};
