/** The compound's coverage: asked of the hub when the dialog opens, judged in a thread. */
import { useEffect, useState } from 'react';
import { success, type Result } from '#shared/protocol/result.ts';
import type { ThrowCoverage } from '#shared/protocol/throwCoverage.ts';
import { answered } from '#state/answered.ts';
import type { Judged } from './coverageWorker.ts';

export interface JudgedCoverage extends Judged {
  readonly coverage: ThrowCoverage;
}

/** Null until it is there. `models`: how many there are; another number of them asks anew. */
export function useCoverage(compoundId: string | null, models: number): Result<JudgedCoverage> | null {
  const [found, setFound] = useState<{
    readonly key: string;
    readonly answer: Result<JudgedCoverage>;
  } | null>(null);
  const key = `${compoundId} ${models}`;
  useEffect(() => {
    if (compoundId === null) return;
    const abort = new AbortController();
    let thread: Worker | null = null;
    const url = `/api/compounds/${encodeURIComponent(compoundId)}/throw-coverage`;
    void answered<{ readonly coverage: ThrowCoverage }>(fetch(url, { signal: abort.signal })).then(
      (answer) => {
        if (abort.signal.aborted) return;
        if (!answer.ok) return setFound({ key, answer });
        const { coverage } = answer.value;
        thread = new Worker(new URL('./coverageWorker.ts', import.meta.url), { type: 'module' });
        thread.addEventListener('message', ({ data }: MessageEvent<Judged>) => {
          setFound({ key, answer: success({ coverage, ...data }) });
          thread?.terminate();
        });
        thread.postMessage(coverage);
      },
    );
    return () => {
      abort.abort();
      thread?.terminate();
    };
  }, [compoundId, key]);
  // Until another number of models is judged, what was judged before stands.
  return found?.answer ?? null;
}
