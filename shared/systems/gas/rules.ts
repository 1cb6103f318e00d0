/** Gas in a home: close it off, get people out, touch no switch. */
import { above, alarm, call, equals, look, order, releaseDoors, type AlarmSpec } from '../rules.ts';

/** A detector that only says yes or no raises what one with a reading raises. */
const leak = {
  priority: 1,
  warns: 'gas',
  delayS: [0, 30],
  name: ['燃气泄漏', 'Gas leak'],
  consequence: ['遇火花可能爆炸', 'A spark may cause an explosion'],
  action: [
    '关闭阀门，通知住户开窗撤离，不动任何开关',
    'Close the valve; have the household open windows and leave; touch no switch',
  ],
  procedure: [
    order('gas-valve', 'close', ['远程关闭燃气阀', 'Close the gas valve'], 60),
    call('household', 60, [
      '致电住户：开窗、撤离、不动电器开关',
      'Call the household: open windows, leave, touch no switch',
    ]),
    call('above', 180),
    releaseDoors(180),
    look(undefined, ['查看楼下，劝离围观与明火', 'Look below: keep people and flames away']),
    call('119'),
    call('property', undefined, [
      '致电物业，由其通知燃气公司',
      'Have the property office call the gas company',
    ]),
  ],
} as const satisfies Omit<AlarmSpec, 'id' | 'condition'>;

export const rules = [
  alarm({ id: 'leak', point: 'lel', condition: above(10, 4), ...leak }),
  alarm({ id: 'alarm', point: 'alarm', condition: equals(1), ...leak }),
  alarm({
    id: 'fault',
    point: 'fault',
    condition: equals(1),
    priority: 3,
    delayS: [5, 5],
    name: ['燃气探测器故障', 'Gas detector fault'],
    consequence: ['该户泄漏不再被发现', 'A leak in this home would go unnoticed'],
    action: ['派单检修', 'Send maintenance'],
    responseS: 86_400,
  }),
];
