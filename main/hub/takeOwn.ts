/** What came with a compound that was imported, given to the rooms that keep it. */
import type { CompoundOwn } from './compounds/index.ts';
import type { Drills } from './drills/index.ts';
import type { Procedures } from './procedures/index.ts';
import type { CompoundTwin, Twin } from './twin/index.ts';

/** What the file says nothing of stays as it is. Procedures that leave a kind of incident without one are not taken. */
export function createTakeOwn(rooms: {
  readonly twin: Pick<Twin, 'setRules'>;
  readonly procedures: Pick<Procedures, 'replace'>;
  readonly drills: Pick<Drills, 'replace'>;
}): (compound: CompoundTwin, own: CompoundOwn) => void {
  const { twin, procedures, drills } = rooms;
  return (compound, own) => {
    if (own.rules) twin.setRules(compound, own.rules);
    if (own.procedures) procedures.replace(compound.id, own.procedures);
    if (own.drills) drills.replace(compound.id, own.drills);
  };
}
