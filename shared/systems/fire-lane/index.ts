/** Cameras with loudspeakers over fire lanes: who stands there, how long, and whether there is a fire meanwhile. */
import { command, faultsOf } from '../acting.ts';
import { anyPlate, coming, happens, lastNumber, once } from '../dailyLife.ts';
import type { SystemDeclaration } from '../declaration.ts';
import { choice, measure, perDay, word } from '../points.ts';
import { rules } from './rules.ts';

const clear = { lane: 'clear', occupied: 0, plate: '' } as const;

export const fireLane: SystemDeclaration = {
  id: 'fire-lane',
  name: { zh: '消防车道', en: 'Fire lanes' },
  short: { zh: '消防车道', en: 'Fire lanes' },
  group: 'fire',
  role: 'fire-lane',
  intervalS: 60,
  headline: ['lane', 'occupied', 'plate'],
  points: [
    choice('lane', ['车道', 'Lane'], {
      clear: ['畅通', 'Clear'],
      occupied: ['占用', 'Occupied'],
      'blocked-in-fire': ['火警时占用', 'Blocked in a fire'],
    }),
    measure('occupied', ['占用时长', 'Occupied for'], 's', [0, 1_000_000]),
    word('plate', ['车牌', 'Plate']),
    perDay('captures', ['今日抓拍', 'Captures today']),
    choice('speaker', ['喊话器', 'Loudspeaker'], {
      idle: ['空闲', 'Idle'],
      speaking: ['播放中', 'Speaking'],
      fault: ['故障', 'Fault'],
    }),
  ],
  rules,
  commands: [
    command('speak', ['喊话驱离', 'Speak'], { speaker: 'speaking' }),
    command('silence', ['停止喊话', 'Stop speaking'], { speaker: 'idle' }),
  ],
  figures: [
    {
      id: 'lanes-clear',
      name: { zh: '畅通消防车道', en: 'Fire lanes clear' },
      value: [{ of: 'count', point: 'lane', equals: 'clear' }],
      outOf: [{ of: 'count', point: 'lane' }],
      rank: 22,
    },
  ],
  highlight: [{ paints: 'zone', from: 2 }],
  charts: [{ id: 'occupied', name: { zh: '占用时长', en: 'Occupied for' }, points: ['occupied'] }],
  simulate: {
    everyS: 20,
    step: (context) => {
      const first = once(context, { ...clear, captures: 0, speaker: 'idle' });
      if (first) return first;
      const occupied = lastNumber(context, 'occupied', 0) + Math.min(20, Math.round(context.elapsedS));
      // Somebody unloads for a minute or two and drives on.
      if (context.last['lane'] === 'occupied')
        return occupied > 120 || context.random() < 0.2 ? { ...clear, speaker: 'idle' } : { occupied };
      if (!happens(context, coming(context.hour) * 1.5)) return null;
      return {
        lane: 'occupied',
        occupied: 10,
        plate: anyPlate(context),
        captures: lastNumber(context, 'captures', 0) + 1,
      };
    },
    faults: faultsOf(rules, {
      overdue: {
        says: { lane: 'occupied', occupied: 260, plate: '鄂B·00000' },
        over: { ...clear, speaker: 'idle' },
        command: 'speak',
      },
      'during-fire': {
        says: { lane: 'blocked-in-fire', occupied: 60, plate: '鄂B·00000' },
        over: { ...clear, speaker: 'idle' },
        command: 'speak',
      },
    }),
  },
};
