/** Scenarios and runs of the shown compound, asked for again whenever an incident of a drill changes its state. */
import type { DrillRun, KnownDrill } from '#shared/protocol/drill.ts';
import { useFacts } from '#state/useScreen.tsx';
import { useFetched } from '#ui/useFetched.ts';

export interface Drills {
  readonly drills: readonly KnownDrill[];
  readonly runs: readonly DrillRun[];
}

/** Null until they are there; `isAsked` false asks for nothing. */
export function useDrills(isAsked = true, changes = 0): Drills | null {
  const compound = useFacts((facts) => facts.compoundId);
  const states = useFacts(({ incidents }) =>
    incidents
      .filter(({ drill }) => drill)
      .map(({ id, state }) => `${id} ${state}`)
      .join(),
  );
  const url = compound === null ? null : `/api/compounds/${encodeURIComponent(compound)}/drills`;
  return useFetched<Drills>(isAsked ? url : null, states, changes);
}

export function useRunOf(incidentId: string, isDrill: boolean): DrillRun | null {
  return useDrills(isDrill)?.runs.find((run) => run.incidentId === incidentId) ?? null;
}
