/** Evidence of one incident as the hub keeps it, and what is done with it; asked again whenever its timeline grows. */
import { useEffect, useState } from 'react';
import type { EvidenceDraft, IncidentEvidence } from '#shared/protocol/evidence.ts';
import type { Fault } from '#shared/protocol/result.ts';
import { askHub, type Answer } from '#state/account.ts';
import { answered } from '#state/answered.ts';

export interface KnownEvidence {
  /** Null until it is known. */
  readonly evidence: IncidentEvidence | null;
  readonly fault: Fault | null;
  make(draft: EvidenceDraft): Promise<Answer<object>>;
  lock(note: string): Promise<Answer<object>>;
  release(note: string): Promise<Answer<object>>;
}

/** `entryCount`: each deed leaves an entry, whoever did it. */
export function useEvidence(incidentId: string, entryCount: number): KnownEvidence {
  const url = `/api/incidents/${encodeURIComponent(incidentId)}/evidence`;
  const [known, setKnown] = useState<Pick<KnownEvidence, 'evidence' | 'fault'>>({
    evidence: null,
    fault: null,
  });
  const [times, setTimes] = useState(0);
  const why = `${url} ${entryCount} ${times}`;
  useEffect(() => {
    const abort = new AbortController();
    void answered<{ readonly evidence: IncidentEvidence }>(
      fetch(why.slice(0, why.indexOf(' ')), { signal: abort.signal }),
    ).then((answer) => {
      if (abort.signal.aborted) return;
      setKnown(
        answer.ok
          ? { evidence: answer.value.evidence, fault: null }
          : { evidence: null, fault: answer.error },
      );
    });
    return () => abort.abort();
  }, [why]);
  async function done(asked: Promise<Answer<object>>): Promise<Answer<object>> {
    const answer = await asked;
    setTimes((count) => count + 1);
    return answer;
  }
  return {
    ...known,
    make: (draft) => done(askHub('POST', url, draft)),
    lock: (note) => done(askHub('POST', `${url}-lock`, { note })),
    release: (note) => done(askHub('DELETE', `${url}-lock`, { note })),
  };
}
