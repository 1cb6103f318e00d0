/** JSON of a GET, asked again whenever `url` or one of `reasons` changes; null until the first answer or after a fault. Without a `url` nothing is asked. */
import { useEffect, useState } from 'react';

export function useFetched<T>(url: string | null, ...reasons: readonly unknown[]): T | null {
  const [value, setValue] = useState<T | null>(null);
  const why = reasons.map(String).join('|');
  useEffect(() => {
    if (url === null) return;
    const abort = new AbortController();
    // `why` is part of the request's identity: the same address may answer anew.
    void load<T>(url, why, abort.signal).then((answer) => answer !== undefined && setValue(answer));
    return () => abort.abort();
  }, [url, why]);
  return value;
}

async function load<T>(url: string, _why: string, signal: AbortSignal): Promise<T | null | undefined> {
  try {
    const response = await fetch(url, { signal });
    return response.ok ? ((await response.json()) as T) : null;
  } catch {
    return signal.aborted ? undefined : null;
  }
}
