/** The electronic fence, zone by zone: pulses and tension of the wires, and what crosses the line. */
import { command, faultsOf } from '../acting.ts';
import { once, wander } from '../dailyLife.ts';
import type { SystemDeclaration } from '../declaration.ts';
import { choice, flag, measure } from '../points.ts';
import { rules } from './rules.ts';

export const perimeter: SystemDeclaration = {
  id: 'perimeter',
  name: { zh: '周界防护', en: 'Perimeter' },
  short: { zh: '周界', en: 'Fence' },
  group: 'security',
  role: 'perimeter',
  intervalS: 30,
  headline: ['zone', 'mode', 'pulse'],
  points: [
    choice('zone', ['防区', 'Zone'], {
      normal: ['正常', 'Normal'],
      climb: ['翻越', 'Climbed'],
      cut: ['断线', 'Cut'],
      fault: ['故障', 'Fault'],
    }),
    choice('mode', ['布防', 'Mode'], { armed: ['已布防', 'Armed'], disarmed: ['已撤防', 'Disarmed'] }),
    measure('pulse', ['脉冲电压', 'Pulse'], 'kV', [0, 20], 1),
    measure('tension', ['张力', 'Tension'], 'N', [0, 2000]),
    flag('crossing', ['越线', 'Line crossed']),
  ],
  rules,
  commands: [
    command('arm', ['布防', 'Arm'], { mode: 'armed' }),
    command(
      'disarm',
      ['撤防', 'Disarm'],
      { mode: 'disarmed', pulse: 0 },
      {
        confirm: ['撤防后此段翻越不再报警', 'While disarmed nobody hears of a climb here'],
      },
    ),
    command('reset', ['防区复位', 'Reset the zone'], { zone: 'normal', crossing: false }),
  ],
  figures: [
    {
      id: 'zones-armed',
      name: { zh: '布防防区', en: 'Zones armed' },
      value: [{ of: 'count', point: 'mode', equals: 'armed' }],
      outOf: [{ of: 'count', point: 'mode' }],
      rank: 45,
    },
  ],
  highlight: [{ paints: 'zone', from: 2 }],
  charts: [
    { id: 'pulse', name: { zh: '脉冲电压', en: 'Pulse' }, points: ['pulse'] },
    { id: 'tension', name: { zh: '张力', en: 'Tension' }, points: ['tension'] },
  ],
  simulate: {
    everyS: 30,
    step: (context) => ({
      ...(context.last['mode'] === 'disarmed' ? {} : { pulse: wander(context, 'pulse', 7.6, 1, 1) }),
      tension: wander(context, 'tension', 240, 30, 0),
      ...once(context, { zone: 'normal', mode: 'armed', crossing: false }),
    }),
    faults: faultsOf(rules, {
      climb: {
        says: { zone: 'climb', tension: 520 },
        over: { zone: 'normal', tension: 240 },
        command: 'reset',
      },
      'line-cross': { says: { crossing: true }, over: { crossing: false }, command: 'reset' },
      cut: {
        says: { zone: 'cut', pulse: 0, tension: 20 },
        over: { zone: 'normal', pulse: 7.6, tension: 240 },
      },
      'weak-pulse': { says: { pulse: 3.8 }, over: { pulse: 7.6 }, perYear: 6, lastsS: 900 },
      fault: { says: { zone: 'fault' }, over: { zone: 'normal' }, command: 'reset', perYear: 2 },
    }),
  },
};
