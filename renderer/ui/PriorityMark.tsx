/** Priority by colour and shape and, for readers, by word: ▲ ◆ ■ ●. */
import type { AlarmPriority } from '#shared/systems/declaration.ts';
import { useText } from './useText.ts';

const paths: Readonly<Record<AlarmPriority, string>> = {
  1: 'M8 1.5 15 14H1Z',
  2: 'M8 1 15 8 8 15 1 8Z',
  3: 'M2 2H14V14H2Z',
  4: 'M8 1.5A6.5 6.5 0 1 1 8 14.5 6.5 6.5 0 1 1 8 1.5Z',
};

export function PriorityMark({ priority, muted = false }: { priority: AlarmPriority; muted?: boolean }) {
  const { t } = useText();
  return (
    <svg
      className={`priority-mark ${muted ? 'muted' : `p${priority}`}`}
      viewBox="0 0 16 16"
      role="img"
      aria-label={t(`alarms.p${priority}`)}
    >
      <path d={paths[priority]} />
    </svg>
  );
}
