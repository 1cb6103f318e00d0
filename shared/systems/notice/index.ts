/** Messages to residents’ phones. Its device is the desk itself: the hub counts what it sent, nothing is simulated. */
import type { SystemDeclaration } from '../declaration.ts';
import { perDay } from '../points.ts';
import { above, alarm, order } from '../rules.ts';

export const notice: SystemDeclaration = {
  id: 'notice',
  name: { zh: '通知推送', en: 'Notices' },
  short: { zh: '通知', en: 'Notices' },
  group: 'services',
  role: 'notice-desk',
  intervalS: 300,
  headline: ['sent', 'delivered', 'failed'],
  points: [
    perDay('sent', ['今日发送', 'Sent today']),
    perDay('delivered', ['今日送达', 'Delivered today']),
    perDay('read', ['今日已读', 'Read today']),
    perDay('failed', ['今日失败', 'Failed today']),
  ],
  rules: [
    alarm({
      id: 'push-failed',
      point: 'failed',
      condition: above(0, 0),
      priority: 2,
      delayS: [0, 0],
      name: ['通知推送失败', 'Notices not delivered'],
      consequence: [
        '部分居民未收到通知，紧急通知可能遗漏',
        'Some residents have heard nothing; it may be urgent',
      ],
      action: ['改用短信、广播或电话通知', 'Use text messages, loudspeakers or calls instead'],
      procedure: [order('broadcast', 'speak', ['改用广播通知', 'Announce it by loudspeaker'])],
    }),
  ],
  figures: [
    {
      id: 'notices-delivered',
      name: { zh: '今日通知送达', en: 'Notices delivered today' },
      value: [{ of: 'sum', point: 'delivered' }],
      outOf: [{ of: 'sum', point: 'sent' }],
      rank: 135,
    },
  ],
  charts: [
    {
      id: 'notices',
      name: { zh: '通知', en: 'Notices' },
      points: ['sent', 'delivered', 'read', 'failed'],
      steps: true,
    },
  ],
};
