/** A compound nobody described: it exists because a device announced itself there. */
import type { CompoundManifest } from '#shared/twin/compound.ts';

export function bareManifest(id: string): CompoundManifest {
  return {
    version: 1,
    id,
    name: { zh: id, en: id },
    address: { zh: '', en: '' },
    layout: 'illustrative',
    announced: true,
    facts: { built: 0, buildings: 0, units: 0, households: 0, people: 0 },
    origin: {
      latDeg: 0,
      lonDeg: 0,
      heightM: 0,
      crs: 'EPSG:4326',
      eastingM: 0,
      northingM: 0,
      timeZone: 'Asia/Shanghai',
    },
    models: [],
  };
}
