/** In the tab: how many ask somebody to act, with the mark of the gravest. */
import { isAsking } from '#shared/alarms/machine.ts';
import { useFacts } from '#state/useScreen.tsx';
import { PriorityMark } from '#ui/PriorityMark.tsx';

export function AlarmBadge() {
  const alarms = useFacts((facts) => facts.alarms);
  const asking = alarms.filter(isAsking);
  const worst = asking[0];
  if (!worst) return null;
  return (
    <span className="tab-badge" aria-hidden="true" data-count={asking.length}>
      <PriorityMark priority={worst.priority} />
    </span>
  );
}
