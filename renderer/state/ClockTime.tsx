/** A time of day in the compound's zone, with its date where that is asked for. */
import { localTime } from '#shared/time/localTime.ts';
import { zoneOf } from './facts.ts';
import { useFacts } from './useScreen.tsx';

export function ClockTime({ atMs, dated = false }: { atMs: number; dated?: boolean }) {
  const zone = useFacts(zoneOf);
  const { date, clock } = localTime(atMs, zone);
  return (
    <time dateTime={new Date(atMs).toISOString()}>{dated ? `${date} ${clock.slice(0, 5)}` : clock}</time>
  );
}
