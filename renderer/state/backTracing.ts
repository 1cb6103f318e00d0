/**
 * The back-trace of an incident's throw: what it is computed from is asked of the hub once, each asking being a look that the
 * hub writes down; what-ifs are computed again in a thread from the same answer.
 */
import { useEffect, useState } from 'react';
import type { BackTrace, BackTraceInput } from '#shared/physics/ballistics/backTrace.ts';
import { success, type Fault, type Result } from '#shared/protocol/result.ts';
import { answered } from './answered.ts';
import type { ThrowTrace } from '#shared/protocol/throwTrace.ts';
import { priorsFor, type WhatIf } from '#shared/incidents/whatIf.ts';

export type BackTracing =
  | { readonly kind: 'loading' }
  | { readonly kind: 'refused'; readonly fault: Fault }
  | { readonly kind: 'computing' }
  /** `isFresh`: of what is supposed now; else of what was supposed before. */
  | {
      readonly kind: 'traced';
      readonly trace: ThrowTrace;
      readonly result: BackTrace;
      readonly isFresh: boolean;
    };

type Asked = Result<ThrowTrace>;

/** Null: nobody waits for it any more. */
async function ask(incidentId: string, eventId: string | null, signal: AbortSignal): Promise<Asked | null> {
  const query = eventId === null ? '' : `?${new URLSearchParams({ event: eventId })}`;
  const url = `/api/incidents/${encodeURIComponent(incidentId)}/throw-trace${query}`;
  const answer = await answered<{ readonly trace: ThrowTrace }>(fetch(url, { signal }));
  if (signal.aborted) return null;
  return answer.ok ? success(answer.value.trace) : answer;
}

/** `eventId`: which of its throws; null: the newest. `basis`: what it rests on, asked anew when that changes. `models`: how many there are, null until that is known; once all windows of the wall are a model's, more models change nothing. `whatIf`: what somebody supposes of object and wind. */
export function useBackTracing(
  incidentId: string,
  eventId: string | null,
  basis: string,
  models: number | null,
  whatIf: WhatIf,
): BackTracing & { readonly again: () => void } {
  const [tries, setTries] = useState(0);
  const key = `${tries} ${basis} ${incidentId} ${eventId}`;
  const [asked, setAsked] = useState<{ readonly key: string; readonly answer: Asked } | null>(null);
  const answer = asked?.key === key ? asked.answer : null;
  const isSettled = answer?.ok === true && answer.value.openings.every(({ element }) => element !== null);
  useEffect(() => {
    if (models === null || isSettled) return;
    const abort = new AbortController();
    void ask(incidentId, eventId, abort.signal).then((answer) => answer && setAsked({ key, answer }));
    return () => abort.abort();
  }, [incidentId, eventId, models, isSettled, key]);
  const trace = answer?.ok ? answer.value : null;
  const found = useTraced(trace, whatIf);
  const again = () => setTries((count) => count + 1);
  if (!answer) return { kind: 'loading', again };
  if (!answer.ok) return { kind: 'refused', fault: answer.error, again };
  if (!trace || found?.trace !== trace) return { kind: 'computing', again };
  if (!found.result) return { kind: 'refused', fault: { code: 'throw-no-track' }, again };
  return { kind: 'traced', trace, result: found.result, isFresh: found.whatIf === whatIf, again };
}

interface Traced {
  readonly trace: ThrowTrace;
  readonly whatIf: WhatIf;
  /** Null: the tracks do not suffice. */
  readonly result: BackTrace | null;
}

/** The newest answer of the thread. */
function useTraced(trace: ThrowTrace | null, whatIf: WhatIf): Traced | null {
  const [found, setFound] = useState<Traced | null>(null);
  useEffect(() => {
    if (!trace) return;
    const { facade, extent, openings, sightings } = trace;
    const priors = priorsFor(trace.priors, whatIf);
    const thread = new Worker(new URL('./backTraceWorker.ts', import.meta.url), { type: 'module' });
    thread.addEventListener('message', ({ data }: MessageEvent<BackTrace | null>) => {
      setFound({ trace, whatIf, result: data });
      thread.terminate();
    });
    thread.addEventListener('error', () => setFound({ trace, whatIf, result: null }));
    thread.postMessage({ facade, extent, openings, sightings, priors } satisfies BackTraceInput);
    return () => thread.terminate();
  }, [trace, whatIf]);
  return found;
}
