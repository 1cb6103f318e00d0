/** Cameras that look up a façade for thrown objects. A throw is an event with a track; it asks for a person's judgement. */
import type { AlarmRule, PointPatch, SystemDeclaration } from '../declaration.ts';

const judged: Omit<AlarmRule, 'id' | 'priority' | 'condition' | 'name' | 'consequence'> = {
  onDelayMs: 0,
  offDelayMs: 0,
  action: {
    zh: '核对画面，保全证据，喊话警示；不指认住户',
    en: 'Check the pictures, preserve the evidence, warn by loudspeaker; name no household',
  },
  procedure: [
    {
      text: { zh: '回放轨迹，排除鸟、落叶', en: 'Replay the track; rule out birds and leaves' },
      act: { kind: 'cameras' },
      withinS: 120,
    },
    {
      text: { zh: '查看落点画面，是否伤人', en: 'Look where it landed: was anyone hit?' },
      act: { kind: 'cameras' },
      withinS: 120,
    },
    {
      text: { zh: '截取前后画面存入本事件', en: 'Keep pictures from before and after in this incident' },
      act: { kind: 'cameras' },
    },
    {
      text: { zh: '致电物业封闭落点', en: 'Call the property office to close off where it landed' },
      act: { kind: 'call', whom: 'property' },
    },
    { zh: '拨打 110，接警编号写入结果', en: 'Call 110; write their case number as the result' },
  ],
  responseS: 120,
  latching: true,
  shelvable: false,
  incident: 'throw',
};

export const throwCamera: SystemDeclaration = {
  id: 'throw-camera',
  name: { zh: '高空抛物监控', en: 'Throw cameras' },
  short: { zh: '高空抛物', en: 'Throws' },
  group: 'security',
  intervalS: 30,
  headline: ['online', 'throws'],
  points: [
    { id: 'online', name: { zh: '在线', en: 'Online' }, kind: 'boolean' },
    {
      id: 'throws',
      name: { zh: '今日抛物', en: 'Throws today' },
      kind: 'number',
      min: 0,
      max: 100_000,
      decimals: 0,
    },
    {
      id: 'fps',
      name: { zh: '帧率', en: 'Frame rate' },
      kind: 'number',
      unit: 'fps',
      min: 0,
      max: 240,
      decimals: 0,
    },
  ],
  rules: [
    {
      ...judged,
      id: 'throw-people',
      priority: 1,
      condition: { kind: 'event', type: 'throw', when: { people: true } },
      name: { zh: '高空抛物·下方有人', en: 'Object thrown above people' },
      consequence: { zh: '可能伤人', en: 'Someone may be hurt' },
    },
    {
      ...judged,
      id: 'throw',
      priority: 2,
      condition: { kind: 'event', type: 'throw', when: { people: false } },
      name: { zh: '高空抛物', en: 'Object thrown' },
      consequence: { zh: '落点暂无人', en: 'Nobody seen where it landed' },
    },
  ],
  simulate: {
    everyS: 30,
    step: (context): PointPatch | null =>
      context.last['online'] === undefined ? { online: true, throws: 0, fps: 25 } : null,
  },
};
