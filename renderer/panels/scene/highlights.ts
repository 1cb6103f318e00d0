/** Which places the scene paints because of alarms in them: their systems declare what they paint, and from when on. */
import type { PlaceHighlight } from '#scene/contract.ts';
import { isSetAside } from '#shared/alarms/machine.ts';
import type { AlarmRecord } from '#shared/protocol/records.ts';
import type { Highlight } from '#shared/systems/declaration.ts';
import { findSystem } from '#shared/systems/index.ts';
import type { CompoundPlan, Place } from '#shared/twin/compound.ts';
import { levels } from './deviceLooks.ts';

const kinds: Readonly<Record<string, readonly Place['kind'][]>> = {
  home: ['household'],
  unit: ['unit'],
  zone: ['area', 'courtyard'],
};

/** Of each place its gravest alarm. A place without a volume of its own, a stair hall, paints nothing: its symbol must do. */
export function highlightsOf(
  alarms: readonly AlarmRecord[],
  plan: CompoundPlan,
  label: (alarm: AlarmRecord) => string,
): PlaceHighlight[] {
  const painting = alarms.filter((alarm) => alarm.placeId !== null && !isSetAside(alarm));
  if (painting.length === 0) return [];
  const places = new Map(plan.places.map((place) => [place.id, place]));
  const byPlace = new Map<string, PlaceHighlight & { priority: number }>();
  for (const alarm of painting)
    for (const highlight of findSystem(alarm.system)?.highlight ?? []) {
      const place = paintedPlace(highlight, alarm, places);
      if (!place) continue;
      const known = byPlace.get(place.id);
      if (known && known.priority <= alarm.priority) continue;
      byPlace.set(place.id, {
        placeId: place.id,
        level: levels[alarm.priority] ?? 'normal',
        label: label(alarm),
        priority: alarm.priority,
      });
    }
  return [...byPlace.values()];
}

/** The alarm's own place or the first above it of the painted kind. */
function paintedPlace(
  highlight: Highlight,
  { placeId, priority }: AlarmRecord,
  places: ReadonlyMap<string, Place>,
): Place | undefined {
  if (!('from' in highlight) || priority > highlight.from) return undefined;
  const wanted = kinds[highlight.paints] ?? [];
  let place = places.get(placeId ?? '');
  // What is told of a home is told of it, not of all that lies around it.
  if (place?.kind === 'household' && highlight.paints === 'zone') return place.box ? place : undefined;
  for (let steps = 0; place && steps < 10; steps++) {
    if (wanted.includes(place.kind)) return place.box ? place : undefined;
    place = place.parentId === null ? undefined : places.get(place.parentId);
  }
  return undefined;
}
