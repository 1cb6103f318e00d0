/**
 * Gates for people on foot: by face, fingerprint, code, card or phone. Only that somebody passed is kept, never who; a
 * face is never the only way in.
 */
import { command, faultsOf } from '../acting.ts';
import { coming, happens, isNewDay, lastNumber, once, rounded } from '../dailyLife.ts';
import type { PointPatch, SimulationContext, SystemDeclaration } from '../declaration.ts';
import { passageOf, passCommands, passFaults, told } from '../passing.ts';
import { amount, choice, flag, measure, online, perDay } from '../points.ts';
import { rules } from './rules.ts';

const passesAtMostPerHour = 90;
const methods = ['card', 'phone', 'code', 'face', 'fingerprint'] as const;

function pass(context: SimulationContext): PointPatch {
  const { random } = context;
  // Most come with a card or a phone; faces are for those who agreed to it.
  const method = methods[Math.floor(random() ** 2 * methods.length)] ?? 'card';
  return {
    door: 'open',
    method,
    score: method === 'face' || method === 'fingerprint' ? rounded(0.86 + random() * 0.14, 2) : 1,
    latency: rounded(0.3 + random() * 1.4, 1),
    perMinute: Math.round(1 + random() * 3),
    passes: lastNumber(context, 'passes', 0) + 1,
  };
}

export const pedestrianGate: SystemDeclaration = {
  id: 'pedestrian-gate',
  name: { zh: '行人闸机', en: 'Pedestrian gates' },
  short: { zh: '人行闸', en: 'Wickets' },
  group: 'security',
  role: 'pedestrian-gate',
  intervalS: 30,
  headline: ['door', 'passes', 'latency'],
  points: [
    online,
    choice('door', ['闸门', 'Gate'], {
      closed: ['关闭', 'Closed'],
      open: ['开启', 'Open'],
      forced: ['强行通过', 'Forced'],
    }),
    choice('mode', ['模式', 'Mode'], {
      normal: ['正常', 'Normal'],
      locked: ['锁闭', 'Locked'],
      released: ['常开', 'Released'],
    }),
    choice('method', ['核验方式', 'Method'], {
      card: ['刷卡', 'Card'],
      phone: ['手机', 'Phone'],
      code: ['二维码', 'QR code'],
      face: ['人脸', 'Face'],
      fingerprint: ['指纹', 'Fingerprint'],
    }),
    amount('score', ['核验分数', 'Match score'], [0, 1], 2),
    measure('latency', ['核验耗时', 'Time to open'], 's', [0, 60], 1),
    measure('perMinute', ['通行速率', 'Passes per minute'], '/min', [0, 120]),
    perDay('passes', ['今日通行', 'Passes today']),
    flag('blocklist', ['黑名单凭证', 'Blocklisted credential']),
    choice('talk', ['对讲', 'Intercom'], { idle: ['空闲', 'Idle'], talking: ['通话中', 'Talking'] }),
  ],
  rules,
  passage: passageOf('foot'),
  commands: [
    command('open', ['开门', 'Open'], { door: 'open' }),
    command(
      'lock',
      ['锁闭', 'Lock'],
      { door: 'closed', mode: 'locked', blocklist: false },
      {
        confirm: [
          '锁闭后任何人都不能由此通行，火警时须先释放',
          'Nobody can pass while it is locked; in a fire it must be released first',
        ],
      },
    ),
    command('unlock', ['恢复正常', 'Back to normal'], { mode: 'normal', door: 'closed' }),
    command(
      'release',
      ['常开释放', 'Release'],
      { door: 'open', mode: 'released' },
      {
        confirm: ['闸门将保持开启，直到恢复正常', 'The gate stays open until it is set back to normal'],
        timeoutS: 8,
      },
    ),
    command('talk', ['喊话', 'Talk'], { talk: 'talking' }),
    command('restart', ['重启闸机', 'Restart the gate'], { online: true, talk: 'idle' }, { timeoutS: 60 }),
    ...passCommands(),
  ],
  figures: [
    {
      id: 'people-today',
      name: { zh: '今日人行通行', en: 'Passed on foot today' },
      value: [{ of: 'sum', point: 'passes' }],
      rank: 85,
    },
  ],
  charts: [
    { id: 'passes', name: { zh: '今日通行', en: 'Passes today' }, points: ['passes'], steps: true },
    { id: 'latency', name: { zh: '核验耗时', en: 'Time to open' }, points: ['latency'] },
  ],
  simulate: {
    everyS: 5,
    step: (context) => {
      const first = once(context, {
        online: true,
        door: 'closed',
        mode: 'normal',
        passes: 0,
        perMinute: 0,
        blocklist: false,
        talk: 'idle',
      });
      if (first) return first;
      if (isNewDay(context)) return { passes: 0 };
      if (context.last['mode'] !== 'normal') return null;
      if (context.last['door'] === 'open') return { door: 'closed' };
      return happens(context, coming(context.hour) * passesAtMostPerHour) ? pass(context) : null;
    },
    tells: ({ passes, method, score }) => (passes && method ? told({ method, score }) : null),
    faults: faultsOf(rules, {
      forced: { says: { door: 'forced' }, over: { door: 'closed' }, command: 'unlock' },
      held: {
        says: { door: 'open', mode: 'normal' },
        over: { door: 'closed' },
        command: 'unlock',
        perYear: 20,
      },
      blocklist: { says: { blocklist: true }, over: { blocklist: false, mode: 'normal' }, command: 'lock' },
      offline: { says: { online: false }, over: { online: true }, command: 'restart' },
      ...passFaults,
    }),
  },
};
