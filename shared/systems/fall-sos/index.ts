/**
 * Falls and calls for help at home. Whoever calls is called back within a minute. How somebody lies or stands is about
 * their health and goes to whoever may see that; that they call for help is for everybody who can help.
 */
import { command, faultsOf } from '../acting.ts';
import { homeActivity, once, ownShare } from '../dailyLife.ts';
import type { PointDeclaration, SystemDeclaration } from '../declaration.ts';
import { amount, battery, choice, flag, measure } from '../points.ts';
import { alarm, call, equals, lightUp, lowBattery, order, releaseDoors, within } from '../rules.ts';

const personal = (point: PointDeclaration): PointDeclaration => ({ ...point, personal: 'health' });

const procedure = [
  within(60, ['60 秒内回呼', 'Call back within 60 seconds']),
  order('fall-sos', 'call-back', ['通过设备回呼本人', 'Talk to them through the device'], 60),
  call('household', 90),
  { zh: '无应答或伤病：拨打 120', en: 'No answer, hurt or ill: call 120' },
  call('property', 180, ['致电物业上门查看', 'Call the property office to go to the door']),
  releaseDoors(),
  lightUp(),
];

const rules = [
  alarm({
    id: 'sos',
    point: 'sos',
    condition: equals(1),
    priority: 1,
    delayS: [0, 0],
    name: ['一键求助', 'SOS'],
    consequence: ['有人正在求助', 'Somebody asks for help'],
    action: ['60 秒内回呼，必要时叫救护车', 'Call back within 60 s, call an ambulance where needed'],
    procedure,
  }),
  alarm({
    id: 'fall',
    point: 'posture',
    condition: equals('fallen'),
    priority: 1,
    delayS: [10, 10],
    name: ['疑似跌倒', 'Probable fall'],
    consequence: ['可能受伤无法起身', 'They may be hurt and unable to get up'],
    action: [
      '60 秒内回呼，无应答即上门并叫救护车',
      'Call back within 60 s; no answer: go there, call an ambulance',
    ],
    procedure,
  }),
  lowBattery(['求助设备', 'Help button']),
];

export const fallSos: SystemDeclaration = {
  id: 'fall-sos',
  name: { zh: '跌倒与求助', en: 'Falls and SOS' },
  short: { zh: '求助', en: 'SOS' },
  group: 'care',
  role: 'fall-sos',
  intervalS: 300,
  headline: ['sos', 'battery'],
  points: [
    flag('sos', ['求助', 'SOS']),
    personal(
      choice('posture', ['姿态', 'Posture'], {
        upright: ['站立', 'Upright'],
        sitting: ['坐', 'Sitting'],
        lying: ['躺', 'Lying'],
        fallen: ['跌倒', 'Fallen'],
        away: ['无人', 'Nobody'],
      }),
    ),
    personal(amount('confidence', ['置信度', 'Confidence'], [0, 1], 2)),
    personal(measure('dwell', ['持续时间', 'For'], 's', [0, 1_000_000])),
    choice('call', ['通话', 'Call'], { idle: ['空闲', 'Idle'], talking: ['通话中', 'Talking'] }),
    battery,
  ],
  rules,
  commands: [
    command('call-back', ['回呼', 'Call back'], { call: 'talking', sos: false }, { timeoutS: 15 }),
    command('hang-up', ['挂断', 'Hang up'], { call: 'idle' }),
  ],
  figures: [
    {
      id: 'sos-now',
      name: { zh: '正在求助', en: 'Calling for help' },
      value: [{ of: 'count', point: 'sos', equals: 1 }],
      loud: { above: 0 },
      rank: 5,
    },
  ],
  highlight: [{ paints: 'home', from: 1 }],
  charts: [{ id: 'battery', name: { zh: '电量', en: 'Battery' }, points: ['battery'] }],
  simulate: {
    everyS: 300,
    step: (context) => {
      const active = context.random() < homeActivity(context.hour);
      const postures = active ? (['upright', 'sitting', 'away'] as const) : (['sitting', 'lying'] as const);
      const posture = postures[Math.floor(context.random() * postures.length)] ?? 'sitting';
      const first = once(context, {
        sos: false,
        call: 'idle',
        battery: Math.round(40 + ownShare(context) * 58),
      });
      if (posture === context.last['posture']) return first;
      return { ...first, posture, confidence: 0.94, dwell: 0, call: 'idle' };
    },
    faults: faultsOf(rules, {
      sos: { says: { sos: true }, over: { sos: false, call: 'idle' }, command: 'call-back' },
      fall: {
        says: { posture: 'fallen', confidence: 0.91, dwell: 20 },
        over: { posture: 'sitting', dwell: 0, call: 'idle' },
        command: 'call-back',
      },
      'low-battery': { says: { battery: 9 }, over: { battery: 100 }, perYear: 1, lastsS: 3600 },
    }),
  },
};
