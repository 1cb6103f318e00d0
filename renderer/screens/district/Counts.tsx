/** Open alarms by priority, each with its shape; those that nobody has seen stand out. */
import type { CompoundSummary } from '#shared/protocol/socket.ts';
import { priorities } from '#state/standing.ts';
import { PriorityMark } from '#ui/PriorityMark.tsx';
import { useText } from '#ui/useText.ts';

export function Counts({ asking, open }: Pick<CompoundSummary, 'asking' | 'open'>) {
  const { t } = useText();
  return priorities.map((priority) => {
    const [waiting, all] = [asking[priority - 1] ?? 0, open[priority - 1] ?? 0];
    if (all === 0) return null;
    const title = `${t(`alarms.p${priority}`)}: ${t('district.asking')} ${waiting}, ${t('district.seen')} ${all - waiting}`;
    return (
      <span key={priority} className={`count p${priority} ${waiting > 0 ? 'asking' : 'seen'}`} title={title}>
        <PriorityMark priority={priority} muted={waiting === 0} />
        {waiting > 0 ? waiting : all}
        <span className="sr-only">{title}</span>
      </span>
    );
  });
}
