/** A value that is followed at most once in a while: at a busy gate a screen does not ask for each who passes. */
import { useEffect, useRef, useState } from 'react';

export function useCalm<T>(value: T, everyMs: number): T {
  const [followed, setFollowed] = useState(value);
  const lastMs = useRef(0);
  useEffect(() => {
    if (value === followed) return;
    const waitMs = Math.max(0, lastMs.current + everyMs - performance.now());
    const timer = setTimeout(() => {
      lastMs.current = performance.now();
      setFollowed(value);
    }, waitMs);
    return () => clearTimeout(timer);
  }, [value, followed, everyMs]);
  return followed;
}
