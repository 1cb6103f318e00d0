/** Smoke detectors: one in each home, one on each storey of each stair hall. */
import type { PlannedDevice } from '#shared/protocol/device.ts';
import type { CompoundPlan } from '#shared/twin/compound.ts';
import type { BuildingDesign } from '../design.ts';
import { floorZ, HALLS, inSite, storeysOf, unitsOf } from '../dwelling.ts';
import { toEnu } from '../frame.ts';
import { device } from './placing.ts';

const CEILING_M = 2.55;

export function smokeDetectors(
  plan: CompoundPlan,
  buildings: readonly BuildingDesign[],
  yawRad: number,
): PlannedDevice[] {
  const all: PlannedDevice[] = [];
  for (const place of plan.places) {
    if (place.kind !== 'household' || !place.box) continue;
    const [x, y, z] = place.box.centreEnu;
    const name = { zh: `烟感 ${place.name.zh}`, en: `Smoke detector, ${place.name.en}` };
    all.push(
      device(
        `smoke-${place.id}`,
        'smoke',
        name,
        [x, y, z - place.box.sizeM[2] / 2 + CEILING_M],
        place.id,
        60,
      ),
    );
  }
  for (const building of buildings) {
    for (const [i, unit] of unitsOf(building).entries()) {
      const hall = inSite(HALLS[unit.kind], unit, building);
      for (let level = 1; level <= storeysOf(building); level++) {
        const at = toEnu([(hall.x0 + hall.x1) / 2, hall.y0 + 1], floorZ(level) + CEILING_M, yawRad);
        const name = {
          zh: `烟感 ${building.id}号楼${i + 1}单元${level}层楼道`,
          en: `Smoke detector, building ${building.id}, unit ${i + 1}, storey ${level} hall`,
        };
        all.push(device(`smoke-${unit.id}-hall-${level}`, 'smoke', name, at, `${unit.id}/${level}`, 60));
      }
    }
  }
  return all;
}
