/** Fire alarm control unit of a courtyard: collects detectors, commands linkage, reports feedback (GB 25506, GB 50116). */
import { command, faultsOf } from '../acting.ts';
import { once } from '../dailyLife.ts';
import type { SystemDeclaration } from '../declaration.ts';
import { choice, flag, word } from '../points.ts';
import { rules } from './rules.ts';

const quiet = { state: 'normal', linkage: 'idle', zone: '', mains: true } as const;

export const firePanel: SystemDeclaration = {
  id: 'fire-panel',
  name: { zh: '火灾报警控制器', en: 'Fire panels' },
  short: { zh: '火警主机', en: 'Fire panels' },
  group: 'fire',
  role: 'fire-panel',
  intervalS: 30,
  headline: ['state', 'linkage'],
  points: [
    choice('state', ['状态', 'State'], {
      normal: ['正常', 'Normal'],
      alarm: ['火警', 'Alarm'],
      shielded: ['屏蔽', 'Shielded'],
      fault: ['故障', 'Fault'],
    }),
    choice('linkage', ['联动', 'Linkage'], {
      idle: ['未启动', 'Idle'],
      commanded: ['已下发', 'Commanded'],
      feedback: ['已反馈', 'Feedback received'],
    }),
    word('zone', ['报警部位', 'Zone']),
    flag('mains', ['主电', 'Mains power']),
  ],
  rules,
  commands: [
    command(
      'reset',
      ['复位', 'Reset'],
      { state: 'normal', linkage: 'idle', zone: '' },
      {
        confirm: [
          '确认火情已消除；复位后声光警报停止，联动退出',
          'Make sure the fire is out; sounders stop and linkage ends',
        ],
        timeoutS: 10,
      },
    ),
  ],
  figures: [
    {
      id: 'fire-panels',
      name: { zh: '火警主机', en: 'Fire panels' },
      value: [{ of: 'count', point: 'state', equals: 'normal' }],
      outOf: [{ of: 'count', point: 'state' }],
      rank: 15,
    },
  ],
  highlight: [{ paints: 'zone', from: 1 }],
  simulate: {
    everyS: 30,
    step: (context) => once(context, quiet),
    faults: faultsOf(rules, {
      fire: {
        says: { state: 'alarm', linkage: 'commanded' },
        over: { state: 'normal', linkage: 'idle', zone: '' },
        command: 'reset',
      },
      fault: { says: { state: 'fault' }, over: { state: 'normal' } },
      shielded: { says: { state: 'shielded' }, over: { state: 'normal' }, perYear: 2, lastsS: 1800 },
      'mains-lost': { says: { mains: false }, over: { mains: true } },
    }),
  },
};
