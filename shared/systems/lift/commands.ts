/** Recall for a fire, a voice into the car, and back to normal. */
import { command, wholeNumber } from '../acting.ts';

export const commands = [
  command(
    'recall',
    ['迫降', 'Recall'],
    ({ floor }) => ({ mode: 'recall', target: floor ?? 1, floor: floor ?? 1, speed: 0, door: 'open' }),
    {
      params: [wholeNumber('floor', ['楼层', 'Floor'], [-3, 60])],
      confirm: [
        '电梯将直达指定楼层（默认首层）并停用',
        'The lift goes straight to the floor (the ground floor unless named) and stays out of use',
      ],
      timeoutS: 15,
    },
  ),
  command(
    'resume',
    ['恢复运行', 'Back to automatic'],
    { mode: 'automatic', door: 'closed' },
    { timeoutS: 10 },
  ),
  command(
    'stop',
    ['停梯', 'Take out of use'],
    { mode: 'out-of-order', speed: 0 },
    {
      confirm: [
        '电梯就近平层、开门放人后停用',
        'The lift stops at the next floor, lets people out and stays out of use',
      ],
      timeoutS: 15,
    },
  ),
  command('talk', ['双向通话', 'Talk to the car'], { call: 'talking' }),
  command('hang-up', ['挂断', 'Hang up'], { call: 'idle' }),
];
