/** A time of day in the compound's zone. */
import { localTime } from '#shared/time/localTime.ts';
import { zoneOf } from './facts.ts';
import { useFacts } from './useScreen.tsx';

export function ClockTime({ atMs }: { atMs: number }) {
  const zone = useFacts(zoneOf);
  return <time dateTime={new Date(atMs).toISOString()}>{localTime(atMs, zone).clock}</time>;
}
