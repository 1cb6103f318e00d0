/** A throw is an event with a track; it asks for a person’s judgement and accuses nobody. */
import type { ProcedureStep } from '#shared/incidents/procedure.ts';
import { alarm, call, look, said, type AlarmSpec } from '../rules.ts';

const procedure: readonly ProcedureStep[] = [
  look(120, ['回放轨迹，排除鸟、落叶', 'Replay the track; rule out birds and leaves']),
  look(120, ['查看落点画面，是否伤人', 'Look where it landed: was anyone hit?']),
  look(undefined, ['截取前后画面存入本事件', 'Keep pictures from before and after in this incident']),
  call('property', undefined, ['致电物业封闭落点', 'Call the property office to close off where it landed']),
  { zh: '拨打 110，接警编号写入结果', en: 'Call 110; write their case number as the result' },
];

const judged = {
  delayS: [0, 0],
  action: [
    '核对画面，保全证据，喊话警示；不指认住户',
    'Check the pictures, preserve the evidence, warn by loudspeaker; name no household',
  ],
  procedure,
  responseS: 120,
  latching: true,
  shelvable: false,
  incident: 'throw',
} as const satisfies Partial<AlarmSpec>;

export const rules = [
  alarm({
    ...judged,
    id: 'throw-people',
    priority: 1,
    condition: said('throw', { people: true }),
    name: ['高空抛物·下方有人', 'Object thrown above people'],
    consequence: ['可能伤人', 'Someone may be hurt'],
  }),
  alarm({
    ...judged,
    id: 'throw',
    priority: 2,
    condition: said('throw', { people: false }),
    name: ['高空抛物', 'Object thrown'],
    consequence: ['落点暂无人', 'Nobody seen where it landed'],
  }),
];
