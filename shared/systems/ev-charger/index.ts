/** Charging posts for cars: 7 kW AC at the bays; power, heat and leakage of each. */
import { command, faultsOf } from '../acting.ts';
import { grown, happens, homeActivity, once, wander } from '../dailyLife.ts';
import type { PointPatch, SimulationContext, SystemDeclaration } from '../declaration.ts';
import { choice, measure, register } from '../points.ts';
import { rules } from './rules.ts';

const idle = { power: 0, current: 0, connector: 'free' } as const;

function charging(context: SimulationContext): PointPatch {
  const power = wander(context, 'power', 6.6, 0.4, 1, [0, 7]);
  return {
    connector: 'charging',
    power,
    voltage: wander(context, 'voltage', 226, 6, 0),
    current: Math.round(power * 4.4),
    temperature: wander(context, 'temperature', 42, 5, 0, [0, 60]),
    energy: grown(context, 'energy', power, 4000),
  };
}

export const evCharger: SystemDeclaration = {
  id: 'ev-charger',
  name: { zh: '电动汽车充电桩', en: 'EV chargers' },
  short: { zh: '充电桩', en: 'EV posts' },
  group: 'parking',
  role: 'ev-charger',
  intervalS: 60,
  headline: ['connector', 'power', 'temperature'],
  points: [
    choice('connector', ['充电枪', 'Connector'], {
      free: ['空闲', 'Free'],
      plugged: ['已插枪', 'Plugged in'],
      charging: ['充电中', 'Charging'],
      fault: ['故障', 'Fault'],
      'cut-off': ['已断电', 'Cut off'],
    }),
    measure('power', ['功率', 'Power'], 'kW', [0, 400], 1),
    register('energy', ['累计电量', 'Energy'], 'kWh', 10_000_000, 1),
    measure('voltage', ['电压', 'Voltage'], 'V', [0, 1000]),
    measure('current', ['电流', 'Current'], 'A', [0, 600]),
    measure('temperature', ['温度', 'Temperature'], '°C', [-40, 200]),
    measure('leakage', ['漏电流', 'Leakage'], 'mA', [0, 1000]),
  ],
  rules,
  commands: [
    command('cut', ['切断电源', 'Cut power'], { ...idle, connector: 'cut-off', leakage: 0 }, { timeoutS: 8 }),
    command('restart', ['重启', 'Restart'], idle, { timeoutS: 60 }),
    command(
      'restore',
      ['恢复供电', 'Restore power'],
      { connector: 'free' },
      {
        confirm: ['确认故障已排除、枪线完好', 'Make sure that the fault is mended and the cable is whole'],
        timeoutS: 8,
      },
    ),
  ],
  figures: [
    {
      id: 'ev-charging',
      name: { zh: '充电中车辆', en: 'Cars charging' },
      value: [{ of: 'count', point: 'connector', equals: 'charging' }],
      outOf: [{ of: 'count', point: 'connector' }],
      rank: 100,
    },
  ],
  charts: [
    { id: 'power', name: { zh: '功率', en: 'Power' }, points: ['power'] },
    { id: 'energy', name: { zh: '累计电量', en: 'Energy' }, points: ['energy'] },
    { id: 'temperature', name: { zh: '温度', en: 'Temperature' }, points: ['temperature'] },
    { id: 'leakage', name: { zh: '漏电流', en: 'Leakage' }, points: ['leakage'] },
  ],
  simulate: {
    everyS: 60,
    step: (context) => {
      const first = once(context, { ...idle, energy: 1200, voltage: 228, temperature: 24, leakage: 2 });
      if (first) return first;
      const { last, hour } = context;
      if (last['connector'] === 'charging' && !happens(context, 0.3)) return charging(context);
      if (last['connector'] === 'charging') return { ...idle, temperature: 30 };
      if (last['connector'] === 'plugged') return charging(context);
      if (last['connector'] !== 'free') return null;
      if (happens(context, homeActivity(hour) * 0.35)) return { connector: 'plugged' };
      const temperature = wander(context, 'temperature', 24, 2, 0);
      return temperature === last['temperature'] ? null : { temperature };
    },
    faults: faultsOf(rules, {
      'over-temperature': {
        says: { temperature: 97, connector: 'charging' },
        over: { ...idle, temperature: 30 },
        command: 'cut',
      },
      leakage: { says: { leakage: 62 }, over: { leakage: 2, connector: 'free' }, command: 'cut' },
      fault: {
        says: { ...idle, connector: 'fault' },
        over: { connector: 'free' },
        command: 'restart',
        perYear: 10,
      },
    }),
  },
};
