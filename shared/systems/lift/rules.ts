/** People who cannot leave, a car that falls or races, batteries that could burn in it, doors and steps. */
import { above, alarm, below, call, equals, look, order, within, type AlarmSpec } from '../rules.ts';

const inMaintenance = { point: 'mode', value: 'maintenance' } as const;

const overspeed = {
  point: 'speed',
  priority: 1,
  name: ['电梯超速', 'Lift overspeed'],
  consequence: ['安全钳可能动作，有伤人风险', 'The safety gear may trip; injury possible'],
  action: ['停梯，确认轿厢内人员', 'Stop the lift, check for people inside'],
  procedure: [
    order('lift', 'stop', ['停梯', 'Take the lift out of use'], 60),
    look(60),
    order('lift', 'talk', ['双向通话，确认轿厢内人员', 'Talk to the car: is anyone inside?'], 120),
    call('property', 180, [
      '致电物业，由其通知电梯维保',
      'Call the property office, which calls the lift maintenance',
    ]),
  ],
  incident: 'other',
} as const satisfies Partial<AlarmSpec>;

export const rules = [
  alarm({
    id: 'trapped',
    point: 'trapped',
    condition: equals(1),
    priority: 1,
    delayS: [0, 0],
    name: ['电梯困人', 'People trapped in lift'],
    consequence: ['轿厢内有人无法离开', 'People cannot leave the car'],
    action: ['双向通话安抚，通知维保 30 分钟内救援', 'Talk to them; call the rescuers (within 30 minutes)'],
    procedure: [
      order('lift', 'talk', ['双向通话安抚', 'Talk to them'], 60),
      look(60),
      call('property', 120, [
        '致电物业，由其通知电梯维保',
        'Call the property office, which calls the lift maintenance',
      ]),
      within(1800, ['30 分钟内解救', 'Free them within 30 minutes']),
    ],
    incident: 'other',
  }),
  alarm({ ...overspeed, id: 'overspeed', condition: above(2, 0.3) }),
  alarm({ ...overspeed, id: 'overspeed-down', condition: below(-2, 0.3) }),
  alarm({
    id: 'ebike',
    point: 'ebike',
    condition: equals(1),
    priority: 2,
    delayS: [2, 3],
    name: ['电动车入梯', 'E-bike in lift'],
    consequence: ['电池起火时轿厢无处可逃', 'A battery fire in the car leaves no way out'],
    action: ['语音劝离，保持开门', 'Ask the rider to leave, hold the doors'],
    procedure: [
      order('lift', 'talk', ['语音劝离', 'Ask the rider to leave over the intercom'], 60),
      look(60),
    ],
    responseS: 120,
  }),
  alarm({
    id: 'levelling',
    point: 'levelling',
    condition: above(15, 5),
    priority: 3,
    delayS: [30, 30],
    suppressedWhen: inMaintenance,
    name: ['平层不准', 'Levelling out of tolerance'],
    consequence: ['门口有台阶，老人易绊倒', 'A step at the door; people may trip'],
    action: ['提醒乘客，派维保调整', 'Warn passengers, have it adjusted'],
  }),
  alarm({
    id: 'door-fault',
    point: 'door',
    condition: equals('fault'),
    priority: 2,
    delayS: [5, 5],
    suppressedWhen: inMaintenance,
    name: ['电梯门故障', 'Lift door fault'],
    consequence: ['电梯停用', 'The lift is out of use'],
    action: ['通知维保', 'Call the lift company'],
    procedure: [
      look(300),
      call('property', 900, [
        '致电物业，由其通知电梯维保',
        'Call the property office, which calls the lift maintenance',
      ]),
    ],
    responseS: 1800,
  }),
];
