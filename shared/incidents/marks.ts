/** What was declared of an incident and of whom something is known, told again from its entries up to now. */
import type { IncidentEntry, IncidentMark, IncidentRecord, MusterState } from '#shared/protocol/records.ts';

type Told = Pick<IncidentRecord, 'entries'>;

/** The entry that declared it, of each mark that stands. */
export function marksOf({ entries }: Told): ReadonlyMap<IncidentMark, IncidentEntry> {
  const marks = new Map<IncidentMark, IncidentEntry>();
  for (const entry of entries) {
    if (entry.change?.kind !== 'mark') continue;
    if (entry.change.done) marks.set(entry.change.mark, entry);
    else marks.delete(entry.change.mark);
  }
  return marks;
}

export interface Muster {
  readonly muster: MusterState;
  readonly atMs: number;
  readonly by: string | null;
}

/** By household; who is not in it was never asked after. */
export function musterOf({ entries }: Told): ReadonlyMap<string, Muster> {
  const muster = new Map<string, Muster>();
  for (const { change, atMs, by } of entries)
    if (change?.kind === 'muster') muster.set(change.placeId, { muster: change.muster, atMs, by });
  return muster;
}
