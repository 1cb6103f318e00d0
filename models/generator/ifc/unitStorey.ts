/** One storey of one entrance unit: walls with their windows and doors, balconies, bands, stairs; and the lift outside. */
import type { BuildingDesign, Rgb } from '../design.ts';
import {
  DEPTH_M,
  DWELLINGS,
  floorZ,
  HALLS,
  LIFT_CORRIDOR_M,
  liftOf,
  householdId,
  PLINTH_M,
  storeysOf,
  STOREY_HEIGHT_M,
  UNIT_WIDTH_M,
  type PlacedUnit,
} from '../dwelling.ts';
import { rect, type Catalogue } from '#shared/ifc/catalogue.ts';
import type { ElementWriter, Host } from '#shared/ifc/elementWriter.ts';
import {
  AIR_CONDITIONERS,
  BALCONIES,
  BALCONY_DOOR,
  NORTH_WINDOWS,
  SOUTH_WINDOWS,
  type WindowPlace,
} from './facade.ts';
import { truth, type IfcModel, type Point3 } from '#shared/ifc/ifcModel.ts';
import { addCore } from './towerCore.ts';

export interface BuildingContext {
  readonly model: IfcModel;
  readonly building: BuildingDesign;
  readonly writer: ElementWriter;
  readonly catalogue: Catalogue;
  readonly random: () => number;
  readonly lengthM: number;
}

const WALL_M = 0.24;
const PARTY_M = 0.2;
const CLEAR_M = STOREY_HEIGHT_M;
const SOUTH = -DEPTH_M / 2;
const NORTH = DEPTH_M / 2;
const CANOPY_M = 1.3;
const INSIDE: Rgb = [0.9, 0.89, 0.86];

export function addUnitStorey(context: BuildingContext, host: Host, unit: PlacedUnit, level: number): void {
  const { model, writer, catalogue, building, lengthM } = context;
  const { style } = building;
  const half = UNIT_WIDTH_M[unit.kind] / 2;
  const hall = HALLS[unit.kind];
  const path = `${unit.id}/${level}`;
  const x = unit.xM;
  const wall = (
    key: string,
    a: readonly [number, number],
    b: readonly [number, number],
    color: Rgb,
    external: boolean,
  ) => {
    const solid = model.box([a[0], a[1], 0], [b[0], b[1], CLEAR_M], color);
    const made = writer.solid(
      'IFCWALL',
      host,
      `wall/${path}/${key}`,
      external ? '外墙 External wall' : '内墙 Internal wall',
      [solid],
    );
    model.describe(made.ref, 'Pset_WallCommon', { IsExternal: truth(external), LoadBearing: truth(true) });
    return made;
  };
  const put = (made: ReturnType<typeof wall>, place: WindowPlace, key: string, south: boolean): void => {
    const y = south ? SOUTH + WALL_M / 2 : NORTH - WALL_M / 2;
    const at: Point3 = [x + place.xM, y, place.sillM];
    const shape = catalogue.window(place.widthM, place.heightM);
    const opening = { at, widthM: place.widthM, heightM: place.heightM, depthM: WALL_M + 0.1 };
    const window = writer.fill(
      host,
      made,
      `window/${path}/${key}`,
      'window',
      opening,
      shape,
      at,
      south ? 0 : Math.PI,
    );
    model.describe(window, 'Pset_WindowCommon', { IsExternal: truth(true) });
  };

  const south = wall('south', [x - half, SOUTH], [x + half, SOUTH + WALL_M], style.wall, true);
  for (const [i, place] of SOUTH_WINDOWS[unit.kind].entries()) put(south, place, `s${i}`, true);
  for (const { xM, widthM, number } of BALCONIES[unit.kind]) {
    const key = `${householdId(unit.id, level, number)}/balcony`;
    const at: Point3 = [x + xM, SOUTH + WALL_M / 2, 0.01];
    const opening = { ...BALCONY_DOOR, at, depthM: WALL_M + 0.1 };
    writer.fill(
      host,
      south,
      `door/${key}`,
      'door',
      opening,
      catalogue.balconyDoor(BALCONY_DOOR.widthM, BALCONY_DOOR.heightM),
      at,
      0,
    );
    const edge: Point3 = [x + xM, SOUTH, 0];
    writer.mapped('IFCSLAB', host, `slab/${key}`, '阳台 Balcony', catalogue.balcony(widthM), edge);
    // Residents have enclosed a good half of the balconies, upstairs more than at the ground.
    const enclosed = context.random() < 0.58;
    if (enclosed)
      writer.mapped(
        'IFCWINDOW',
        host,
        `enclosure/${key}`,
        '封阳台 Balcony glazing',
        catalogue.enclosure(widthM),
        edge,
      );
    else writer.mapped('IFCRAILING', host, `railing/${key}`, '栏杆 Railing', catalogue.railing(widthM), edge);
  }
  for (const [i, xM] of AIR_CONDITIONERS[unit.kind].entries()) {
    if (context.random() < 0.5) continue;
    writer.mapped(
      'IFCUNITARYEQUIPMENT',
      host,
      `ac/${path}/${i}`,
      '空调外机 Air conditioner',
      catalogue.airConditioner(),
      [x + xM, SOUTH, 0.12],
    );
  }

  for (const side of [-1, 1] as const) {
    const north = wall(
      `north${side}`,
      [x + side * hall.x1, NORTH - WALL_M],
      [x + side * half, NORTH],
      style.wall,
      true,
    );
    for (const [i, place] of NORTH_WINDOWS[unit.kind].entries()) {
      if (Math.sign(place.xM) === side) put(north, place, `n${i}`, false);
    }
    const hallWall = wall(
      `hall${side}`,
      [x + side * hall.x1, hall.y0],
      [x + side * (hall.x1 + PARTY_M), NORTH - WALL_M],
      INSIDE,
      false,
    );
    const at: Point3 = [
      x + side * (hall.x1 + PARTY_M / 2),
      unit.kind === 'tower' ? hall.y0 + 0.9 : 1.0,
      0.01,
    ];
    const opening = { at, widthM: 0.9, heightM: 2.05, depthM: PARTY_M + 0.1, turned: true };
    writer.fill(
      host,
      hallWall,
      `door/${path}/flat${side}`,
      'door',
      opening,
      catalogue.flatDoor(),
      at,
      Math.PI / 2,
    );
    const outer = x + side * half;
    if (Math.abs(outer) > lengthM / 2 - 0.01) {
      wall(
        `gable${side}`,
        [outer, SOUTH + WALL_M],
        [outer - side * WALL_M, NORTH - WALL_M],
        style.wall,
        true,
      );
    } else if (side === 1) {
      wall(
        'party',
        [outer - PARTY_M / 2, SOUTH + WALL_M],
        [outer + PARTY_M / 2, NORTH - WALL_M],
        INSIDE,
        false,
      );
    }
  }
  for (const { number, box } of DWELLINGS[unit.kind].slice(1)) {
    const edge = unit.kind === 'two' ? 0 : box.x0;
    wall(
      `between${number}`,
      [x + edge - PARTY_M / 2, SOUTH + WALL_M],
      [x + edge + PARTY_M / 2, hall.y0],
      INSIDE,
      false,
    );
  }
  if (unit.kind === 'tower') addCore(context, host, unit, level, wall);
  else addHall(context, host, unit, level, wall);
}

export type WallMaker = (
  key: string,
  a: readonly [number, number],
  b: readonly [number, number],
  color: Rgb,
  external: boolean,
) => ReturnType<ElementWriter['solid']>;

function addHall(
  context: BuildingContext,
  host: Host,
  unit: PlacedUnit,
  level: number,
  wall: WallMaker,
): void {
  const { writer, catalogue, building, model } = context;
  const path = `${unit.id}/${level}`;
  const x = unit.xM;
  const front = wall('stair', [x - 1.3, NORTH - WALL_M], [x + 1.3, NORTH], building.style.accent, true);
  wall('hallback', [x - 1.3, 0.3], [x + 1.3, 0.3 + PARTY_M], INSIDE, false);
  const y = NORTH - WALL_M / 2;
  if (level === 1) {
    const at: Point3 = [x, y, 0.01];
    writer.fill(
      host,
      front,
      `door/${path}/entrance`,
      'door',
      { at, widthM: 1.4, heightM: 2.2, depthM: WALL_M + 0.1 },
      catalogue.entrance(),
      at,
      Math.PI,
    );
    // A lift's corridor begins behind it.
    const reachM = building.liftStops === 'landings' && liftOf(building, unit) ? LIFT_CORRIDOR_M : CANOPY_M;
    const canopy = model.box([x - 1.5, NORTH, 2.42], [x + 1.5, NORTH + reachM, 2.56], building.style.band);
    writer.solid('IFCSHADINGDEVICE', host, `canopy/${path}`, '雨棚 Canopy', [canopy]);
  } else {
    const at: Point3 = [x, y, 0.3];
    writer.fill(
      host,
      front,
      `window/${path}/stair`,
      'window',
      { at, widthM: 1.5, heightM: 1.4, depthM: WALL_M + 0.1 },
      catalogue.window(1.5, 1.4),
      at,
      Math.PI,
    );
  }
  const flight = catalogue.stairFlight();
  writer.mapped('IFCSTAIRFLIGHT', host, `stair/${path}/a`, '楼梯 Stair', flight, [x + 0.08, 1.9, 0]);
  writer.mapped(
    'IFCSTAIRFLIGHT',
    host,
    `stair/${path}/b`,
    '楼梯 Stair',
    flight,
    [x - 0.08, 1.9 + 2.24, 1.4],
    Math.PI,
  );
  const landing = model.box([x - 1.28, 4.1, 1.26], [x + 1.28, NORTH - WALL_M, 1.4], [0.72, 0.71, 0.69]);
  writer.solid('IFCSLAB', host, `landing/${path}`, '休息平台 Landing', [landing]);
}

/** Plinth, entrance steps and the bands along the slabs. */
export function addBase(context: BuildingContext, ground: Host): void {
  const { model, writer, building, lengthM } = context;
  const half = lengthM / 2 + 0.06;
  const y = DEPTH_M / 2 + 0.06;
  const plinth = model.box([-half, -y, -PLINTH_M], [half, y, -0.14], building.style.plinth);
  writer.solid('IFCCOVERING', ground, 'plinth', '勒脚 Plinth', [plinth]);
  for (let level = 2; level <= storeysOf(building); level++) {
    const z = floorZ(level) - PLINTH_M;
    const ring = rect(-half + 0.02, -y + 0.02, half - 0.02, y - 0.02);
    const inner = rect(-half + 0.2, -y + 0.2, half - 0.2, y - 0.2);
    writer.solid('IFCCOVERING', ground, `band/${level}`, '腰线 Band', [
      model.prism(ring, z - 0.16, z, building.style.band, [inner]),
    ]);
  }
}
