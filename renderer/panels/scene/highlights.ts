/** Which places the scene paints because of alarms in them. */
import type { PlaceHighlight } from '#scene/contract.ts';
import { isSetAside } from '#shared/alarms/machine.ts';
import type { AlarmRecord } from '#shared/protocol/records.ts';
import { levels } from './deviceLooks.ts';

/** Smoke in a home paints the home itself; a stair hall has no volume of its own, its symbol must do. */
export function highlightsOf(
  alarms: readonly AlarmRecord[],
  label: (alarm: AlarmRecord) => string,
): PlaceHighlight[] {
  const byPlace = new Map<string, PlaceHighlight & { priority: number }>();
  for (const alarm of alarms) {
    if (
      alarm.priority > 2 ||
      alarm.placeId === null ||
      isSetAside(alarm) ||
      alarm.system !== 'smoke' ||
      alarm.placeId.includes('/')
    )
      continue;
    const known = byPlace.get(alarm.placeId);
    if (known && known.priority <= alarm.priority) continue;
    byPlace.set(alarm.placeId, {
      placeId: alarm.placeId,
      level: levels[alarm.priority] ?? 'normal',
      label: label(alarm),
      priority: alarm.priority,
    });
  }
  return [...byPlace.values()];
}
