/** The last values of a foreign device, from the twin where its dialect does not keep them. */
import type { ForeignListing } from '#shared/protocol/foreign.ts';
import type { Twin } from '../twin/index.ts';

export function withLastValues(twin: Twin, listing: ForeignListing): ForeignListing {
  const { compound: id, deviceKey } = listing;
  const compound = id === null ? undefined : twin.compounds.get(id);
  const record = deviceKey === null ? undefined : compound?.devices.get(deviceKey)?.record;
  if (!compound || !record) return listing;
  const { columns } = compound;
  const points = listing.points.map((point) => {
    const index = Object.hasOwn(record.points, point.pointId) ? record.points[point.pointId] : undefined;
    const atMs = index === undefined ? 0 : (columns.times[index] ?? 0);
    if (point.value !== undefined || index === undefined || atMs === 0) return point;
    return { ...point, value: compound.toValue(record, point.pointId, columns.values[index] ?? NaN), atMs };
  });
  return { ...listing, points };
}
