/** The compound's coverage: asked of the hub when the dialog opens, judged in a thread. */
import { useEffect, useState } from 'react';
import { failure, success, type Result } from '#shared/protocol/result.ts';
import type { ThrowCoverage } from '#shared/protocol/throwCoverage.ts';
import { answered } from '#state/answered.ts';
import type { Judged } from './coverageWorker.ts';

export interface JudgedCoverage extends Judged {
  readonly coverage: ThrowCoverage;
}

/** What a thread finds. One that fails says so: nobody waits for what does not come. */
export function judgedBy(
  thread: Pick<Worker, 'addEventListener' | 'postMessage'>,
  coverage: ThrowCoverage,
): Promise<Result<JudgedCoverage>> {
  return new Promise((resolve) => {
    thread.addEventListener('message', ({ data }: MessageEvent<Judged>) =>
      resolve(success({ coverage, ...data })),
    );
    for (const kind of ['error', 'messageerror'] as const)
      thread.addEventListener(kind, () => resolve(failure('coverage-failed')));
    thread.postMessage(coverage);
  });
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
        const judging = new Worker(new URL('./coverageWorker.ts', import.meta.url), { type: 'module' });
        thread = judging;
        void judgedBy(judging, answer.value.coverage).then((judged) => {
          judging.terminate();
          if (!abort.signal.aborted) setFound({ key, answer: judged });
        });
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
