/** How an incident looked at an instant: its changes up to then, told again. */
import type { IncidentRecord, IncidentState, IncidentStep } from '#shared/protocol/records.ts';

function notDone({ choice: _choice, ...step }: IncidentStep): IncidentStep {
  return { ...step, doneAtMs: null, doneBy: null, result: null };
}

/** Null before it began. `entries` are those up to the instant. */
export function incidentAt(incident: IncidentRecord, atMs: number): IncidentRecord | null {
  if (atMs < incident.startedAtMs) return null;
  const entries = incident.entries.filter((entry) => entry.atMs <= atMs);
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
  return { ...incident, state, assignee, endedAtMs, procedure, entries };
}

/** Nobody has to act any more; `resolved` can be taken up again. */
export function isOver(state: IncidentState): boolean {
  return state === 'resolved' || state === 'closed' || state === 'false';
}
