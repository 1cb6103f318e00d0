/** Current that leaks, cables that glow, arcs: fires before they burn (GB 14287 figures as defaults). */
import { above, alarm, call, equals, lightUp, look, order, within } from '../rules.ts';

const isolate = order('electrical', 'isolate', ['切断该回路', 'Isolate the circuit'], 120);

export const rules = [
  alarm({
    id: 'over-temperature',
    point: 'temperature',
    condition: above(70, 8),
    priority: 1,
    delayS: [5, 30],
    name: ['线缆超温', 'Cable over-temperature'],
    consequence: ['绝缘即将失效，可能起火', 'The insulation is about to fail; fire is likely'],
    action: ['切断回路，派电工带灭火器到场', 'Isolate the circuit, send an electrician with an extinguisher'],
    procedure: [
      look(60),
      isolate,
      within(300, ['5 分钟内电工到场', 'An electrician on site within 5 minutes']),
      lightUp(),
      call('119'),
    ],
    incident: 'fire',
  }),
  alarm({
    id: 'arc',
    point: 'arc',
    condition: equals(1),
    priority: 2,
    delayS: [2, 30],
    name: ['故障电弧', 'Arc fault'],
    consequence: ['接头松脱或线缆破损，可能引燃', 'A loose joint or a broken cable may ignite'],
    action: ['切断回路，派电工检查', 'Isolate the circuit, send an electrician'],
    procedure: [isolate, look()],
    responseS: 300,
    shelvable: false,
  }),
  alarm({
    id: 'leakage',
    point: 'residual',
    condition: above(300, 40),
    priority: 2,
    delayS: [10, 30],
    name: ['剩余电流超限', 'Residual current too high'],
    consequence: ['漏电，可能触电或起火', 'Current leaks; electric shock or fire possible'],
    action: ['派电工排查，必要时切断回路', 'Send an electrician; isolate where needed'],
    procedure: [isolate],
    responseS: 900,
  }),
];
