/** Standalone smoke detectors, NB-IoT: most 6–7-storey compounds have nothing else (GB 50116 thresholds overridable). */
import type { SystemDeclaration } from '../declaration.ts';
import { battery, flag, measure, rssi } from '../points.ts';
import { rules } from './rules.ts';
import { simulate } from './simulate.ts';

export const smoke: SystemDeclaration = {
  id: 'smoke',
  name: { zh: '智能烟感', en: 'Smoke detectors' },
  short: { zh: '烟感', en: 'Smoke' },
  group: 'fire',
  intervalS: 60,
  headline: ['smoke', 'temperature', 'battery'],
  points: [
    measure('smoke', ['烟雾浓度', 'Smoke'], 'dB/m', [0, 5], 2),
    measure('temperature', ['温度', 'Temperature'], '°C', [-40, 150], 1),
    battery,
    rssi,
    measure('contamination', ['污染度', 'Contamination'], '%', [0, 100]),
    flag('alarm', ['探测器报警', 'Detector’s own alarm']),
    flag('fault', ['故障', 'Fault']),
  ],
  rules,
  figures: [
    {
      id: 'smoke-alarms',
      name: { zh: '烟感报警', en: 'Smoke alarms' },
      value: [{ of: 'count', point: 'smoke', from: 0.15 }],
      outOf: [{ of: 'count', point: 'smoke' }],
      loud: { above: 0 },
      rank: 10,
    },
  ],
  highlight: [{ paints: 'home', from: 2 }],
  charts: [
    { id: 'smoke', name: { zh: '烟雾浓度', en: 'Smoke' }, points: ['smoke'] },
    { id: 'temperature', name: { zh: '温度', en: 'Temperature' }, points: ['temperature'] },
  ],
  simulate,
};
