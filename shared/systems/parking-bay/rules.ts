/**
 * Full car parks and payments that fail. That a bay’s sensor has gone silent is the alarm that every system shares
 * (`deviceHealthRules`), at the same priority.
 */
import { alarm, below, equals } from '../rules.ts';

export const rules = [
  alarm({
    id: 'full',
    point: 'free',
    condition: below(1, 1),
    priority: 4,
    delayS: [60, 60],
    name: ['车场已满', 'Car park full'],
    consequence: ['后续车辆滞留道闸口', 'Arriving cars queue at the gate'],
    action: ['引导至邻近车场', 'Redirect to a neighbouring car park'],
    responseS: 1800,
  }),
  alarm({
    id: 'payment-failed',
    point: 'payment',
    condition: equals('failed'),
    priority: 3,
    delayS: [0, 0],
    name: ['缴费失败', 'Payment failed'],
    consequence: ['车辆无法离场', 'The car cannot leave'],
    action: ['联系车主，人工收费或放行', 'Call the driver; take payment by hand or waive it'],
    responseS: 600,
  }),
];
