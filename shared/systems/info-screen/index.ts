/** Screens at the gates: what they show, and whether they show it. */
import { command, faultsOf, textOf } from '../acting.ts';
import { once } from '../dailyLife.ts';
import type { SystemDeclaration } from '../declaration.ts';
import { choice, flag, word } from '../points.ts';
import { alarm, equals } from '../rules.ts';

const rules = [
  alarm({
    id: 'fault',
    point: 'selfTest',
    condition: equals('failed'),
    priority: 3,
    delayS: [30, 10],
    name: ['信息屏故障', 'Screen fault'],
    consequence: ['通知无法发布', 'Notices are not shown'],
    action: ['远程重启，无效则派单', 'Restart it from here, else send maintenance'],
  }),
];

export const infoScreen: SystemDeclaration = {
  id: 'info-screen',
  name: { zh: '信息发布屏', en: 'Information screens' },
  short: { zh: '信息屏', en: 'Screens' },
  group: 'services',
  role: 'info-screen',
  intervalS: 300,
  headline: ['on', 'content'],
  points: [
    flag('on', ['亮屏', 'On']),
    word('content', ['内容', 'Content']),
    choice('selfTest', ['自检', 'Self-test'], { passed: ['通过', 'Passed'], failed: ['失败', 'Failed'] }),
  ],
  rules,
  commands: [
    command('show', ['发布内容', 'Show'], ({ text = '' }) => ({ on: true, content: text }), {
      params: [textOf('text', ['内容', 'Text'], 200)],
    }),
    command('restart', ['重启', 'Restart'], { on: true, selfTest: 'passed' }, { timeoutS: 60 }),
    command('off', ['熄屏', 'Switch off'], { on: false }),
  ],
  figures: [
    {
      id: 'screens-on',
      name: { zh: '亮屏信息屏', en: 'Screens on' },
      value: [{ of: 'count', point: 'on', equals: 1 }],
      outOf: [{ of: 'count', point: 'on' }],
      rank: 140,
    },
  ],
  charts: [{ id: 'on', name: { zh: '亮屏', en: 'On' }, points: ['on'], steps: true }],
  simulate: {
    everyS: 300,
    step: (context) => {
      const on = context.hour >= 6 && context.hour < 22;
      const first = once(context, { content: '欢迎回家', selfTest: 'passed' });
      return on === context.last['on'] ? first : { ...first, on };
    },
    faults: faultsOf(rules, {
      fault: {
        says: { selfTest: 'failed', on: false },
        over: { selfTest: 'passed' },
        command: 'restart',
        perYear: 12,
      },
    }),
  },
};
