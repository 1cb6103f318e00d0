/**
 * Repairs, complaints and call-backs. Its device is the desk itself: the hub counts its own orders, nothing is
 * simulated.
 */
import type { SystemDeclaration } from '../declaration.ts';
import { amount, measure, word } from '../points.ts';
import { above, alarm } from '../rules.ts';

export const workOrder: SystemDeclaration = {
  id: 'work-order',
  name: { zh: '报修投诉', en: 'Work orders' },
  short: { zh: '工单', en: 'Orders' },
  group: 'services',
  role: 'work-desk',
  intervalS: 300,
  headline: ['open', 'overdue', 'oldest'],
  points: [
    amount('open', ['未办结工单', 'Open orders'], [0, 1_000_000]),
    amount('overdue', ['超时工单', 'Overdue orders'], [0, 1_000_000]),
    measure('oldest', ['最久工单', 'Oldest order'], 'h', [0, 100_000], 1),
    word('worst', ['超时最久', 'Overdue for longest']),
    measure('sla', ['承诺时限', 'Promised within'], 'h', [0, 10_000]),
    amount('score', ['回访评分', 'Score'], [1, 5], 1),
  ],
  rules: [
    alarm({
      id: 'sla-breach',
      point: 'overdue',
      condition: above(0, 0),
      // Another order that is late asks again.
      toldBy: 'worst',
      priority: 3,
      delayS: [0, 0],
      name: ['工单超时', 'Order past its time'],
      consequence: ['居民的报修未按承诺办理', 'A resident’s request was not met as promised'],
      action: ['催办责任人，向居民说明', 'Press whoever has it, tell the resident'],
      responseS: 3600,
    }),
  ],
  figures: [
    {
      id: 'orders-overdue',
      name: { zh: '超时工单', en: 'Orders overdue' },
      value: [{ of: 'sum', point: 'overdue' }],
      outOf: [{ of: 'sum', point: 'open' }],
      loud: { above: 0 },
      rank: 65,
    },
  ],
  charts: [
    { id: 'orders', name: { zh: '工单', en: 'Orders' }, points: ['open', 'overdue'], steps: true },
    { id: 'oldest', name: { zh: '最久工单', en: 'Oldest order' }, points: ['oldest'] },
  ],
};
