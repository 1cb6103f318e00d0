/** What stands together, as one line: pressing it chooses all of its alarms, the arrow folds them. */
import { ChevronDown, ChevronRight } from 'lucide-react';
import type { CSSProperties } from 'react';
import { useScreen } from '#state/useScreen.tsx';
import { PriorityMark } from '#ui/PriorityMark.tsx';
import { useText } from '#ui/useText.ts';
import type { AlarmGroup } from './arrange.ts';

export function GroupRow(props: {
  readonly group: AlarmGroup;
  readonly style: CSSProperties;
  readonly isClosed: boolean;
  readonly onToggle: () => void;
}) {
  const { t, local } = useText();
  const { choices } = useScreen();
  const { name, alarms, worst, asking } = props.group;
  const Arrow = props.isClosed ? ChevronRight : ChevronDown;
  const counts = t('alarms.group.count', { asking, all: alarms.length });
  return (
    <div
      role="option"
      aria-selected={false}
      aria-label={`${local(name)}: ${counts}`}
      className="alarm-group"
      style={props.style}
      data-testid="alarm-group"
      title={t('alarms.group.choose')}
      onClick={(event) =>
        (event.target as Element).closest('.twist')
          ? props.onToggle()
          : choices.setState({ chosenAlarmIds: alarms.map(({ id }) => id).toReversed() })
      }
    >
      <span className="twist">
        <Arrow size="1em" />
      </span>
      <PriorityMark priority={worst} muted={asking === 0} />
      <b>
        <bdi>{local(name)}</bdi>
      </b>
      <span title={counts}>
        {asking} / {alarms.length}
      </span>
    </div>
  );
}
