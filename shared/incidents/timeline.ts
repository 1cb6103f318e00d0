/** A long timeline is shown in part: how it began, what people did, and the newest of what devices said. */
import type { IncidentDelta, IncidentEntry, IncidentRecord } from '#shared/protocol/records.ts';

export const firstShown = 20;
export const newestShown = 200;
export const newestOfPeople = 1000;

function isOfPeople({ kind }: IncidentEntry): boolean {
  return kind === 'note' || kind === 'state' || kind === 'action';
}

/** Ascending in time, equal times in order of arrival. */
export function shownEntries(entries: readonly IncidentEntry[]): IncidentEntry[] {
  const sorted = [...entries].sort((a, b) => a.atMs - b.atMs || a.seq - b.seq);
  let people = sorted.filter(isOfPeople).length;
  let devices = sorted.length - people;
  return sorted.filter((entry) => {
    const isNew = isOfPeople(entry) ? people-- <= newestOfPeople : devices-- <= newestShown;
    return isNew || entry.seq < firstShown;
  });
}

/** A screen's incident after a change. */
export function withDelta(known: IncidentRecord | undefined, { head, added }: IncidentDelta): IncidentRecord {
  const seqs = new Set(added.map(({ seq }) => seq));
  const before = (known?.entries ?? []).filter(({ seq }) => !seqs.has(seq));
  return { ...head, entries: shownEntries([...before, ...added]) };
}
