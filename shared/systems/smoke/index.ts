/** Standalone smoke detectors, NB-IoT: most 6–7-storey compounds have nothing else (GB 50116 thresholds overridable). */
import { wander, type AlarmRule, type PointPatch, type SystemDeclaration } from '../declaration.ts';

const procedure: AlarmRule['procedure'] = [
  {
    text: { zh: '查看最近摄像机', en: 'Look through the nearest camera' },
    act: { kind: 'cameras' },
    withinS: 60,
  },
  {
    text: { zh: '致电住户', en: 'Call the household' },
    act: { kind: 'call', whom: 'household' },
    withinS: 120,
  },
  {
    text: {
      zh: '3 分钟内核实：画面、住户、相邻烟感',
      en: 'Verify within 3 minutes: picture, household, neighbouring detectors',
    },
    act: { kind: 'countdown', seconds: 180 },
    withinS: 180,
  },
  {
    text: { zh: '释放单元门禁', en: 'Release the unit doors' },
    act: { kind: 'command', role: 'unit-door', command: 'release' },
  },
  {
    text: { zh: '电梯迫降', en: 'Recall the lifts' },
    act: { kind: 'command', role: 'lift', command: 'recall' },
  },
  {
    text: { zh: '致电楼上住户疏散', en: 'Call the households above to leave' },
    act: { kind: 'call', whom: 'above' },
  },
  { text: { zh: '拨打 119', en: 'Call 119' }, act: { kind: 'call', whom: '119' } },
];

export const smoke: SystemDeclaration = {
  id: 'smoke',
  name: { zh: '智能烟感', en: 'Smoke detectors' },
  short: { zh: '烟感', en: 'Smoke' },
  group: 'fire',
  intervalS: 60,
  headline: ['smoke', 'temperature', 'battery'],
  highlight: [{ paints: 'home', from: 2 }],
  points: [
    {
      id: 'smoke',
      name: { zh: '烟雾浓度', en: 'Smoke' },
      kind: 'number',
      unit: 'dB/m',
      min: 0,
      max: 5,
      decimals: 2,
    },
    {
      id: 'temperature',
      name: { zh: '温度', en: 'Temperature' },
      kind: 'number',
      unit: '°C',
      min: -40,
      max: 150,
      decimals: 1,
    },
    {
      id: 'battery',
      name: { zh: '电量', en: 'Battery' },
      kind: 'number',
      unit: '%',
      min: 0,
      max: 100,
      decimals: 0,
    },
    {
      id: 'rssi',
      name: { zh: '信号', en: 'Signal' },
      kind: 'number',
      unit: 'dBm',
      min: -150,
      max: 0,
      decimals: 0,
    },
    {
      id: 'contamination',
      name: { zh: '污染度', en: 'Contamination' },
      kind: 'number',
      unit: '%',
      min: 0,
      max: 100,
      decimals: 0,
    },
    { id: 'alarm', name: { zh: '探测器报警', en: 'Detector’s own alarm' }, kind: 'boolean' },
    { id: 'fault', name: { zh: '故障', en: 'Fault' }, kind: 'boolean' },
  ],
  rules: [
    {
      id: 'smoke',
      point: 'smoke',
      condition: { kind: 'above', limit: 0.15, deadband: 0.05 },
      onDelayMs: 0,
      offDelayMs: 10_000,
      priority: 1,
      name: { zh: '烟感报警', en: 'Smoke alarm' },
      consequence: { zh: '可能起火，烟气将进入楼梯间', en: 'Possible fire; smoke will reach the stair hall' },
      action: {
        zh: '核实现场：看最近摄像机，致电住户；确认后启动疏散',
        en: 'Verify now: nearest camera, call the household; once confirmed start evacuation',
      },
      procedure,
      responseS: 60,
      latching: true,
      shelvable: false,
      incident: 'fire',
    },
    {
      id: 'alarm',
      point: 'alarm',
      condition: { kind: 'equals', value: 1 },
      onDelayMs: 0,
      offDelayMs: 10_000,
      priority: 1,
      name: { zh: '烟感报警', en: 'Smoke alarm' },
      consequence: { zh: '可能起火，烟气将进入楼梯间', en: 'Possible fire; smoke will reach the stair hall' },
      action: {
        zh: '核实现场：看最近摄像机，致电住户；确认后启动疏散',
        en: 'Verify now: nearest camera, call the household; once confirmed start evacuation',
      },
      procedure,
      responseS: 60,
      latching: true,
      shelvable: false,
      incident: 'fire',
    },
    {
      id: 'fault',
      point: 'fault',
      condition: { kind: 'equals', value: 1 },
      onDelayMs: 5_000,
      offDelayMs: 5_000,
      priority: 3,
      name: { zh: '烟感故障', en: 'Smoke detector fault' },
      consequence: { zh: '该处不再受保护', en: 'This place is no longer protected' },
      action: { zh: '派单检修', en: 'Send maintenance' },
      procedure: [],
      responseS: 86_400,
      latching: false,
      shelvable: true,
    },
    {
      id: 'low-battery',
      point: 'battery',
      condition: { kind: 'below', limit: 15, deadband: 5 },
      onDelayMs: 0,
      offDelayMs: 0,
      priority: 4,
      name: { zh: '烟感电量低', en: 'Smoke detector battery low' },
      consequence: { zh: '数周内可能失效', en: 'May fail within weeks' },
      action: { zh: '安排更换电池', en: 'Plan a battery change' },
      procedure: [],
      responseS: 604_800,
      latching: false,
      shelvable: true,
    },
  ],
  simulate: {
    everyS: 60,
    step: (context): PointPatch | null => {
      const cooking = context.deviceId.includes('hall')
        ? 0
        : Math.max(0, 1 - Math.abs(context.hour - 18) / 1.5);
      const battery = context.last['battery'];
      return {
        smoke: Math.max(0, wander(context, 'smoke', 0.01 + cooking * 0.015, 0.02, 2)),
        temperature: wander(
          context,
          'temperature',
          19 + 4 * Math.sin(((context.hour - 9) / 24) * 2 * Math.PI) + cooking * 3,
          1.5,
          1,
        ),
        ...(typeof battery === 'number'
          ? {}
          : {
              battery: Math.round(52 + context.random() * 46),
              rssi: Math.round(-70 - context.random() * 35),
              contamination: Math.round(context.random() * 30),
              fault: false,
            }),
      };
    },
  },
};
