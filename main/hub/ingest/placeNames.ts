/** Ids of the places of each compound's plan, gathered once for each plan. */
import type { CompoundPlan } from '#shared/twin/compound.ts';
import type { Twin } from '../twin/index.ts';

const none: ReadonlySet<string> = new Set();

export function createPlaceNames(twin: Twin): (compound: string) => ReadonlySet<string> {
  const known = new WeakMap<CompoundPlan, ReadonlySet<string>>();
  return (compound) => {
    const plan = twin.compounds.get(compound)?.plan;
    if (!plan) return none;
    const names = known.get(plan) ?? new Set(plan.places.map(({ id }) => id));
    known.set(plan, names);
    return names;
  };
}
