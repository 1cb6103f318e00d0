/** The clock's instant in steps, for components that show it: they draw when a step begins, and not in between. */
import { useEffect, useMemo, useState } from 'react';
import type { Clock } from './clock.ts';
import { followSteps, stepOf } from './clockSteps.ts';
import { useScreen } from './useScreen.tsx';

interface Told {
  readonly clock: Clock;
  readonly everyMs: number;
  readonly step: number;
}

export function useInstant(everyMs = 500): number {
  const { clock } = useScreen();
  // Of another length of step the instant is known at once: whoever asks for something by it asks once, not twice.
  const first = useMemo(() => stepOf(clock, everyMs), [clock, everyMs]);
  const [told, setTold] = useState<Told | null>(null);
  useEffect(
    () =>
      followSteps(clock, everyMs, (step) =>
        setTold((before) => (before === null && step === first ? null : { clock, everyMs, step })),
      ),
    [clock, everyMs, first],
  );
  return told?.clock === clock && told.everyMs === everyMs ? told.step : first;
}
