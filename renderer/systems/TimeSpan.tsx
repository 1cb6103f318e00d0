/** From when to when by the compound's clocks: the day once where both are of one day, the year only where it is another. */
import { localTime } from '#shared/time/localTime.ts';
import { zoneOf } from '#state/facts.ts';
import { useInstant } from '#state/useInstant.ts';
import { useFacts } from '#state/useScreen.tsx';

const dayMs = 86_400_000;

export function TimeSpan({ fromMs, untilMs }: { fromMs: number; untilMs: number }) {
  const zone = useFacts(zoneOf);
  const nowMs = useInstant(dayMs);
  const [from, until] = [localTime(fromMs, zone), localTime(untilMs, zone)];
  const thisYear = localTime(nowMs, zone).date.slice(0, 4);
  const day = (date: string) => (date.startsWith(thisYear) ? date.slice(5) : date);
  const minute = (clock: string) => clock.slice(0, 5);
  return (
    <span className="time-span">
      <time dateTime={new Date(fromMs).toISOString()}>{`${day(from.date)} ${minute(from.clock)}`}</time> –{' '}
      <time dateTime={new Date(untilMs).toISOString()}>
        {until.date === from.date ? minute(until.clock) : `${day(until.date)} ${minute(until.clock)}`}
      </time>
    </span>
  );
}
