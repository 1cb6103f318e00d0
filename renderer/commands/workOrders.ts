/** Opening a work order: for what is chosen, in a dialog that says what it is about. */
import type { Choices } from '#state/choices.ts';
import type { ScreenContext } from '#state/screenContext.ts';
import { leadAlarm } from './alarmCommands.ts';
import type { ScreenCommand } from './command.ts';

export function askForOrder({ choices }: ScreenContext, subject: Partial<Choices['orderSubject']>): void {
  choices.setState({
    overlay: 'new-order',
    orderSubject: { alarmId: null, deviceKey: null, placeId: null, ...subject },
  });
}

export const workOrderCommands: readonly ScreenCommand[] = [
  {
    id: 'order.alarm',
    group: 'alarms',
    text: 'orders.new.alarm',
    keys: ['W'],
    needs: 'orders.act',
    acts: true,
    unable: (screen) => (leadAlarm(screen) ? null : 'why.alarm.choose'),
    run: (screen) => {
      const alarm = leadAlarm(screen);
      if (alarm) askForOrder(screen, { alarmId: alarm.id });
    },
  },
  {
    id: 'order.new',
    group: 'incidents',
    text: 'orders.new',
    needs: 'orders.act',
    acts: true,
    run: (screen) => {
      const { selection } = screen.choices.getState();
      if (selection?.kind === 'device') askForOrder(screen, { deviceKey: selection.key });
      else if (selection?.kind === 'place') askForOrder(screen, { placeId: selection.id });
      else askForOrder(screen, {});
    },
  },
];
