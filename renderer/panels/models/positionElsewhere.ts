/** Where a model's file says that it stands, for one that was put beside the compound: not the same as having no position. Pure. */
import { groundDistanceM } from '#shared/geo/distance.ts';
import type { ModelManifest } from '#shared/protocol/model.ts';
import type { CompoundOrigin } from '#shared/twin/compound.ts';

export function positionElsewhere(
  { placedBy, georeference }: Pick<ModelManifest, 'placedBy' | 'georeference'>,
  origin: Pick<CompoundOrigin, 'latDeg' | 'lonDeg'> | null,
): { readonly lat: string; readonly lon: string; readonly km: string } | null {
  if (placedBy !== 'recentring' || georeference.kind === 'none' || !origin) return null;
  const { latDeg, lonDeg } = georeference;
  if (latDeg === null || lonDeg === null) return null;
  return {
    lat: latDeg.toFixed(4),
    lon: lonDeg.toFixed(4),
    km: (groundDistanceM({ latDeg, lonDeg }, origin) / 1000).toFixed(0),
  };
}
