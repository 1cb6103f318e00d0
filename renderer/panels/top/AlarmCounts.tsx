/** Alarms by priority: unacknowledged, and all of them. Pressing one leaves only that priority in the list. */
import { mayDo } from '#commands/command.ts';
import { isSetAside } from '#shared/alarms/machine.ts';
import type { AlarmPriority } from '#shared/systems/declaration.ts';
import { useChoices, useFacts, useScreen } from '#state/useScreen.tsx';
import { PriorityMark } from '#ui/PriorityMark.tsx';
import { useText } from '#ui/useText.ts';

const priorities: readonly AlarmPriority[] = [1, 2, 3, 4];

export function AlarmCounts() {
  const { t } = useText();
  const screen = useScreen();
  const { choices } = screen;
  // Who may not see alarms is not told that there are none.
  const may = useFacts(() => mayDo(screen, 'alarms.read'));
  const alarms = useFacts((facts) => facts.alarms);
  const chosen = useChoices(({ alarmView }) => alarmView.priorities);
  function toggle(priority: AlarmPriority): void {
    choices.setState(({ alarmView }) => {
      const next = new Set(alarmView.priorities);
      if (!next.delete(priority)) next.add(priority);
      return { alarmView: { ...alarmView, priorities: next } };
    });
  }
  if (!may) return null;
  return (
    <div className="alarm-counts" role="group" aria-label={t('alarms.filter.priority')}>
      {priorities.map((priority) => {
        const all = alarms.filter((alarm) => alarm.priority === priority && !isSetAside(alarm));
        const open = all.filter((alarm) => !alarm.acknowledged).length;
        return (
          <button
            key={priority}
            className={`alarm-count ${open > 0 ? 'some' : ''}`}
            aria-pressed={chosen.has(priority)}
            aria-label={t('alarms.count.of', { priority: t(`alarms.p${priority}`), open, all: all.length })}
            title={t('alarms.count.of', { priority: t(`alarms.p${priority}`), open, all: all.length })}
            data-testid={`count-p${priority}`}
            onClick={() => toggle(priority)}
          >
            <PriorityMark priority={priority} muted={all.length === 0} />
            <b>{open}</b>
            <i>/ {all.length}</i>
          </button>
        );
      })}
    </div>
  );
}
