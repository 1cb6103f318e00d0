/** Too little water, and water or iron that somebody takes away (GB 50974 figures as defaults). */
import { above, alarm, below, call, equals, look } from '../rules.ts';

export const rules = [
  alarm({
    id: 'low-pressure',
    point: 'pressure',
    condition: below(0.14, 0.02),
    priority: 2,
    delayS: [10, 10],
    name: ['消防栓压力低', 'Hydrant pressure low'],
    consequence: ['灭火供水不足', 'Too little water to fight a fire'],
    action: ['检查阀门与管网', 'Check the valve and the main'],
    procedure: [
      call('property', 600, ['致电物业检查阀门与泵房', 'Have the property office check valve and pump room']),
    ],
    responseS: 1800,
  }),
  alarm({
    id: 'cap-missing',
    point: 'cap',
    condition: equals('off'),
    priority: 2,
    delayS: [5, 5],
    name: ['消防栓闷盖缺失', 'Hydrant cap missing'],
    consequence: ['可能偷水或被盗', 'Water theft or vandalism'],
    action: ['派人查看', 'Send someone to look'],
    procedure: [
      look(300),
      call('property', 900, ['致电物业现场查看、补装闷盖', 'Have the property office look and put a cap on']),
    ],
    responseS: 1800,
  }),
  alarm({
    id: 'theft',
    point: 'flow',
    condition: above(5, 2),
    priority: 2,
    delayS: [10, 10],
    name: ['消防栓被取水', 'Water drawn from a hydrant'],
    consequence: ['非火灾取水，水压下降', 'Drawn without a fire; pressure falls'],
    action: ['派人制止，查看录像', 'Send someone to stop it, watch the clip'],
    procedure: [
      look(120, ['查看画面，记录取水人与车辆', 'Look at the picture, note who draws and the car']),
      call('property', 300, ['致电物业现场制止', 'Have the property office stop it']),
    ],
    responseS: 900,
  }),
  alarm({
    id: 'tilt',
    point: 'tilt',
    condition: above(20, 5),
    priority: 2,
    delayS: [5, 5],
    name: ['消防栓倾斜', 'Hydrant tilted'],
    consequence: ['可能被撞或被盗', 'It may have been hit or stolen'],
    action: ['派人查看并关阀', 'Send someone, close its valve'],
    procedure: [
      look(300),
      call('property', 600, [
        '致电物业关阀、扶正',
        'Have the property office close its valve and set it upright',
      ]),
    ],
  }),
  alarm({
    id: 'leak',
    point: 'flow',
    condition: above(0.5, 0.3),
    priority: 3,
    delayS: [60, 10],
    name: ['消防栓漏水', 'Hydrant leaking'],
    consequence: ['水压逐渐下降', 'Pressure will fall'],
    action: ['关阀检修', 'Close the valve and repair'],
    responseS: 7200,
  }),
];
