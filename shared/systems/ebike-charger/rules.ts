/** Lithium batteries in a row: heat and smoke are a fire that has begun; a tag that moves by itself is a theft. */
import { above, alarm, call, equals, lightUp, look, order, type AlarmSpec } from '../rules.ts';

const fire = {
  priority: 1,
  delayS: [0, 30],
  consequence: ['锂电池可能热失控并引燃整排', 'A battery may run away and set the whole row alight'],
  action: ['切断全部端口，广播疏散，拨打 119', 'Cut all ports, clear the shed by loudspeaker, call 119'],
  procedure: [
    order('ebike-charger', 'cut-all', ['切断全部端口', 'Cut all ports'], 30),
    look(60),
    order('broadcast', 'evacuate', ['广播疏散充电棚', 'Clear the shed by loudspeaker'], 90),
    call('119', 120),
    lightUp(),
    call('property', undefined, ['致电物业带灭火毯到场', 'Have the property office come with fire blankets']),
  ],
  incident: 'fire',
} as const satisfies Partial<AlarmSpec>;

export const rules = [
  alarm({
    ...fire,
    id: 'over-temperature',
    point: 'temperature',
    condition: above(65, 10),
    name: ['充电柜超温', 'Charging cabinet over-temperature'],
  }),
  alarm({
    ...fire,
    id: 'smoke',
    point: 'smoke',
    condition: equals(1),
    name: ['充电柜冒烟', 'Smoke in a charging cabinet'],
  }),
  alarm({
    id: 'over-current',
    point: 'portPower',
    condition: above(420, 30),
    priority: 2,
    delayS: [10, 10],
    name: ['充电端口过流', 'Port over-current'],
    consequence: ['充电器不匹配或电池异常', 'The wrong charger or a bad battery'],
    action: ['切断该端口，联系车主', 'Cut the port, call the owner'],
    procedure: [order('ebike-charger', 'cut-port', ['切断该端口', 'Cut the port'], 120)],
  }),
  alarm({
    id: 'theft',
    point: 'theft',
    condition: equals(1),
    priority: 2,
    delayS: [0, 10],
    name: ['电动自行车疑似被盗', 'E-bike may be stolen'],
    consequence: ['车辆标签未经车主移动', 'Its tag moves without its owner'],
    action: ['查看画面，通知门岗拦查，联系车主', 'Look at the picture, alert the gates, call the owner'],
    procedure: [
      look(60),
      call('property', 120, ['致电物业通知门岗', 'Have the property office alert the gates']),
    ],
    responseS: 180,
  }),
];
