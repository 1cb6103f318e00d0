/** Fire alarm control unit of a courtyard: collects detectors, commands linkage, reports feedback (GB 25506, GB 50116). */
import type { PointPatch, SystemDeclaration } from '../declaration.ts';

export const firePanel: SystemDeclaration = {
  id: 'fire-panel',
  name: { zh: '火灾报警控制器', en: 'Fire panels' },
  short: { zh: '火警主机', en: 'Fire panels' },
  group: 'fire',
  intervalS: 30,
  headline: ['state', 'linkage'],
  points: [
    {
      id: 'state',
      name: { zh: '状态', en: 'State' },
      kind: 'state',
      states: [
        { id: 'normal', name: { zh: '正常', en: 'Normal' } },
        { id: 'alarm', name: { zh: '火警', en: 'Alarm' } },
        { id: 'shielded', name: { zh: '屏蔽', en: 'Shielded' } },
        { id: 'fault', name: { zh: '故障', en: 'Fault' } },
      ],
    },
    {
      id: 'linkage',
      name: { zh: '联动', en: 'Linkage' },
      kind: 'state',
      states: [
        { id: 'idle', name: { zh: '未启动', en: 'Idle' } },
        { id: 'commanded', name: { zh: '已下发', en: 'Commanded' } },
        { id: 'feedback', name: { zh: '已反馈', en: 'Feedback received' } },
      ],
    },
    { id: 'zone', name: { zh: '报警部位', en: 'Zone' }, kind: 'text' },
    { id: 'mains', name: { zh: '主电', en: 'Mains power' }, kind: 'boolean' },
  ],
  rules: [
    {
      id: 'fire',
      point: 'state',
      condition: { kind: 'equals', value: 'alarm' },
      onDelayMs: 0,
      offDelayMs: 0,
      priority: 1,
      name: { zh: '火灾报警', en: 'Fire alarm' },
      consequence: { zh: '已确认火情，声光警报启动', en: 'Fire confirmed; sounders running' },
      action: { zh: '执行火灾处置程序，拨打 119', en: 'Follow the fire procedure, call 119' },
      procedure: [
        {
          text: { zh: '查看报警部位的摄像机', en: 'Look through the cameras at the zone' },
          act: { kind: 'cameras' },
          withinS: 60,
        },
        {
          text: { zh: '释放单元门禁', en: 'Release the unit doors' },
          act: { kind: 'command', role: 'unit-door', command: 'release' },
          withinS: 180,
        },
        {
          text: { zh: '电梯迫降', en: 'Recall the lifts' },
          act: { kind: 'command', role: 'lift', command: 'recall' },
          withinS: 180,
        },
        {
          text: { zh: '致电住户疏散', en: 'Call the household to leave' },
          act: { kind: 'call', whom: 'household' },
        },
        {
          text: { zh: '致电楼上住户疏散', en: 'Call the households above to leave' },
          act: { kind: 'call', whom: 'above' },
        },
        {
          text: { zh: '抬起车辆道闸，让消防车进入', en: 'Raise the vehicle gates for the fire engines' },
          act: { kind: 'command', role: 'vehicle-gate', command: 'open' },
        },
        { text: { zh: '拨打 119', en: 'Call 119' }, act: { kind: 'call', whom: '119' } },
      ],
      responseS: 30,
      latching: true,
      shelvable: false,
      toldBy: 'zone',
      speaksForCompound: true,
      incident: 'fire',
    },
    {
      id: 'fault',
      point: 'state',
      condition: { kind: 'equals', value: 'fault' },
      onDelayMs: 10_000,
      offDelayMs: 10_000,
      priority: 2,
      name: { zh: '控制器故障', en: 'Fire panel fault' },
      consequence: { zh: '本区火警可能无法上报', en: 'Fires in this courtyard may go unreported' },
      action: { zh: '立即派人值守并报修', en: 'Post a watch at once and call maintenance' },
      procedure: [],
      responseS: 900,
      latching: false,
      shelvable: true,
    },
    {
      id: 'mains-lost',
      point: 'mains',
      condition: { kind: 'equals', value: 0 },
      onDelayMs: 30_000,
      offDelayMs: 10_000,
      priority: 2,
      name: { zh: '控制器主电故障', en: 'Fire panel on battery' },
      consequence: { zh: '备电仅能维持约 8 小时', en: 'The battery lasts about 8 hours' },
      action: { zh: '检查配电', en: 'Check the supply' },
      procedure: [],
      responseS: 1800,
      latching: false,
      shelvable: true,
    },
  ],
  simulate: {
    everyS: 30,
    step: (context): PointPatch | null =>
      context.last['state'] === undefined
        ? { state: 'normal', linkage: 'idle', zone: '', mains: true }
        : null,
  },
};
