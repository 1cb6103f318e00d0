/** How an incident looked at an instant: its changes up to then, told again. */
import type { IncidentEntry, IncidentRecord, IncidentState, IncidentStep } from '#shared/protocol/records.ts';

function notDone({ choice: _choice, ...step }: IncidentStep): IncidentStep {
  return { ...step, doneAtMs: null, doneBy: null, result: null };
}

/**
 * Of which devices it was and when it had begun, before what joined or parted it later; null: it was not there. Of what older
 * hubs joined, as it is today.
 */
function shapeAt(
  incident: IncidentRecord,
  atMs: number,
): Pick<IncidentRecord, 'deviceKeys' | 'startedAtMs'> | null {
  for (const { change, atMs: changedMs } of incident.entries)
    if (changedMs > atMs && (change?.kind === 'merge' || change?.kind === 'split'))
      if (change.before !== undefined) return change.before;
  return incident;
}

/** Those whose first alarm came later; of a timeline with gaps nobody can say. */
function laterDevices({ entries, entryCount }: IncidentRecord, atMs: number): ReadonlySet<string> {
  const firstMs = new Map<string, number>();
  if (entries.length < entryCount) return new Set();
  for (const { kind, of, atMs: thenMs } of entries)
    if (kind === 'alarm' && of)
      firstMs.set(of.deviceKey, Math.min(thenMs, firstMs.get(of.deviceKey) ?? thenMs));
  return new Set([...firstMs].flatMap(([key, thenMs]) => (thenMs > atMs ? [key] : [])));
}

/** Up to the instant, without what only a later merge brought. */
function entriesAt(entries: readonly IncidentEntry[], atMs: number): readonly IncidentEntry[] {
  const later = entries.flatMap(({ seq, change, atMs: changedMs }) =>
    change?.kind === 'merge' && changedMs > atMs ? [{ from: seq - (change.taken ?? 0), to: seq }] : [],
  );
  return entries.filter(
    (entry) => entry.atMs <= atMs && !later.some(({ from, to }) => entry.seq >= from && entry.seq < to),
  );
}

/** Null before it began. `entries` are those up to the instant. */
export function incidentAt(incident: IncidentRecord, atMs: number): IncidentRecord | null {
  const shape = shapeAt(incident, atMs);
  if (!shape || atMs < shape.startedAtMs) return null;
  const entries = entriesAt(incident.entries, atMs);
  const later = laterDevices(incident, atMs);
  const procedure: IncidentStep[] = incident.procedure.map(notDone);
  let state: IncidentState = 'new';
  let assignee: string | null = null;
  let endedAtMs: number | null = null;
  for (const { change, atMs: changedMs, by } of entries) {
    if (change?.kind === 'state') {
      state = change.state;
      endedAtMs = isOver(state) ? (endedAtMs ?? changedMs) : null;
    } else if (change?.kind === 'assignee') {
      assignee = change.assignee;
    } else if (change?.kind === 'step') {
      const step = procedure[change.step];
      if (step)
        procedure[change.step] = change.done
          ? {
              ...step,
              doneAtMs: changedMs,
              doneBy: by,
              result: change.result ?? null,
              ...(change.choice === undefined ? {} : { choice: change.choice }),
            }
          : notDone(step);
    }
  }
  const { mergedInto, ...rest } = incident;
  return {
    ...rest,
    // A merge closes it.
    ...(mergedInto !== undefined && state === 'closed' ? { mergedInto } : {}),
    deviceKeys: later.size > 0 ? shape.deviceKeys.filter((key) => !later.has(key)) : shape.deviceKeys,
    startedAtMs: shape.startedAtMs,
    state,
    assignee,
    endedAtMs,
    procedure,
    entries,
  };
}

/** Nobody has to act any more; `resolved` can be taken up again. */
export function isOver(state: IncidentState): boolean {
  return state === 'resolved' || state === 'closed' || state === 'false';
}
