/** The journal page by page, newest first, for what is asked. */
import { useEffect, useState } from 'react';
import type { JournalKind, JournalPage, JournalRow } from '#shared/protocol/journal.ts';
import type { Fault, Result } from '#shared/protocol/result.ts';

export interface JournalQuestion {
  readonly compound: string;
  readonly fromMs: number;
  readonly toMs: number;
  readonly kinds: readonly JournalKind[];
  readonly text: string;
}

export interface Journal {
  readonly rows: readonly JournalRow[];
  readonly fault: Fault | null;
  readonly loading: boolean;
  /** There is more than what was loaded. */
  readonly more: boolean;
  loadMore(): void;
}

const pageRows = 200;

export async function journalPage(
  { compound, fromMs, toMs, kinds, text }: JournalQuestion,
  before: string | null,
  signal?: AbortSignal,
): Promise<Result<JournalPage>> {
  const query = new URLSearchParams({
    from: String(Math.round(fromMs)),
    to: String(Math.round(toMs)),
    kinds: kinds.join(','),
    limit: String(pageRows),
    ...(text === '' ? {} : { q: text }),
    ...(before === null ? {} : { before }),
  });
  const url = `/api/compounds/${encodeURIComponent(compound)}/journal?${query}`;
  const response = await fetch(url, signal ? { signal } : {}).catch(() => null);
  if (!response) return { ok: false, error: { code: 'unreachable' } };
  // A proxy in between may answer in words of its own.
  const answer = (await response.json().catch(() => null)) as
    ({ ok: true } & JournalPage) | { ok: false; error: Fault } | null;
  if (!answer) return { ok: false, error: { code: 'unreachable' } };
  return answer.ok ? { ok: true, value: answer } : answer;
}

interface Answered {
  readonly question: JournalQuestion;
  readonly rows: readonly JournalRow[];
  readonly next: string | null;
  readonly fault: Fault | null;
}

export function useJournal(question: JournalQuestion | null): Journal {
  const [answered, setAnswered] = useState<Answered | null>(null);
  const [loadingMore, setLoadingMore] = useState(false);
  useEffect(() => {
    if (!question) return;
    const left = new AbortController();
    void journalPage(question, null, left.signal).then((answer) => {
      // Of several questions only the last is answered.
      if (left.signal.aborted) return;
      setAnswered(
        answer.ok
          ? { question, rows: answer.value.rows, next: answer.value.next, fault: null }
          : { question, rows: [], next: null, fault: answer.error },
      );
    });
    return () => left.abort();
  }, [question]);

  async function loadMore(): Promise<void> {
    if (!answered || answered.next === null || loadingMore) return;
    setLoadingMore(true);
    const answer = await journalPage(answered.question, answered.next);
    setLoadingMore(false);
    setAnswered((known) => {
      if (known !== answered) return known;
      if (!answer.ok) return { ...known, fault: answer.error, next: null };
      return { ...known, rows: [...known.rows, ...answer.value.rows], next: answer.value.next };
    });
  }

  return {
    rows: question === null ? [] : (answered?.rows ?? []),
    fault: answered?.fault ?? null,
    loading: loadingMore || (question !== null && answered?.question !== question),
    more: answered?.next !== null && answered?.next !== undefined,
    loadMore: () => void loadMore(),
  };
}
