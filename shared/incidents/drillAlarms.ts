/** Alarms of a drill: they live on its timeline alone, where they are acknowledged all at once. */
import type { IncidentEntry } from '#shared/protocol/records.ts';

/** Those that nobody has acknowledged yet, of the entries that are given. */
export function openDrillAlarms(entries: readonly IncidentEntry[]): readonly IncidentEntry[] {
  const seen = entries.findLast(({ kind, of }) => kind === 'alarm' && of?.verb === 'acknowledged')?.seq ?? -1;
  return entries.filter(({ kind, of, seq }) => kind === 'alarm' && of?.verb === 'raised' && seq > seen);
}
