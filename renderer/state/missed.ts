/** What changed while the hub was out of reach: told once it is back. */
import { isAsking } from '#shared/alarms/machine.ts';
import type { AlarmRecord, IncidentRecord } from '#shared/protocol/records.ts';

/** What was known when it went. */
export interface Standing {
  readonly atMs: number;
  readonly alarms: readonly AlarmRecord[];
  readonly incidents: readonly IncidentRecord[];
}

export interface Missed {
  readonly fromMs: number;
  readonly toMs: number;
  /** New, or come again; the gravest first. */
  readonly raised: readonly AlarmRecord[];
  readonly over: number;
  /** Acknowledged by somebody elsewhere. */
  readonly acknowledged: number;
  readonly incidents: readonly IncidentRecord[];
}

export function missedBetween(before: Standing, now: Standing): Missed {
  const known = new Map(before.alarms.map((alarm) => [alarm.id, alarm]));
  const standing = new Set(now.alarms.map(({ id }) => id));
  const incidents = new Set(before.incidents.map(({ id }) => id));
  return {
    fromMs: before.atMs,
    toMs: now.atMs,
    raised: now.alarms.filter((alarm) => {
      const one = known.get(alarm.id);
      return !one || alarm.count > one.count;
    }),
    over: before.alarms.filter(({ id }) => !standing.has(id)).length,
    acknowledged: now.alarms.filter((alarm) => {
      const one = known.get(alarm.id);
      return one !== undefined && isAsking(one) && alarm.acknowledged;
    }).length,
    incidents: now.incidents.filter(({ id }) => !incidents.has(id)),
  };
}
