/** The clock's instant in steps, for components that show it: they draw when a step begins, and not in between. */
import { useEffect, useState } from 'react';
import { followSteps, stepOf } from './clockSteps.ts';
import { useScreen } from './useScreen.tsx';

export function useInstant(everyMs = 500): number {
  const { clock } = useScreen();
  const [instant, setInstant] = useState(() => stepOf(clock, everyMs));
  useEffect(() => followSteps(clock, everyMs, setInstant), [clock, everyMs]);
  return instant;
}
