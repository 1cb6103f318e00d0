/** Over the time bar while a stretch of time is chosen: from when to when, how long, and what can be done with it. */
import { Repeat, X } from 'lucide-react';
import { CommandButton } from '#commands/CommandButton.tsx';
import { localTime } from '#shared/time/localTime.ts';
import { zoneOf } from '#state/facts.ts';
import { useChoices, useFacts } from '#state/useScreen.tsx';
import { stopwatch, useText } from '#ui/useText.ts';

export function RangeBar() {
  const { t } = useText();
  const range = useChoices((choices) => choices.range);
  const zone = useFacts(zoneOf);
  if (!range) return null;
  const [from, to] = [localTime(range.fromMs, zone), localTime(range.toMs, zone)];
  return (
    <section className="range-bar" aria-label={t('range.title')} data-testid="range-bar" data-over-scene>
      <span>
        {from.date} {from.clock} – {to.date === from.date ? '' : `${to.date} `}
        {to.clock} · {stopwatch(range.toMs - range.fromMs)}
      </span>
      <CommandButton command="range.loop" testId="range-loop">
        <Repeat size="1em" />{' '}
      </CommandButton>
      <CommandButton command="changes.show" testId="range-changes" />
      <CommandButton command="bookmark.add" testId="range-bookmark" />
      <CommandButton command="range.export" testId="range-export" />
      <CommandButton command="range.clear" className="icon-button" icon={<X size="1.1em" />} />
    </section>
  );
}
