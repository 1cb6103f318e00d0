/** One building → one IFC4 file: structure, storeys, units as zones, households as spaces, and everything one sees. */
import type { BuildingDesign, CompoundDesign } from '../design.ts';
import {
  DEPTH_M,
  DWELLINGS,
  floorZ,
  householdId,
  lengthOf,
  liftOf,
  storeysOf,
  STOREY_HEIGHT_M,
  unitsOf,
  type PlacedUnit,
} from '../dwelling.ts';
import { createRandom, toEnu } from '../frame.ts';
import type { MapFrame } from '#shared/ifc/ifcModel.ts';
import { createCatalogue } from '#shared/ifc/catalogue.ts';
import { digest } from './digest.ts';
import { createElementWriter, type Host } from '#shared/ifc/elementWriter.ts';
import { createIfcModel, label, truth, type IfcModel } from '#shared/ifc/ifcModel.ts';
import { addRoof } from './roof.ts';
import { typed, whole, word, type Ref } from '#shared/ifc/stepWriter.ts';
import { addLift } from './lift.ts';
import { addCoreLifts } from './towerCore.ts';
import { addBase, addUnitStorey, type BuildingContext } from './unitStorey.ts';

const SLAB_M = 0.14;

export function buildingFile(building: BuildingDesign, design: CompoundDesign, map: MapFrame): string {
  const path = `${design.facts.id}/${building.id}`;
  const model = createIfcModel(`${building.id}.ifc`, path, map, design.facts.name.zh, digest);
  const sitePlacement = model.placement(null, [0, 0, 0]);
  const site = model.add(
    'IFCSITE',
    model.id('site'),
    null,
    design.facts.name.zh,
    null,
    null,
    sitePlacement,
    null,
    null,
    word('ELEMENT'),
    degrees(map.origin.latDeg),
    degrees(map.origin.lonDeg),
    map.origin.heightM,
    null,
    null,
  );
  model.aggregate(model.project, site);
  const at = toEnu(building.centre, 0, design.yawRad);
  const placement = model.placement(sitePlacement, at, design.yawRad);
  const name = `${building.id}号楼`;
  const structure = model.add(
    'IFCBUILDING',
    model.id('building'),
    null,
    name,
    null,
    null,
    placement,
    null,
    `Building ${building.id}`,
    word('ELEMENT'),
    null,
    null,
    null,
  );
  model.aggregate(site, structure);
  model.describe(structure, 'Pset_BuildingCommon', {
    YearOfConstruction: label(String(design.facts.facts.built)),
    NumberOfStoreys: typed('IFCINTEGER', whole(storeysOf(building))),
    IsLandmarked: typed('IFCLOGICAL', false),
  });
  const storey = (storeyName: string, zM: number, key: string): Host => {
    const own = model.placement(placement, [0, 0, zM]);
    const spatial = model.add(
      'IFCBUILDINGSTOREY',
      model.id(`storey/${key}`),
      null,
      storeyName,
      null,
      null,
      own,
      null,
      null,
      word('ELEMENT'),
      zM,
    );
    model.aggregate(structure, spatial);
    return { spatial, placement: own };
  };
  const random = createRandom(Number(building.id) * 7919);
  const context: BuildingContext = {
    model,
    building,
    random,
    writer: createElementWriter(model),
    catalogue: createCatalogue(model, building.style),
    lengthM: lengthOf(building),
  };

  const storeys = storeysOf(building);
  const units = unitsOf(building);
  const spacesOfUnit = new Map<string, Ref[]>(units.map(({ id }) => [id, []]));
  for (let level = 1; level <= storeys; level++) {
    const host = storey(`${level}层`, floorZ(level), String(level));
    const half = context.lengthM / 2;
    const slab = model.box([-half, -DEPTH_M / 2, -SLAB_M], [half, DEPTH_M / 2, -0.01], [0.78, 0.76, 0.73]);
    context.writer.solid('IFCSLAB', host, `slab/${level}`, '楼板 Slab', [slab]);
    if (level === 1) addBase(context, host);
    for (const unit of units) {
      addUnitStorey(context, host, unit, level);
      for (const space of addSpaces(model, host, unit, level, design)) spacesOfUnit.get(unit.id)?.push(space);
    }
  }
  const roof = storey('屋面', floorZ(storeys) + STOREY_HEIGHT_M, 'roof');
  addRoof(context, roof, units);
  for (const unit of units) {
    const lift = liftOf(building, unit);
    if (lift === 'tower') addLift(context, roof, unit);
    else if (lift === 'core') addCoreLifts(context, roof, unit);
    const zone = model.add(
      'IFCZONE',
      model.id(`zone/${unit.id}`),
      null,
      unit.id,
      `${unit.id.replace('-', '号楼')}单元`,
      null,
      null,
    );
    model.add(
      'IFCRELASSIGNSTOGROUP',
      model.id(`zone/${unit.id}/members`),
      null,
      null,
      null,
      spacesOfUnit.get(unit.id) ?? [],
      null,
      zone,
    );
  }
  // Last, so that what is written before it is numbered as it was.
  if (building.liftUnits && building.liftUnits.length > 0)
    model.describe(structure, 'Linli_Renovation', {
      LiftsAdded: typed('IFCINTEGER', whole(building.liftUnits.length)),
    });
  return model.finish();
}

function addSpaces(
  model: IfcModel,
  host: Host,
  unit: PlacedUnit,
  level: number,
  design: CompoundDesign,
): Ref[] {
  return DWELLINGS[unit.kind].map(({ number, footprint }) => {
    const household = householdId(unit.id, level, number);
    const common = design.commonRooms.find((room) => room.householdId === household);
    const id = common?.id ?? household;
    const solid = model.prism(
      footprint.map(([x, y]) => [x + unit.xM, y] as const),
      0,
      STOREY_HEIGHT_M - 0.15,
      [0.8, 0.85, 0.9],
    );
    const space = model.add(
      'IFCSPACE',
      model.id(`space/${id}`),
      null,
      id,
      null,
      null,
      model.placement(host.placement, [0, 0, 0]),
      model.shapeOf([solid]),
      common?.name.zh ?? `${level}${number}室`,
      word('ELEMENT'),
      word('INTERNAL'),
      null,
    );
    model.aggregate(host.spatial, space);
    model.describe(space, 'Pset_SpaceCommon', {
      Reference: typed('IFCIDENTIFIER', id),
      IsExternal: truth(false),
      PubliclyAccessible: truth(common !== undefined),
    });
    return space;
  });
}

/** IfcCompoundPlaneAngleMeasure. */
export function degrees(valueDeg: number) {
  const seconds = Math.round(Math.abs(valueDeg) * 3600);
  const sign = Math.sign(valueDeg);
  return [Math.floor(seconds / 3600), Math.floor((seconds % 3600) / 60), seconds % 60].map((part) =>
    whole(part * sign),
  );
}
