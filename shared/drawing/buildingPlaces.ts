/** A drawn building as places: itself, its units, their storeys, and the homes on them. Ids read as people speak: `8-2-401`. */
import type { Place } from '../compounds/plan.ts';
import type { DrawnBuilding } from './drawing.ts';
import { boxIn, frameOf } from './buildingFrame.ts';
import { unitPlanOf } from './unitLayout.ts';

export const homeIdOf = (unitId: string, level: number, number: string): string =>
  `${unitId}-${level}${number}`;

export function placesOfBuilding(building: DrawnBuilding): Place[] {
  const { id, name, units, storeys, storeyHeightM } = building;
  const frame = frameOf(building);
  const [halfX, halfY] = [frame.lengthM / 2, frame.depthM / 2];
  const places: Place[] = [
    {
      id,
      kind: 'building',
      name,
      parentId: null,
      box: boxIn(frame, [-halfX, halfX], [-halfY, halfY], [0, frame.heightM]),
    },
  ];
  frame.units.forEach((span, nth) => {
    const unitId = `${id}-${nth + 1}`;
    const along = [span.fromM, span.toM] as const;
    const across = [-halfY, halfY] as const;
    const isOne = units === 1;
    // Of a single unit the storeys and homes are the building's own.
    const zh = isOne ? name.zh : `${name.zh}${nth + 1}单元`;
    const en = isOne ? name.en : `${name.en}, unit ${nth + 1}`;
    places.push({
      id: unitId,
      kind: 'unit',
      name: { zh: `${name.zh}${nth + 1}单元`, en: `${name.en}, unit ${nth + 1}` },
      parentId: id,
      box: boxIn(frame, along, across, [0, frame.heightM]),
    });
    const { homes } = unitPlanOf(frame, span, building);
    for (let level = 1; level <= storeys; level++) {
      const z = [(level - 1) * storeyHeightM, level * storeyHeightM] as const;
      const storeyId = `${unitId}/${level}`;
      places.push({
        id: storeyId,
        kind: 'storey',
        name: { zh: `${zh}${level}层`, en: `${en}, storey ${level}` },
        parentId: unitId,
        box: boxIn(frame, along, across, z),
      });
      for (const { number, box } of homes)
        places.push({
          id: homeIdOf(unitId, level, number),
          kind: 'household',
          name: { zh: `${zh}${level}${number}室`, en: `${en}, ${level}${number}` },
          parentId: storeyId,
          box: boxIn(frame, [box.x0, box.x1], [box.y0, box.y1], z),
        });
    }
  });
  return places;
}
