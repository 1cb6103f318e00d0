/** The core of a high-rise unit: lobby, two lift shafts and scissor stairs, one storey; and the lifts, once. */
import type { Rgb } from '../design.ts';
import { CORE_LIFTS, DEPTH_M, HALLS, roofOf, STOREY_HEIGHT_M, type PlacedUnit } from '../dwelling.ts';
import type { Host } from '#shared/ifc/elementWriter.ts';
import { label, type Point3 } from '#shared/ifc/ifcModel.ts';
import { typed } from '#shared/ifc/stepWriter.ts';
import type { BuildingContext, WallMaker } from './unitStorey.ts';

const CORE = HALLS.tower;
const NORTH = DEPTH_M / 2;
const WALL_M = 0.24;
const PARTY_M = 0.2;
const INSIDE: Rgb = [0.9, 0.89, 0.86];
const CABIN: Rgb = [0.56, 0.66, 0.71];
const SHAFT_M = 2;
const FLIGHT_Y = 1.6;

export function addCore(
  context: BuildingContext,
  host: Host,
  unit: PlacedUnit,
  level: number,
  wall: WallMaker,
): void {
  const { writer, catalogue, building } = context;
  const path = `${unit.id}/${level}`;
  const x = unit.xM;
  const front = wall(
    'stair',
    [x + CORE.x0, NORTH - WALL_M],
    [x + CORE.x1, NORTH],
    building.style.accent,
    true,
  );
  const back = wall('hallback', [x + CORE.x0, CORE.y0], [x + CORE.x1, CORE.y0 + PARTY_M], INSIDE, false);
  const fill = (
    made: typeof front,
    key: string,
    kind: 'door' | 'window',
    at: Point3,
    [widthM, heightM]: readonly [number, number],
    shape: ReturnType<typeof catalogue.flatDoor>,
    depthM: number,
  ) => {
    writer.fill(
      host,
      made,
      `${kind}/${path}/${key}`,
      kind,
      { at, widthM, heightM, depthM },
      shape,
      at,
      Math.PI,
    );
  };
  for (const side of [-1, 1] as const) {
    const at: Point3 = [x + side * 0.9, CORE.y0 + PARTY_M / 2, 0.01];
    fill(back, `middle${side}`, 'door', at, [0.9, 2.05], catalogue.flatDoor(), PARTY_M + 0.1);
  }
  const y = NORTH - WALL_M / 2;
  if (level === 1)
    fill(front, 'entrance', 'door', [x, y, 0.01], [1.4, 2.2], catalogue.entrance(), WALL_M + 0.1);
  else fill(front, 'stair', 'window', [x, y, 0.9], [1.5, 1.4], catalogue.window(1.5, 1.4), WALL_M + 0.1);
  for (const [nth, [liftX, liftY]] of CORE_LIFTS.entries()) {
    const half = SHAFT_M / 2;
    const inner = x + liftX - Math.sign(liftX) * half;
    wall(`shaft${nth}`, [inner - 0.1, liftY - half], [inner + 0.1, liftY + half], INSIDE, false);
    wall(
      `shaft${nth}/back`,
      [x + liftX - half, liftY + half],
      [x + liftX + half, liftY + half + PARTY_M],
      INSIDE,
      false,
    );
  }
  // Two straight stairs in one well, each up a whole storey, one against the other.
  const flight = catalogue.stairFlight();
  for (const half of [0, 1]) {
    const z = half * (STOREY_HEIGHT_M / 2);
    const run = half * 1.4;
    writer.mapped('IFCSTAIRFLIGHT', host, `stair/${path}/a${half}`, '剪刀梯 Scissor stair', flight, [
      x - 1.25,
      FLIGHT_Y + run,
      z,
    ]);
    writer.mapped(
      'IFCSTAIRFLIGHT',
      host,
      `stair/${path}/b${half}`,
      '剪刀梯 Scissor stair',
      flight,
      [x + 1.25, FLIGHT_Y + 2.8 - run, z],
      Math.PI,
    );
  }
}

export function addCoreLifts(context: BuildingContext, roof: Host, unit: PlacedUnit): void {
  const { model, writer, building } = context;
  for (const [nth, [x, y]] of CORE_LIFTS.entries()) {
    const key = `${unit.id}-${nth + 1}`;
    const made = writer.solid('IFCTRANSPORTELEMENT', roof, `lift/${key}`, `电梯 Lift ${key}`, [
      model.box([unit.xM + x - 0.8, y - 0.8, -roofOf(building)], [unit.xM + x + 0.8, y + 0.8, -0.2], CABIN),
    ]);
    model.describe(made.ref, 'Pset_TransportElementCommon', {
      Reference: typed('IFCIDENTIFIER', `lift-${key}`),
      Status: label('EXISTING'),
    });
  }
}
