/** What a person can do at a unit’s door from afar; releasing it for a fire leaves it open for anybody. */
import { command } from '../acting.ts';
import { passCommands } from '../passing.ts';

export const commands = [
  command('open', ['开门', 'Open'], { lock: 'unlocked', door: 'open' }),
  command('answer', ['接听对讲', 'Answer the call'], { call: 'talking' }),
  command('hang-up', ['挂断', 'Hang up'], { call: 'idle' }),
  command(
    'release',
    ['消防释放', 'Release for fire'],
    { lock: 'released', door: 'open' },
    {
      confirm: [
        '门将保持开启，任何人都能进入，直到重新上锁',
        'The door stays open for anybody until it is locked again',
      ],
      timeoutS: 8,
    },
  ),
  command('lock', ['重新上锁', 'Lock again'], { lock: 'locked', door: 'closed' }),
  ...passCommands(({ untilMs }) => ({ visitorUntil: untilMs })),
];
