/**
 * Fetches until it succeeds: a request that fails is asked again after a growing pause, so that a building whose data
 * is late appears late, and is never left out without a word.
 */

const FIRST_MS = 1000;
const LONGEST_MS = 30_000;

/** Pause before the try after `failures` failed ones: 1, 2, 4 … 30 s. */
export function pauseMs(failures: number): number {
  return Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.max(0, failures - 1));
}

export interface FetchAgain {
  readonly signal: AbortSignal;
  readonly pauseMs: (failures: number) => number;
  /** A request failed for the first time, or the one that had failed was answered. */
  readonly missing: (change: 1 | -1) => void;
  /** Statuses of answers that asking again would not change; `read` gets them. */
  readonly isFinal?: (status: number) => boolean;
}

function rest(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener(
      'abort',
      () => {
        clearTimeout(timer);
        resolve();
      },
      { once: true },
    );
  });
}

/** What `act` gives in the end; what it throws counts as a failure. Throws once aborted. */
export async function tryAgain<T>(
  act: () => Promise<T>,
  { signal, pauseMs: pause, missing }: FetchAgain,
): Promise<T> {
  for (let failures = 0; ;) {
    try {
      const value = await act();
      if (failures > 0) missing(-1);
      return value;
    } catch (error) {
      if (signal.aborted) throw error;
      failures++;
      if (failures === 1) missing(1);
      await rest(pause(failures), signal);
    }
  }
}

/** The answer, read and understood by `read`; what `read` throws counts as a failure too. Throws once aborted. */
export function fetchAgain<T>(
  url: string,
  read: (response: Response) => Promise<T>,
  again: FetchAgain,
): Promise<T> {
  return tryAgain(async () => {
    const response = await fetch(url, { signal: again.signal });
    if (!response.ok && !again.isFinal?.(response.status)) throw new Error(`${url}: ${response.status}`);
    return read(response);
  }, again);
}
