/** What was drawn of the ground → one IFC4 file: areas, roads and their markings, bays, fence, gates, lamps. */
import type { At, CompoundDrawing, DrawnArea, DrawnRoad } from '#shared/drawing/drawing.ts';
import { baysOf, gateYawRad } from '#shared/drawing/planOfDrawing.ts';
import { convexHull } from '#shared/geo/fittedBox.ts';
import { distanceM, edgesOf, nearestOn, stripsOf } from '#shared/drawing/rings.ts';
import { createElementWriter, type Host } from '#shared/ifc/elementWriter.ts';
import { createEnclosure, GATE_POST_M } from '#shared/ifc/enclosure.ts';
import { createIfcModel, label, type Rgb } from '#shared/ifc/ifcModel.ts';
import { parkingBay } from '#shared/ifc/parkingBay.ts';
import { streetLamp } from '#shared/ifc/streetLamp.ts';
import { addSite, type DrawingTitle } from './ifcSite.ts';

type Surface = DrawnArea['surface'];

const COLOR: Readonly<Record<Surface | 'asphalt' | 'ground' | 'around', Rgb>> = {
  asphalt: [0.36, 0.37, 0.38],
  paving: [0.72, 0.67, 0.6],
  grass: [0.46, 0.57, 0.34],
  rubber: [0.72, 0.4, 0.31],
  water: [0.35, 0.52, 0.6],
  ground: [0.7, 0.68, 0.63],
  around: [0.62, 0.62, 0.58],
};
/** Tops a few centimetres apart, so that no two fight for the same pixel. */
const TOP_M: Readonly<Record<Surface | 'asphalt', number>> = {
  grass: 0.06,
  asphalt: 0.09,
  water: 0.075,
  paving: 0.12,
  rubber: 0.13,
};
const WHITE: Rgb = [0.92, 0.92, 0.9];
const YELLOW: Rgb = [0.93, 0.74, 0.24];
const AROUND_M = 34;

export function siteModel(fileName: string, drawing: CompoundDrawing, title: DrawingTitle): string {
  const model = createIfcModel(fileName, `${title.id}/${fileName}`, title.map, title.name.zh, title.digest);
  const writer = createElementWriter(model);
  const host = addSite(model, title);
  const plate = (key: string, name: string, ring: readonly At[], color: Rgb, topM: number, depthM = 0.3) =>
    writer.solid('IFCGEOGRAPHICELEMENT', host, key, name, [model.prism(ring, topM - depthM, topM, color)]);

  const reach =
    drawing.fence.length > 0 ? drawing.fence : convexHull(drawing.buildings.flatMap(({ ring }) => ring));
  if (reach.length >= 3) {
    const [xs, ys] = [reach.map(([x]) => x), reach.map(([, y]) => y)];
    const [x0, x1] = [Math.min(...xs) - AROUND_M, Math.max(...xs) + AROUND_M];
    const [y0, y1] = [Math.min(...ys) - AROUND_M, Math.max(...ys) + AROUND_M];
    const around: At[] = [
      [x0, y0],
      [x1, y0],
      [x1, y1],
      [x0, y1],
    ];
    plate('ground/around', '周边 Surroundings', around, COLOR.around, -0.04);
  }
  if (drawing.fence.length > 0) plate('ground/inside', '场地 Ground', drawing.fence, COLOR.ground, 0, 0.03);
  drawing.areas.forEach(({ key, name, ring, surface }, nth) => {
    // One that lies on another of its kind shows above it.
    const topM = TOP_M[surface] + (nth % 10) * 0.001;
    const made = plate(`area/${key}`, `${name.zh} ${name.en}`, ring, COLOR[surface], topM);
    model.describe(made.ref, 'Linli_Area', { PlaceId: label(key), Surface: label(surface) });
  });
  for (const road of drawing.roads) addRoad(road);
  for (const row of drawing.bays)
    for (const { id, kind, box } of baysOf(row)) {
      const [x, y] = box.centreEnu;
      const solids = parkingBay(model, kind, [box.sizeM[0], box.sizeM[1]], TOP_M.asphalt + 0.015, 0.2);
      const made = writer.solid(
        'IFCCIVILELEMENT',
        host,
        `bay/${id}`,
        `车位 ${id}`,
        solids,
        [x, y, 0],
        box.yawRad,
      );
      model.describe(made.ref, 'Linli_ParkingBay', { DeviceId: label(id), Kind: label(kind) });
    }
  addFence(drawing, host);
  const lamps = new Map<number, ReturnType<typeof model.shareShape>>();
  for (const { key, at, heightM } of drawing.lamps) {
    const shape = lamps.get(heightM) ?? model.shareShape(streetLamp(model, heightM));
    lamps.set(heightM, shape);
    writer.mapped('IFCLIGHTFIXTURE', host, `lamp/${key}`, '路灯 Lamp', shape, [at[0], at[1], 0]);
  }
  return model.finish();

  function addRoad({ key, name, path, widthM, fireLane }: DrawnRoad): void {
    const strips = stripsOf(path, widthM);
    const solids = strips.map((ring, nth) =>
      model.prism(ring, TOP_M.asphalt - 0.3, TOP_M.asphalt + (nth % 2) * 0.0005, COLOR.asphalt),
    );
    if (solids.length === 0) return;
    const made = writer.solid('IFCCIVILELEMENT', host, `road/${key}`, `${name.zh} ${name.en}`, solids);
    model.describe(made.ref, 'Linli_Area', { PlaceId: label(key), Surface: label('asphalt') });
    if (widthM >= 3.5) addMarks(`road/${key}`, path, widthM, fireLane);
  }

  /** Dashes along the middle; along a fire lane also a yellow line at either edge. */
  function addMarks(key: string, path: readonly At[], widthM: number, fireLane: boolean): void {
    const top = TOP_M.asphalt + 0.02;
    edgesOf(path, false).forEach(([a, b], nth) => {
      const lengthM = distanceM(a, b);
      if (lengthM < 6) return;
      const yawRad = Math.atan2(b[1] - a[1], b[0] - a[0]);
      const marks = [];
      for (let m = 3; m < lengthM - 4; m += 9)
        marks.push(model.box([m, -0.06, top - 0.02], [m + 3, 0.06, top], WHITE));
      if (fireLane)
        for (const side of [-1, 1]) {
          const y = side * (widthM / 2 - 0.2);
          marks.push(model.box([0.5, y - 0.06, top - 0.02], [lengthM - 0.5, y + 0.06, top], YELLOW));
        }
      const title = fireLane ? '消防车道标线 Fire lane marking' : '标线 Road marking';
      if (marks.length > 0)
        writer.solid('IFCCIVILELEMENT', host, `${key}/marks${nth}`, title, marks, [a[0], a[1], 0], yawRad);
    });
  }

  function addFence({ fence, gates }: CompoundDrawing, ground: Host): void {
    const enclosure = createEnclosure(model, writer, ground);
    const standing = gates.map((gate) => ({ ...gate, yawRad: gateYawRad(gate.at, fence) }));
    edgesOf(fence).forEach(([a, b], nth) => {
      const lengthM = distanceM(a, b);
      const at = (m: number): At => [
        a[0] + ((b[0] - a[0]) * m) / lengthM,
        a[1] + ((b[1] - a[1]) * m) / lengthM,
      ];
      const gaps = standing
        .map((gate) => ({ gate, on: nearestOn([a, b], gate.at) }))
        .filter(({ gate, on }) => distanceM(on, gate.at) < 1.5)
        .map(({ gate, on }) => {
          const reachM = gate.widthM / 2 + GATE_POST_M;
          return [distanceM(a, on) - reachM, distanceM(a, on) + reachM] as const;
        })
        .sort((one, other) => one[0] - other[0]);
      let m = 0;
      for (const [start, end] of [...gaps, [lengthM, lengthM] as const]) {
        if (start > m) enclosure.run(`${nth}/${m.toFixed(2)}`, at(m), at(start));
        m = Math.max(m, end);
      }
    });
    for (const { key, ...gate } of standing) enclosure.gate({ ...gate, id: key });
  }
}
