/**
 * The measuring kiosk of the care station. It measures with consent only; what it measured is personal health data and
 * stays off the map. Simulation measures nobody: only how the kiosk is, and how often it was used.
 */
import { command, faultsOf } from '../acting.ts';
import { coming, happens, isNewDay, lastNumber, once } from '../dailyLife.ts';
import type { PointDeclaration, SystemDeclaration } from '../declaration.ts';
import { choice, flag, measure, perDay } from '../points.ts';
import { alarm, equals } from '../rules.ts';

const personal = (point: PointDeclaration): PointDeclaration => ({ ...point, personal: 'health' });

const rules = [
  alarm({
    id: 'fault',
    point: 'state',
    condition: equals('fault'),
    priority: 3,
    delayS: [30, 10],
    name: ['健康一体机故障', 'Health kiosk fault'],
    consequence: ['居民暂时无法测量', 'Residents cannot be measured for now'],
    action: ['远程重启，无效则报修', 'Restart it from here, else call maintenance'],
  }),
];

export const healthKiosk: SystemDeclaration = {
  id: 'health-kiosk',
  name: { zh: '健康小屋', en: 'Health kiosk' },
  short: { zh: '健康小屋', en: 'Kiosk' },
  group: 'care',
  role: 'health-kiosk',
  intervalS: 300,
  headline: ['state', 'visits'],
  points: [
    choice('state', ['状态', 'State'], {
      idle: ['空闲', 'Idle'],
      'in-use': ['使用中', 'In use'],
      fault: ['故障', 'Fault'],
    }),
    perDay('visits', ['今日使用', 'Used today']),
    personal(flag('consent', ['已同意测量', 'Consented'])),
    personal(measure('height', ['身高', 'Height'], 'cm', [30, 250], 1)),
    personal(measure('weight', ['体重', 'Weight'], 'kg', [2, 300], 1)),
    personal(measure('lipids', ['总胆固醇', 'Cholesterol'], 'mmol/L', [0, 30], 2)),
    personal(measure('systolic', ['收缩压', 'Systolic pressure'], 'mmHg', [30, 300])),
    personal(measure('diastolic', ['舒张压', 'Diastolic pressure'], 'mmHg', [20, 200])),
    personal(measure('spo2', ['血氧', 'SpO₂'], '%', [30, 100])),
    personal(measure('glucose', ['血糖', 'Glucose'], 'mmol/L', [0, 60], 1)),
  ],
  rules,
  commands: [command('restart', ['重启', 'Restart'], { state: 'idle' }, { timeoutS: 90 })],
  figures: [
    {
      id: 'kiosk-visits',
      name: { zh: '健康小屋今日使用', en: 'Kiosk used today' },
      value: [{ of: 'sum', point: 'visits' }],
      rank: 145,
    },
  ],
  charts: [{ id: 'visits', name: { zh: '今日使用', en: 'Used today' }, points: ['visits'], steps: true }],
  simulate: {
    everyS: 120,
    step: (context) => {
      const first = once(context, { state: 'idle', visits: 0 });
      if (first) return first;
      if (isNewDay(context)) return { visits: 0 };
      if (context.last['state'] === 'in-use') return { state: 'idle' };
      const isOpen = context.hour >= 8 && context.hour < 18;
      if (context.last['state'] !== 'idle' || !isOpen || !happens(context, coming(context.hour) * 4))
        return null;
      return { state: 'in-use', visits: lastNumber(context, 'visits', 0) + 1 };
    },
    faults: faultsOf(rules, {
      fault: { says: { state: 'fault' }, over: { state: 'idle' }, command: 'restart', perYear: 6 },
    }),
  },
};
