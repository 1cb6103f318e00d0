/** What makes a camera worthless as a witness: no picture, a bad one, or no recording of it. */
import { alarm, below, call, equals, look } from '../rules.ts';

const picture = { point: 'picture', delayS: [10, 5] } as const;

export const rules = [
  alarm({
    id: 'loss',
    point: 'online',
    condition: equals(0),
    priority: 3,
    delayS: [10, 5],
    name: ['视频丢失', 'Video lost'],
    consequence: ['该处失去视野', 'This place cannot be seen'],
    action: ['检查供电与网络，派单', 'Check power and network, send maintenance'],
    responseS: 3600,
  }),
  alarm({
    ...picture,
    id: 'covered',
    condition: equals('covered'),
    priority: 2,
    name: ['镜头被遮挡', 'Camera covered'],
    consequence: ['可能有人蓄意遮挡', 'Someone may have done it on purpose'],
    action: ['派保安查看', 'Send a guard'],
    procedure: [
      look(120, ['查看相邻摄像机', 'Look through the neighbouring cameras']),
      call('property', 600, ['致电物业现场查看', 'Have the property office look at it']),
    ],
  }),
  alarm({
    ...picture,
    id: 'blurred',
    condition: equals('blurred'),
    priority: 3,
    delayS: [60, 5],
    name: ['画面模糊', 'Picture blurred'],
    consequence: ['看不清细节，录像难作证据', 'Details are lost; recordings are poor evidence'],
    action: ['清洁镜头或重新调焦，派单', 'Clean or refocus the lens, send maintenance'],
    responseS: 86_400,
  }),
  alarm({
    ...picture,
    id: 'moved',
    condition: equals('moved'),
    priority: 3,
    name: ['摄像机移位', 'Camera moved'],
    consequence: ['监视区域不再完整', 'The watched area is no longer covered'],
    action: ['查看现场，校正朝向', 'Look at the scene, turn it back'],
    responseS: 3600,
  }),
  alarm({
    id: 'storage',
    point: 'storage',
    condition: below(30, 2),
    priority: 3,
    delayS: [0, 0],
    name: ['录像不足 30 天', 'Less than 30 days recorded'],
    consequence: ['不满足留存要求', 'Below the retention required by law'],
    action: ['检查磁盘', 'Check the disks'],
    responseS: 86_400,
  }),
  alarm({
    id: 'disk-fault',
    point: 'disk',
    condition: equals('fault'),
    priority: 3,
    delayS: [30, 10],
    name: ['录像磁盘故障', 'Recording disk fault'],
    consequence: ['新的画面不再被保存', 'New pictures are no longer kept'],
    action: ['更换磁盘，确认录像恢复', 'Replace the disk, make sure that recording goes on'],
  }),
];
