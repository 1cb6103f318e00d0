/** Into which lane an entry of a timeline belongs, and from when to when the lanes reach. Pure. */
import type { IncidentEntry, IncidentRecord } from '#shared/protocol/records.ts';

export const lanes = ['devices', 'people', 'commands', 'video'] as const;
export type Lane = (typeof lanes)[number];

const LEAST_MS = 60_000;

export function laneOf({ kind, picture, attachment, of, change, by }: IncidentEntry): Lane {
  if (picture || attachment) return 'video';
  if (kind === 'action' && of?.state !== undefined) return 'commands';
  // What somebody did with an alarm is a person's.
  if (kind === 'alarm') return by === null ? 'devices' : 'people';
  if (kind === 'event') return 'devices';
  return change || by !== null || kind === 'note' ? 'people' : 'commands';
}

export function spreadOf({ entries, startedAtMs }: Pick<IncidentRecord, 'entries' | 'startedAtMs'>): {
  readonly fromMs: number;
  readonly toMs: number;
} {
  const times = [startedAtMs, ...entries.map(({ atMs }) => atMs)];
  const fromMs = Math.min(...times);
  return { fromMs, toMs: Math.max(fromMs + LEAST_MS, ...times) };
}
