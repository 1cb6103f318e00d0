/** A list that the hub keeps, asked again with each of its reasons; what was read last stays where it cannot be read. */
import { useState } from 'react';
import { useFacts } from '#state/useScreen.tsx';
import { useFetched } from '#ui/useFetched.ts';

export interface Listed<T> {
  /** Null until it was read once. */
  readonly value: T | null;
  /** It could not be read again. */
  readonly isLost: boolean;
}

export function useListed<T>(url: string | null, ...reasons: readonly unknown[]): Listed<T> {
  const current = useFacts((facts) => facts.current);
  const answer = useFetched<T>(url, current, ...reasons);
  const [last, setLast] = useState<T | null>(null);
  // What came last is kept while the component draws, not after it.
  if (answer !== null && answer !== last) setLast(answer);
  return { value: answer ?? last, isLost: !current || (answer === null && last !== null) };
}
