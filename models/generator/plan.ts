/** Design → `plan.json`: places from courtyard to household, bays, trees, lamps, fence and saved views. */
import type { CompoundPlan, Place } from '#shared/twin/compound.ts';
import type { BuildingDesign, CompoundDesign } from './design.ts';
import {
  buildingRect,
  DEPTH_M,
  DWELLINGS,
  floorZ,
  householdId,
  inSite,
  roofOf,
  storeysOf,
  STOREY_HEIGHT_M,
  UNIT_WIDTH_M,
  unitsOf,
} from './dwelling.ts';
import { boxOf, rectAt, toEnu } from './frame.ts';

export const BAY_WIDTH_M = 2.5;
export const BAY_DEPTH_M = 5.3;
const LAMP_HEIGHT_M = 5;

export function planOf(design: CompoundDesign): CompoundPlan {
  const { site, yawRad } = design;
  const { x0, y0, x1, y1 } = site.boundary;
  const places: Place[] = design.courtyards.map(({ id, name, rect }) => ({
    id,
    kind: 'courtyard',
    name,
    parentId: null,
    box: boxOf(rect, 0, Math.max(...design.buildings.map(roofOf)) + 2, yawRad),
  }));
  for (const building of design.buildings) places.push(...placesOf(building, design));
  for (const { id, name, courtyardId, rect } of site.areas) {
    places.push({ id, kind: 'area', name, parentId: courtyardId, box: boxOf(rect, 0, 3, yawRad) });
  }
  for (const { id, name, at, widthM, side } of site.gates) {
    const across = side === 'east' || side === 'west';
    const rect = rectAt(at, across ? 4 : widthM, across ? widthM : 4);
    places.push({ id, kind: 'area', name, parentId: null, box: boxOf(rect, 0, 4, yawRad) });
  }
  return {
    version: 1,
    places,
    bays: site.bays.map(({ id, centre, kind, zM = 0 }) => ({
      id,
      kind,
      box: boxOf(rectAt(centre, BAY_WIDTH_M, BAY_DEPTH_M), zM, zM + 0.02, yawRad),
    })),
    trees: site.trees.map(({ at, ...tree }) => ({ positionEnu: toEnu(at, 0, yawRad), ...tree })),
    lamps: site.lamps.map((at) => ({ positionEnu: toEnu(at, 0, yawRad), heightM: LAMP_HEIGHT_M })),
    boundaryEnu: (
      [
        [x0, y0],
        [x1, y0],
        [x1, y1],
        [x0, y1],
      ] as const
    ).map((at) => toEnu(at, 0, yawRad)),
    surroundings: site.surroundings.map(({ kind, rect, heightM }) => ({
      kind,
      box: boxOf(rect, 0, heightM, yawRad),
    })),
    views: design.views.map(({ name, eye, target }) => ({
      name,
      eyeEnu: toEnu([eye[0], eye[1]], eye[2], yawRad),
      targetEnu: toEnu([target[0], target[1]], target[2], yawRad),
    })),
  };
}

function placesOf(building: BuildingDesign, design: CompoundDesign): Place[] {
  const { yawRad, commonRooms } = design;
  const zh = `${building.id}号楼`;
  const en = `Building ${building.id}`;
  const places: Place[] = [
    {
      id: building.id,
      kind: 'building',
      name: { zh, en },
      parentId: building.courtyardId,
      box: boxOf(buildingRect(building), 0, roofOf(building) + 2.2, yawRad),
    },
  ];
  for (const [i, unit] of unitsOf(building).entries()) {
    const rect = inSite(rectAt([0, 0], UNIT_WIDTH_M[unit.kind], DEPTH_M), unit, building);
    const unitZh = `${zh}${i + 1}单元`;
    const unitEn = `${en}, unit ${i + 1}`;
    const name = { zh: unitZh, en: unitEn };
    places.push({
      id: unit.id,
      kind: 'unit',
      name,
      parentId: building.id,
      box: boxOf(rect, 0, roofOf(building), yawRad),
    });
    for (let level = 1; level <= storeysOf(building); level++) {
      const storeyId = `${unit.id}/${level}`;
      const z = floorZ(level);
      places.push({
        id: storeyId,
        kind: 'storey',
        name: { zh: `${unitZh}${level}层`, en: `${unitEn}, storey ${level}` },
        parentId: unit.id,
        box: boxOf(rect, z, z + STOREY_HEIGHT_M, yawRad),
      });
      for (const dwelling of DWELLINGS[unit.kind]) {
        const id = householdId(unit.id, level, dwelling.number);
        const box = boxOf(inSite(dwelling.box, unit, building), z, z + STOREY_HEIGHT_M, yawRad);
        const common = commonRooms.find((room) => room.householdId === id);
        places.push(
          common
            ? { id: common.id, kind: 'area', name: common.name, parentId: storeyId, box }
            : {
                id,
                kind: 'household',
                name: {
                  zh: `${unitZh}${level}${dwelling.number}室`,
                  en: `${unitEn}, ${level}${dwelling.number}`,
                },
                parentId: storeyId,
                box,
              },
        );
      }
    }
  }
  return places;
}
