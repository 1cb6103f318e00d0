/** A lift outside a stair hall. */
import type { Rgb } from '../design.ts';
import {
  DEPTH_M,
  floorZ,
  LIFT_CORRIDOR_M,
  LIFT_SHAFT_M,
  roofOf,
  storeysOf,
  STOREY_HEIGHT_M,
  type PlacedUnit,
} from '../dwelling.ts';
import { rect } from '#shared/ifc/catalogue.ts';
import type { Host } from '#shared/ifc/elementWriter.ts';
import type { BuildingContext } from './unitStorey.ts';

const NORTH = DEPTH_M / 2;
const CABIN: Rgb = [0.56, 0.66, 0.71];
const STEEL: Rgb = [0.44, 0.47, 0.5];

/** A glazed shaft with a bridge to every landing, built in the renovation. */
export function addLift(context: BuildingContext, roof: Host, unit: PlacedUnit): void {
  const { model, writer, building } = context;
  const roofM = roofOf(building);
  /** A landing lies half a storey under the floor it leads to. */
  const dropM = building.liftStops === 'landings' ? STOREY_HEIGHT_M / 2 : 0;
  const x = unit.xM;
  const y0 = NORTH + LIFT_CORRIDOR_M;
  const y1 = y0 + LIFT_SHAFT_M;
  const w = LIFT_SHAFT_M / 2;
  const low = -roofM;
  const high = 1.2;
  const shaft = writer.solid('IFCTRANSPORTELEMENT', roof, `lift/${unit.id}`, `电梯 Lift ${unit.id}`, [
    model.box([x - w, y0, low], [x + w, y1, high], CABIN),
  ]);
  model.describe(shaft.ref, 'Pset_TransportElementCommon', {
    Reference: { type: 'IFCIDENTIFIER', value: `lift-${unit.id}` },
  });
  writer.solid('IFCSLAB', roof, `lift/${unit.id}/cap`, '井道顶 Shaft roof', [
    model.box([x - w - 0.1, y0 - 0.1, high], [x + w + 0.1, y1 + 0.1, high + 0.14], STEEL),
  ]);
  const posts = [
    [x - w, y0],
    [x + w, y0],
    [x - w, y1],
    [x + w, y1],
  ] as const;
  for (const [i, [px, py]] of posts.entries()) {
    writer.solid('IFCCOLUMN', roof, `lift/${unit.id}/post${i}`, '钢柱 Post', [
      model.box([px - 0.07, py - 0.07, low], [px + 0.07, py + 0.07, high], STEEL),
    ]);
  }
  for (let level = 1; level <= storeysOf(building); level++) {
    const z = floorZ(level) - roofM;
    const beam = rect(x - w - 0.06, y0 - 0.06, x + w + 0.06, y1 + 0.06);
    const hole = rect(x - w + 0.02, y0 + 0.02, x + w - 0.02, y1 - 0.02);
    const path = `lift/${unit.id}/${level}`;
    writer.solid('IFCBUILDINGELEMENTPROXY', roof, `${path}/beam`, '圈梁 Ring beam', [
      model.prism(beam, z - 0.1, z + 0.06, STEEL, [hole]),
    ]);
    if (level === 1) continue;
    const stop = z - dropM;
    writer.solid('IFCSLAB', roof, `${path}/bridge`, '连廊 Bridge', [
      model.box([x - 0.8, NORTH, stop - 0.14], [x + 0.8, y0, stop], [0.8, 0.79, 0.77]),
      model.box([x - 0.8, NORTH, stop], [x - 0.74, y0, stop + 1.15], CABIN),
      model.box([x + 0.74, NORTH, stop], [x + 0.8, y0, stop + 1.15], CABIN),
      model.box([x - 0.85, NORTH, stop + 2.4], [x + 0.85, y0, stop + 2.48], STEEL),
    ]);
  }
}
