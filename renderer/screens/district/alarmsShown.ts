/** Which alarms of a district are listed, and in which order: what asks first, then the gravest, then the newest. Pure. */
import { isAsking } from '#shared/alarms/machine.ts';
import type { AlarmRecord } from '#shared/protocol/records.ts';
import type { AlarmPriority } from '#shared/systems/declaration.ts';

export interface AlarmFilter {
  readonly which: 'asking' | 'all';
  readonly hidden: readonly AlarmPriority[];
  /** Null: of every compound. */
  readonly compound: string | null;
}

export const everyAlarm: AlarmFilter = { which: 'all', hidden: [], compound: null };

export function alarmsShown(
  alarms: readonly AlarmRecord[],
  { which, hidden, compound }: AlarmFilter,
): AlarmRecord[] {
  return alarms
    .filter(
      (alarm) =>
        (which === 'all' || isAsking(alarm)) &&
        !hidden.includes(alarm.priority) &&
        (compound === null || alarm.compound === compound),
    )
    .toSorted(
      (a, b) =>
        Number(isAsking(b)) - Number(isAsking(a)) || a.priority - b.priority || b.lastAtMs - a.lastAtMs,
    );
}
