/** A smoke alarm asks to be verified within minutes; both ways in which a detector tells of it ask for the same. */
import { above, alarm, call, equals, look, lowBattery, recallLifts, releaseDoors, within } from '../rules.ts';
import type { AlarmWords } from '../rules.ts';

const procedure = [
  look(60),
  call('household', 120),
  within(180, [
    '3 分钟内核实：画面、住户、相邻烟感',
    'Verify within 3 minutes: picture, household, neighbouring detectors',
  ]),
  releaseDoors(),
  recallLifts(),
  call('above'),
  call('119'),
];

const words: AlarmWords = {
  name: ['烟感报警', 'Smoke alarm'],
  consequence: ['可能起火，烟气将进入楼梯间', 'Possible fire; smoke will reach the stair hall'],
  action: [
    '核实现场：看最近摄像机，致电住户；确认后启动疏散',
    'Verify now: nearest camera, call the household; once confirmed start evacuation',
  ],
};

const fire = { ...words, priority: 1, delayS: [0, 10], procedure, incident: 'fire' } as const;

export const rules = [
  alarm({ ...fire, id: 'smoke', point: 'smoke', condition: above(0.15, 0.05) }),
  alarm({ ...fire, id: 'alarm', point: 'alarm', condition: equals(1) }),
  alarm({
    id: 'fault',
    point: 'fault',
    condition: equals(1),
    priority: 3,
    delayS: [5, 5],
    name: ['烟感故障', 'Smoke detector fault'],
    consequence: ['该处不再受保护', 'This place is no longer protected'],
    action: ['派单检修', 'Send maintenance'],
    responseS: 86_400,
  }),
  lowBattery(['烟感', 'Smoke detector']),
];
