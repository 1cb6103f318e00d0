/** Gas detectors in kitchens with a valve that can be closed from afar. */
import { command, faultsOf } from '../acting.ts';
import { once } from '../dailyLife.ts';
import type { SystemDeclaration } from '../declaration.ts';
import { choice, flag, measure } from '../points.ts';
import { rules } from './rules.ts';

export const gas: SystemDeclaration = {
  id: 'gas',
  name: { zh: '燃气泄漏', en: 'Gas detectors' },
  short: { zh: '燃气', en: 'Gas' },
  group: 'fire',
  role: 'gas-valve',
  intervalS: 120,
  headline: ['lel', 'valve'],
  points: [
    measure('lel', ['燃气浓度', 'Gas'], '%LEL', [0, 100], 1),
    choice('valve', ['燃气阀', 'Valve'], { open: ['开启', 'Open'], closed: ['关闭', 'Closed'] }),
    flag('alarm', ['探测器报警', 'Detector’s own alarm']),
    flag('fault', ['故障', 'Fault']),
  ],
  rules,
  commands: [
    command('close', ['关闭燃气阀', 'Close the valve'], { valve: 'closed' }, { timeoutS: 10 }),
    command(
      'open',
      ['打开燃气阀', 'Open the valve'],
      { valve: 'open' },
      {
        confirm: [
          '确认已查明原因、灶具关闭、有人在家',
          'Make sure that the cause is found, the stove is off and somebody is at home',
        ],
        timeoutS: 10,
      },
    ),
  ],
  figures: [
    {
      id: 'gas-highest',
      name: { zh: '最高燃气浓度', en: 'Highest gas reading' },
      value: [{ of: 'max', point: 'lel' }],
      unit: '%LEL',
      decimals: 1,
      loud: { above: 10 },
      rank: 12,
    },
  ],
  highlight: [{ paints: 'home', from: 2 }],
  charts: [{ id: 'lel', name: { zh: '燃气浓度', en: 'Gas' }, points: ['lel'] }],
  simulate: {
    everyS: 120,
    step: (context) => {
      const first = once(context, { lel: 0, valve: 'open', fault: false });
      if (first) return first;
      // A whiff when a burner is lit.
      const isLit = context.last['valve'] === 'open' && context.random() < 0.05;
      const whiff = isLit ? Math.round(context.random() * 12) / 10 : 0;
      return whiff === context.last['lel'] ? null : { lel: whiff };
    },
    faults: faultsOf(rules, {
      leak: { says: { lel: 18 }, over: { lel: 0, valve: 'open' }, command: 'close' },
      alarm: { says: { alarm: true }, over: { alarm: false, valve: 'open' }, command: 'close' },
      fault: { says: { fault: true }, over: { fault: false }, perYear: 0.5, lastsS: 1800 },
    }),
  },
};
