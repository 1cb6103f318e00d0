/** Cameras that look up a façade for thrown objects: how they are, and what they last saw. The track itself is an event. */
import { faultsOf } from '../acting.ts';
import { isNewDay, lastNumber, once } from '../dailyLife.ts';
import type { SystemDeclaration } from '../declaration.ts';
import { amount, measure, online, word } from '../points.ts';
import { rules } from './rules.ts';

export const throwCamera: SystemDeclaration = {
  id: 'throw-camera',
  name: { zh: '高空抛物监控', en: 'Throw cameras' },
  short: { zh: '高空抛物', en: 'Throws' },
  group: 'security',
  role: 'facade-camera',
  intervalS: 30,
  headline: ['online', 'throws'],
  points: [
    online,
    amount('throws', ['今日抛物', 'Throws today'], [0, 100_000]),
    measure('fps', ['帧率', 'Frame rate'], 'fps', [0, 240]),
    word('class', ['最近物体', 'Last object']),
    word('clip', ['最近片段', 'Last clip']),
    amount('originFloor', ['推断楼层', 'Origin storey'], [-3, 60], 1),
    amount('originSigma', ['楼层误差 σ', 'Storey error σ'], [0, 60], 1),
  ],
  rules,
  figures: [
    {
      id: 'throws-today',
      name: { zh: '今日抛物', en: 'Throws today' },
      value: [{ of: 'sum', point: 'throws' }],
      loud: { above: 0 },
      rank: 30,
    },
  ],
  simulate: {
    everyS: 30,
    step: (context) =>
      once(context, { online: true, throws: 0, fps: 25 }) ??
      (isNewDay(context) && lastNumber(context, 'throws', 0) > 0 ? { throws: 0 } : null),
    faults: faultsOf(rules, {
      'throw-people': { event: { type: 'throw', data: { people: true, class: 'bottle', originStorey: 5 } } },
      throw: { event: { type: 'throw', data: { people: false, class: 'bag', originStorey: 4 } } },
    }),
  },
};
