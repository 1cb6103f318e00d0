/** A time of day in the compound's zone. */
import { localTime } from '#shared/time/localTime.ts';
import { useOperations } from '#state/operations.ts';

export function ClockTime({ atMs }: { atMs: number }) {
  const zone = useOperations(
    (state) =>
      state.compounds.find((one) => one.id === state.compoundId)?.manifest.origin.timeZone ?? 'Asia/Shanghai',
  );
  return <time dateTime={new Date(atMs).toISOString()}>{localTime(atMs, zone).clock}</time>;
}
