/** Cabinets of ten ports for electric bicycles: power, leakage, heat and smoke of each, and the tags of the bicycles. */
import { command, faultsOf, wholeNumber } from '../acting.ts';
import { grown, homeActivity, once, ownShare, wander } from '../dailyLife.ts';
import type { SystemDeclaration } from '../declaration.ts';
import { amount, flag, measure, word } from '../points.ts';
import { rules } from './rules.ts';

const ports = 10;
const off = { charging: 0, portPower: 0, power: 0, leakage: 0 } as const;

export const ebikeCharger: SystemDeclaration = {
  id: 'ebike-charger',
  name: { zh: '电动自行车充电', en: 'E-bike charging' },
  short: { zh: '电动车充电', en: 'E-bikes' },
  group: 'parking',
  role: 'ebike-charger',
  intervalS: 60,
  headline: ['charging', 'temperature', 'power'],
  points: [
    amount('charging', ['充电端口', 'Ports charging'], [0, 100]),
    measure('portPower', ['最大端口功率', 'Highest port power'], 'W', [0, 2000]),
    measure('power', ['总功率', 'Power'], 'W', [0, 20_000]),
    measure('energy', ['累计电量', 'Energy'], 'kWh', [0, 10_000_000], 1),
    measure('leakage', ['漏电流', 'Leakage'], 'mA', [0, 1000]),
    measure('temperature', ['柜内温度', 'Temperature'], '°C', [-40, 300]),
    flag('smoke', ['冒烟', 'Smoke']),
    flag('theft', ['标签异动', 'Tag moved']),
    word('tag', ['标签位置', 'Tag position']),
  ],
  rules,
  commands: [
    command(
      'cut-port',
      ['切断端口', 'Cut a port'],
      { portPower: 0 },
      {
        params: [wholeNumber('port', ['端口', 'Port'], [1, ports], { required: true })],
      },
    ),
    command('cut-all', ['切断全部端口', 'Cut all ports'], off),
    command(
      'restore',
      ['恢复供电', 'Restore power'],
      { charging: 0 },
      {
        confirm: ['确认柜内无高温、无烟', 'Make sure that nothing in it is hot or smokes'],
      },
    ),
  ],
  figures: [
    {
      id: 'ebikes-charging',
      name: { zh: '电动自行车充电', en: 'E-bikes charging' },
      value: [{ of: 'sum', point: 'charging' }],
      rank: 102,
    },
    {
      id: 'cabinet-temperature',
      name: { zh: '充电柜最高温度', en: 'Hottest cabinet' },
      value: [{ of: 'max', point: 'temperature' }],
      unit: '°C',
      decimals: 0,
      loud: { above: 65 },
      rank: 26,
    },
  ],
  highlight: [{ paints: 'zone', from: 2 }],
  charts: [
    { id: 'power', name: { zh: '功率', en: 'Power' }, points: ['power', 'portPower'] },
    { id: 'energy', name: { zh: '累计电量', en: 'Energy' }, points: ['energy'] },
    { id: 'temperature', name: { zh: '柜内温度', en: 'Temperature' }, points: ['temperature'] },
    { id: 'charging', name: { zh: '充电端口', en: 'Ports charging' }, points: ['charging'], steps: true },
  ],
  simulate: {
    everyS: 60,
    step: (context) => {
      // Plugged in after supper, full by midnight.
      const wanted =
        (0.15 + 0.75 * homeActivity((context.hour + 22) % 24)) * ports * (0.7 + ownShare(context) * 0.3);
      const charging = Math.round(wander(context, 'charging', wanted, 2, 0, [0, ports]));
      const portPower = charging === 0 ? 0 : wander(context, 'portPower', 240, 60, 0, [60, 380]);
      const power = Math.round(charging * portPower * 0.8);
      return {
        charging,
        portPower,
        power,
        energy: grown(context, 'energy', power / 1000, 900),
        temperature: wander(context, 'temperature', 22 + charging * 0.9, 3, 0, [-10, 50]),
        leakage: wander(context, 'leakage', 3, 2, 0, [0, 10]),
        ...once(context, { smoke: false, theft: false, tag: 'charging-shed' }),
      };
    },
    faults: faultsOf(rules, {
      'over-temperature': { says: { temperature: 82 }, over: { temperature: 30 }, command: 'cut-all' },
      smoke: {
        says: { smoke: true, temperature: 60 },
        over: { smoke: false, temperature: 30 },
        command: 'cut-all',
      },
      'over-current': {
        says: { portPower: 520 },
        over: { portPower: 0 },
        command: 'cut-port',
        params: { port: 3 },
      },
      theft: { says: { theft: true, tag: 'east-gate' }, over: { theft: false, tag: 'charging-shed' } },
    }),
  },
};
