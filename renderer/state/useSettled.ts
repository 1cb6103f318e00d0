/** A value that comes in pieces, such as models that load one after another: told once it has kept still. */
import { useEffect, useState } from 'react';

/** Null until it first kept still; what it is when it is first asked for counts at once where `isWhole` says so. */
export function useSettled<T>(value: T, quietMs: number, isWhole: (value: T) => boolean): T | null {
  const [settled, setSettled] = useState<{ readonly value: T } | null>(() =>
    isWhole(value) ? { value } : null,
  );
  useEffect(() => {
    if (settled?.value === value) return;
    const timer = setTimeout(() => setSettled({ value }), quietMs);
    return () => clearTimeout(timer);
  }, [value, quietMs, settled]);
  return settled?.value ?? null;
}
