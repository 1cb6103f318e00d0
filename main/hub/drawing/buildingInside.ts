/** What is inside a drawn building that is known: walls round the stair halls and between homes, stairs, lift, rooms. */
import { homeIdOf } from '#shared/drawing/buildingPlaces.ts';
import type { Rect, UnitPlan } from '#shared/drawing/unitLayout.ts';
import type { Host } from '#shared/ifc/elementWriter.ts';
import { truth, type Point3, type Rgb } from '#shared/ifc/ifcModel.ts';
import { typed, word, type Ref } from '#shared/ifc/stepWriter.ts';
import { WALL_M, type BuildingContext } from './buildingShell.ts';

const PARTY_M = 0.2;
const INSIDE: Rgb = [0.9, 0.89, 0.86];
const CONCRETE: Rgb = [0.72, 0.71, 0.69];
const STEEL: Rgb = [0.66, 0.68, 0.7];
const DOOR = { widthM: 0.9, heightM: 2.05 } as const;
const SHAFT_M = 2;

/** Returns the rooms that make up each home. */
export function addInside(
  context: BuildingContext,
  host: Host,
  unit: UnitPlan,
  unitId: string,
  level: number,
): Ref[] {
  const { hall, corridor } = unit;
  if (hall) {
    addWalls(context, host, unit, hall, corridor, `${unitId}/${level}`);
    addStairs(context, host, hall, `${unitId}/${level}`);
  }
  return unit.homes.map(({ number, ring }) => addRoom(context, host, homeIdOf(unitId, level, number), ring));
}

function addRoom(
  { model, building }: BuildingContext,
  host: Host,
  id: string,
  ring: readonly (readonly [number, number])[],
): Ref {
  const solid = model.prism(ring, 0, building.storeyHeightM - 0.15, [0.8, 0.85, 0.9]);
  const space = model.add(
    'IFCSPACE',
    model.id(`space/${id}`),
    null,
    id,
    null,
    null,
    model.placement(host.placement, [0, 0, 0]),
    model.shapeOf([solid]),
    `${id.slice(id.lastIndexOf('-') + 1)}室`,
    word('ELEMENT'),
    word('INTERNAL'),
    null,
  );
  model.aggregate(host.spatial, space);
  model.describe(space, 'Pset_SpaceCommon', {
    Reference: typed('IFCIDENTIFIER', id),
    IsExternal: truth(false),
    PubliclyAccessible: truth(false),
  });
  return space;
}

function addWalls(
  context: BuildingContext,
  host: Host,
  { homes }: UnitPlan,
  hall: Rect,
  corridor: Rect | null,
  path: string,
): void {
  const { model, writer, building, catalogue, frame } = context;
  const heightM = building.storeyHeightM - 0.15;
  const half = { x: frame.lengthM / 2 - WALL_M, y: frame.depthM / 2 - WALL_M };
  const clampX = (x: number) => Math.max(-half.x, Math.min(half.x, x));
  const clampY = (y: number) => Math.max(-half.y, Math.min(half.y, y));
  const upright = (key: string, x: number, y0: number, y1: number) =>
    writer.solid('IFCWALL', host, `wall/${path}/${key}`, '内墙 Internal wall', [
      model.box([x - PARTY_M / 2, clampY(y0), 0], [x + PARTY_M / 2, clampY(y1), heightM], INSIDE),
    ]);
  const level = (key: string, y: number, x0: number, x1: number) =>
    writer.solid('IFCWALL', host, `wall/${path}/${key}`, '内墙 Internal wall', [
      model.box([clampX(x0), y - PARTY_M / 2, 0], [clampX(x1), y + PARTY_M / 2, heightM], INSIDE),
    ]);
  const door = (key: string, wall: ReturnType<typeof upright>, x: number, y: number, turned: boolean) => {
    const at: Point3 = [x, y, 0.01];
    const opening = { ...DOOR, at, depthM: PARTY_M + 0.1, turned };
    writer.fill(
      host,
      wall,
      `door/${path}/${key}`,
      'door',
      opening,
      catalogue.flatDoor(),
      at,
      turned ? Math.PI / 2 : 0,
    );
  };
  const [west, east] = (['west', 'east'] as const).map((key, nth) =>
    upright(`hall-${key}`, nth === 0 ? hall.x0 : hall.x1, hall.y0, hall.y1),
  );
  if (!corridor) {
    const back = level('hall-back', hall.y0, hall.x0, hall.x1);
    homes.forEach(({ box, number }) => {
      const key = `home-${number}`;
      if (box.x1 <= hall.x0 + 0.01 && west) door(key, west, hall.x0, hall.y0 + 0.8, true);
      else if (box.x0 >= hall.x1 - 0.01 && east) door(key, east, hall.x1, hall.y0 + 0.8, true);
      else
        door(
          key,
          back,
          Math.max(hall.x0 + 0.7, Math.min(hall.x1 - 0.7, (box.x0 + box.x1) / 2)),
          hall.y0,
          false,
        );
    });
    for (const { box } of homes.slice(1)) {
      const x = Math.max(-half.x, box.x0);
      const isBesideHall = x < hall.x0 - 0.3 || x > hall.x1 + 0.3;
      upright(`between-${box.x0.toFixed(2)}`, x, -half.y, isBesideHall ? half.y : hall.y0);
    }
  } else {
    const front = level('corridor-front', corridor.y0, corridor.x0, corridor.x1);
    const behind = [
      level('corridor-west', corridor.y1, corridor.x0, hall.x0),
      level('corridor-east', corridor.y1, hall.x1, corridor.x1),
    ];
    homes.forEach(({ box, number, isFront }) => {
      const middle = (box.x0 + box.x1) / 2;
      const wall = isFront ? front : behind[middle < hall.x0 ? 0 : 1];
      if (wall) door(`home-${number}`, wall, middle, isFront ? corridor.y0 : corridor.y1, false);
      const isFirst = Math.abs(box.x0 - corridor.x0) < 0.01 || Math.abs(box.x0 - hall.x1) < 0.01;
      if (!isFirst) upright(`between-${number}`, box.x0, box.y0, box.y1);
    });
  }
  const isLast = corridorEnd(hall, corridor, homes) >= frame.lengthM / 2 - 0.01;
  if (!isLast) upright('party', corridorEnd(hall, corridor, homes), -half.y, half.y);
}

function corridorEnd(hall: Rect, corridor: Rect | null, homes: UnitPlan['homes']): number {
  return corridor?.x1 ?? homes.reduce((most, { ring }) => Math.max(most, ...ring.map(([x]) => x)), hall.x1);
}

function addStairs(
  { model, writer, catalogue, building }: BuildingContext,
  host: Host,
  hall: Rect,
  path: string,
): void {
  const riseM = building.storeyHeightM / 2;
  const shaftM = building.lift && hall.x1 - hall.x0 > SHAFT_M + 2.4 ? SHAFT_M : 0;
  const middle = (hall.x0 + hall.x1 - shaftM) / 2;
  if (hall.y1 - hall.y0 > 4) {
    const flight = catalogue.stairFlight(riseM);
    const foot = hall.y1 - 3.8;
    writer.mapped('IFCSTAIRFLIGHT', host, `stair/${path}/a`, '楼梯 Stair', flight, [middle + 0.06, foot, 0]);
    writer.mapped(
      'IFCSTAIRFLIGHT',
      host,
      `stair/${path}/b`,
      '楼梯 Stair',
      flight,
      [middle - 0.06, foot + 1.4, riseM],
      Math.PI,
    );
    writer.solid('IFCSLAB', host, `landing/${path}`, '休息平台 Landing', [
      model.box(
        [middle - 1.25, foot + 1.4, riseM - 0.14],
        [middle + 1.25, hall.y1 - WALL_M, riseM],
        CONCRETE,
      ),
    ]);
  }
  if (shaftM > 0) {
    const [x0, x1, y0, y1] = [
      hall.x1 - shaftM - 0.1,
      hall.x1 - 0.1,
      hall.y1 - shaftM - WALL_M,
      hall.y1 - WALL_M,
    ];
    writer.solid('IFCWALL', host, `shaft/${path}`, '电梯井 Lift shaft', [
      model.box([x0, y0, 0], [x0 + 0.12, y1, building.storeyHeightM], CONCRETE),
      model.box([x0, y0, 0], [x0 + 0.4, y0 + 0.12, building.storeyHeightM], CONCRETE),
      model.box([x1 - 0.4, y0, 0], [x1, y0 + 0.12, building.storeyHeightM], CONCRETE),
    ]);
    writer.solid('IFCBUILDINGELEMENTPROXY', host, `lift-door/${path}`, '电梯门 Lift door', [
      model.box([x0 + 0.4, y0 + 0.02, 0], [x1 - 0.4, y0 + 0.08, 2.1], STEEL),
    ]);
  }
}
