/** What a lift tells of itself and of the people in its car. */
import { amount, choice, flag, measure, perDay } from '../points.ts';

export const points = [
  amount('floor', ['楼层', 'Floor'], [-3, 60]),
  amount('target', ['目的楼层', 'Target floor'], [-3, 60]),
  measure('speed', ['速度', 'Speed'], 'm/s', [-10, 10], 2),
  choice('door', ['轿门', 'Car door'], {
    closed: ['关闭', 'Closed'],
    open: ['开启', 'Open'],
    fault: ['故障', 'Fault'],
  }),
  measure('load', ['载重', 'Load'], 'kg', [0, 5000]),
  measure('vibration', ['振动', 'Vibration'], 'mm/s²', [0, 1000]),
  perDay('trips', ['今日运行次数', 'Trips today']),
  measure('levelling', ['平层误差', 'Levelling error'], 'mm', [0, 500]),
  flag('trapped', ['困人', 'People trapped']),
  flag('ebike', ['电动车入梯', 'E-bike in car']),
  choice('mode', ['模式', 'Mode'], {
    automatic: ['自动', 'Automatic'],
    recall: ['消防迫降', 'Fire recall'],
    maintenance: ['检修', 'Maintenance'],
    'out-of-order': ['停梯', 'Out of order'],
  }),
  choice('call', ['应急通话', 'Emergency call'], {
    idle: ['空闲', 'Idle'],
    ringing: ['呼叫中', 'Ringing'],
    talking: ['通话中', 'Talking'],
  }),
];
