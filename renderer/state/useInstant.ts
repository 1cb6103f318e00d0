/** The clock's instant, re-read a few times a second, for components that show it. */
import { useEffect, useState } from 'react';
import { useScreen } from './useScreen.tsx';

export function useInstant(everyMs = 500): number {
  const { clock } = useScreen();
  const [instant, setInstant] = useState(() => clock.instantMs());
  useEffect(() => {
    const read = () => setInstant(clock.instantMs());
    const timer = setInterval(read, everyMs);
    const unsubscribe = clock.subscribe(read);
    return () => {
      clearInterval(timer);
      unsubscribe();
    };
  }, [clock, everyMs]);
  return instant;
}
