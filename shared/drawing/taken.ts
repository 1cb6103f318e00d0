/** What the plan of a compound has beside its drawing: the ids of it are not for what is drawn. */
import type { CompoundPlan } from '../compounds/plan.ts';
import { faultOf, type CompoundFault } from '../compounds/faults.ts';
import type { CompoundDrawing } from './drawing.ts';
import { planOfDrawing } from './planOfDrawing.ts';

type Named = Pick<CompoundPlan, 'places' | 'bays'>;

const mostFaults = 5;

const idsOf = ({ places, bays }: Named): string[] => [...places, ...bays].map(({ id }) => id);

/** Ids of places and bays that the drawing did not make. */
export function takenIds(plan: Named, made: CompoundDrawing): ReadonlySet<string> {
  const own = new Set(idsOf(planOfDrawing(made)));
  return new Set(idsOf(plan).filter((id) => !own.has(id)));
}

/** What is drawn would be put in the place of it, and taken away with the drawing. */
export function takenFaults(plan: Named, before: CompoundDrawing, after: CompoundDrawing): CompoundFault[] {
  const taken = takenIds(plan, before);
  return idsOf(planOfDrawing(after))
    .filter((id) => taken.has(id))
    .slice(0, mostFaults)
    .map((id) => faultOf('drawing.json', '', 'drawing-taken', { id }));
}
