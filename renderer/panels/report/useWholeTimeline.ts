/** All entries of an incident, page by page; null until they are there. What the screen already has may be cut in its middle. */
import { useEffect, useState } from 'react';
import type { IncidentEntry, IncidentRecord } from '#shared/protocol/records.ts';
import type { Fault, Result } from '#shared/protocol/result.ts';
import { success } from '#shared/protocol/result.ts';
import { answered } from '#state/answered.ts';

export function useWholeTimeline({ id, entryCount, entries }: IncidentRecord): {
  readonly entries: readonly IncidentEntry[] | null;
  readonly fault: Fault | null;
} {
  const isWhole = entries.length >= entryCount;
  const [asked, setAsked] = useState<{
    readonly key: string;
    readonly answer: Result<IncidentEntry[]>;
  } | null>(null);
  const key = `${id} ${entryCount}`;
  useEffect(() => {
    if (isWhole) return;
    const abort = new AbortController();
    void load(id, abort.signal).then((answer) => !abort.signal.aborted && setAsked({ key, answer }));
    return () => abort.abort();
  }, [id, key, isWhole]);
  if (isWhole) return { entries, fault: null };
  if (asked?.key !== key) return { entries: null, fault: null };
  return asked.answer.ok
    ? { entries: asked.answer.value, fault: null }
    : { entries: null, fault: asked.answer.error };
}

async function load(id: string, signal: AbortSignal): Promise<Result<IncidentEntry[]>> {
  const all: IncidentEntry[] = [];
  for (;;) {
    const url = `/api/incidents/${encodeURIComponent(id)}/entries?from=${all.length}`;
    const page = await answered<{ readonly entries: readonly IncidentEntry[]; readonly entryCount: number }>(
      fetch(url, { signal }),
    );
    if (!page.ok) return page;
    all.push(...page.value.entries);
    if (page.value.entries.length === 0 || all.length >= page.value.entryCount) return success(all);
  }
}
