/** Surveillance cameras: their state. Health is measured in frames, not in registrations. */
import { command, faultsOf } from '../acting.ts';
import { once, ownShare, wander } from '../dailyLife.ts';
import type { SystemDeclaration } from '../declaration.ts';
import { choice, measure, online } from '../points.ts';
import { rules } from './rules.ts';

export const cctv: SystemDeclaration = {
  id: 'cctv',
  name: { zh: '视频监控', en: 'Cameras' },
  short: { zh: '监控', en: 'Cameras' },
  group: 'security',
  role: 'camera',
  intervalS: 30,
  headline: ['online', 'fps', 'bitrate'],
  points: [
    online,
    measure('bitrate', ['码率', 'Bit rate'], 'Mbit/s', [0, 100], 1),
    measure('fps', ['帧率', 'Frame rate'], 'fps', [0, 240]),
    measure('storage', ['存储天数', 'Days stored'], 'd', [0, 3650]),
    choice('picture', ['画面', 'Picture'], {
      good: ['正常', 'Good'],
      blurred: ['模糊', 'Blurred'],
      covered: ['遮挡', 'Covered'],
      moved: ['移位', 'Moved'],
    }),
    choice('disk', ['录像磁盘', 'Recording disk'], { good: ['正常', 'Good'], fault: ['故障', 'Fault'] }),
  ],
  rules,
  commands: [
    command('restart', ['重启摄像机', 'Restart the camera'], { online: true, fps: 25 }, { timeoutS: 60 }),
    command('preset', ['回到预置位', 'Back to the preset view'], { picture: 'good' }, { timeoutS: 15 }),
  ],
  figures: [
    {
      id: 'cameras-online',
      name: { zh: '在线摄像机', en: 'Cameras online' },
      value: [{ of: 'count', point: 'online', equals: 1 }],
      outOf: [{ of: 'count', point: 'online' }],
      rank: 60,
    },
  ],
  charts: [
    { id: 'bitrate', name: { zh: '码率', en: 'Bit rate' }, points: ['bitrate'] },
    { id: 'fps', name: { zh: '帧率', en: 'Frame rate' }, points: ['fps'] },
  ],
  simulate: {
    everyS: 30,
    step: (context) => ({
      bitrate: Math.max(0.5, wander(context, 'bitrate', 4, 1.5, 1)),
      ...once(context, {
        online: true,
        fps: 25,
        storage: 32 + Math.floor(ownShare(context) * 58),
        picture: 'good',
        disk: 'good',
      }),
    }),
    faults: faultsOf(rules, {
      loss: {
        says: { online: false, fps: 0, bitrate: 0 },
        over: { online: true, fps: 25, bitrate: 4 },
        command: 'restart',
        perYear: 6,
      },
      covered: { says: { picture: 'covered' }, over: { picture: 'good' } },
      blurred: { says: { picture: 'blurred' }, over: { picture: 'good' }, perYear: 2, lastsS: 1800 },
      moved: { says: { picture: 'moved' }, over: { picture: 'good' }, command: 'preset', perYear: 1 },
      storage: { says: { storage: 26 }, over: { storage: 40 }, perYear: 0.5, lastsS: 3600 },
      'disk-fault': { says: { disk: 'fault' }, over: { disk: 'good' }, perYear: 0.5, lastsS: 3600 },
    }),
  },
};
