/** Loudspeakers by zone: what is said in an emergency must be heard, so each zone tests itself. */
import { command, faultsOf, textOf } from '../acting.ts';
import { once, wander } from '../dailyLife.ts';
import type { SystemDeclaration } from '../declaration.ts';
import { choice, flag, measure, word } from '../points.ts';
import { alarm, call, equals, order } from '../rules.ts';

const rules = [
  alarm({
    id: 'fault',
    point: 'selfTest',
    condition: equals('failed'),
    priority: 2,
    delayS: [10, 10],
    name: ['应急广播故障', 'Public address fault'],
    consequence: ['紧急时该区听不到疏散广播', 'In an emergency nobody in this zone hears the call to leave'],
    action: ['重新自检，无效则立即报修', 'Test it again, else call maintenance at once'],
    procedure: [
      order('broadcast', 'self-test', ['重新自检广播', 'Test the loudspeakers again'], 300),
      call('property', 1800, ['致电物业报修', 'Have the property office call maintenance']),
    ],
    responseS: 1800,
  }),
];

const quietDb = 46;

export const broadcast: SystemDeclaration = {
  id: 'broadcast',
  name: { zh: '应急广播', en: 'Public address' },
  short: { zh: '广播', en: 'Speakers' },
  group: 'services',
  role: 'broadcast',
  intervalS: 120,
  headline: ['zone', 'playing', 'selfTest'],
  points: [
    flag('zone', ['分区开启', 'Zone on']),
    measure('level', ['声压', 'Sound level'], 'dB', [0, 150]),
    word('playing', ['播放内容', 'Playing']),
    choice('selfTest', ['自检', 'Self-test'], { passed: ['通过', 'Passed'], failed: ['失败', 'Failed'] }),
  ],
  rules,
  commands: [
    command(
      'evacuate',
      ['疏散广播', 'Call to leave'],
      { zone: true, level: 92, playing: 'evacuate' },
      {
        confirm: ['全区将听到疏散广播', 'Everybody in the zone will hear the call to leave'],
      },
    ),
    command(
      'speak',
      ['播放通知', 'Announce'],
      ({ text = '' }) => ({ zone: true, level: 78, playing: text }),
      {
        params: [textOf('text', ['内容', 'Text'], 200)],
      },
    ),
    command('stop', ['停止', 'Stop'], { zone: false, playing: '', level: quietDb }),
    command('self-test', ['自检', 'Self-test'], { selfTest: 'passed' }, { timeoutS: 30 }),
  ],
  figures: [
    {
      id: 'speakers-ready',
      name: { zh: '广播分区可用', en: 'Speaker zones ready' },
      value: [{ of: 'count', point: 'selfTest', equals: 'passed' }],
      outOf: [{ of: 'count', point: 'selfTest' }],
      rank: 50,
    },
  ],
  charts: [{ id: 'level', name: { zh: '声压', en: 'Sound level' }, points: ['level'] }],
  simulate: {
    everyS: 120,
    step: (context) => ({
      ...(context.last['zone'] === true ? {} : { level: wander(context, 'level', quietDb, 4, 0) }),
      ...once(context, { zone: false, playing: '', selfTest: 'passed' }),
    }),
    faults: faultsOf(rules, {
      fault: { says: { selfTest: 'failed' }, over: { selfTest: 'passed' }, command: 'self-test' },
    }),
  },
};
