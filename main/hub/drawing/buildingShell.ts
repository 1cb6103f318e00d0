/** The outside of a drawn building, storey by storey: walls along its ring with windows, balconies and entrances. */
import type { BuildingFrame } from '#shared/drawing/buildingFrame.ts';
import type { At, DrawnBuilding } from '#shared/drawing/drawing.ts';
import { distanceM, insetRing } from '#shared/drawing/rings.ts';
import type { UnitPlan } from '#shared/drawing/unitLayout.ts';
import type { Catalogue } from '#shared/ifc/catalogue.ts';
import type { ElementWriter, Host } from '#shared/ifc/elementWriter.ts';
import { truth, type IfcModel, type Point3 } from '#shared/ifc/ifcModel.ts';
import type { BuildingStyle } from './styles.ts';

export interface BuildingContext {
  readonly model: IfcModel;
  readonly writer: ElementWriter;
  readonly catalogue: Catalogue;
  readonly style: BuildingStyle;
  readonly building: DrawnBuilding;
  readonly frame: BuildingFrame;
  readonly units: readonly UnitPlan[];
  readonly random: () => number;
}

export const WALL_M = 0.24;
const SLAB_M = 0.14;
const DOOR_HEIGHT_M = 2.2;
const WINDOW = { widthM: 1.5, heightM: 1.5, sillM: 0.9 } as const;
/** Of windows that light a whole side, from middle to middle. */
const SPACING_M = 3.4;
/** Wall that stays at the corners of a side. */
const CORNER_M = 0.9;
const BALCONY_M = 3.8;
const BALCONY_DOOR = { widthM: 2.4, heightM: 2.3 } as const;
const CANOPY_M = 1.4;

interface Hole {
  readonly kind: 'window' | 'balcony' | 'entrance';
  /** Of its middle, along the side from its beginning. */
  readonly atM: number;
  readonly widthM: number;
}

export function addShell(context: BuildingContext, host: Host, level: number): void {
  const { model, writer, frame, style, building } = context;
  const { ring } = frame;
  const inner = insetRing(ring, WALL_M);
  writer.solid('IFCSLAB', host, `slab/${level}`, '楼板 Slab', [
    model.prism(ring, -SLAB_M, -0.01, [0.78, 0.76, 0.73]),
  ]);
  if (level > 1)
    writer.solid('IFCCOVERING', host, `band/${level}`, '腰线 Band', [
      model.prism(insetRing(ring, -0.05), -0.16, 0, style.band, [insetRing(ring, 0.02)]),
    ]);
  else
    writer.solid('IFCCOVERING', host, 'plinth', '勒脚 Plinth', [
      model.prism(insetRing(ring, -0.05), -0.3, 0.35, style.plinth, [insetRing(ring, 0.02)]),
    ]);
  ring.forEach((from, nth) => {
    const to = ring[(nth + 1) % ring.length] ?? from;
    const yawRad = Math.atan2(to[1] - from[1], to[0] - from[0]);
    const [cos, sin] = [Math.cos(yawRad), Math.sin(yawRad)];
    const onSide = ([x, y]: At): At => [
      (x - from[0]) * cos + (y - from[1]) * sin,
      (y - from[1]) * cos - (x - from[0]) * sin,
    ];
    const side: Host = {
      spatial: host.spatial,
      placement: model.placement(host.placement, [from[0], from[1], 0], yawRad),
    };
    const [start, end] = [inner[nth] ?? from, inner[(nth + 1) % ring.length] ?? to];
    const wall = writer.solid('IFCWALL', side, `wall/${level}/${nth}`, '外墙 External wall', [
      model.prism(
        [[0, 0], onSide(to), onSide(end), onSide(start)],
        0,
        building.storeyHeightM - 0.01,
        style.wall,
      ),
    ]);
    model.describe(wall.ref, 'Pset_WallCommon', { IsExternal: truth(true), LoadBearing: truth(true) });
    const lengthM = distanceM(from, to);
    holesOf(context, nth, lengthM, level).forEach((hole, place) =>
      addHole(context, side, wall, hole, `${level}/${nth}/${place}`),
    );
  });
}

/** Side of the building across from the entrances; null where it is no rectangle. */
const frontEdge = ({ isRectangle, entranceEdge }: BuildingFrame): number | null =>
  isRectangle ? (entranceEdge + 2) % 4 : null;

function holesOf(context: BuildingContext, edge: number, lengthM: number, level: number): Hole[] {
  const { frame, building } = context;
  if (edge === frame.entranceEdge) return entranceHoles(context, lengthM, level);
  if (edge === frontEdge(frame) && building.homesPerStorey > 0) return frontHoles(context, lengthM);
  return windowsIn(CORNER_M, lengthM - CORNER_M);
}

/** Evenly along a stretch of wall. */
function windowsIn(fromM: number, toM: number): Hole[] {
  const roomM = toM - fromM;
  if (roomM < WINDOW.widthM + 0.3) return [];
  const count = Math.max(1, Math.round(roomM / SPACING_M));
  return Array.from({ length: count }, (_, nth) => ({
    kind: 'window',
    atM: fromM + ((nth + 0.5) * roomM) / count,
    widthM: WINDOW.widthM,
  }));
}

/** x of the building runs against this side: its beginning is the eastern end. */
function entranceHoles({ units, frame }: BuildingContext, lengthM: number, level: number): Hole[] {
  const holes: Hole[] = [];
  frame.units.forEach((span, nth) => {
    const hall = units[nth]?.hall;
    const onSide = (x: number) => lengthM / 2 - x;
    const middleM = frame.isRectangle
      ? onSide((span.fromM + span.toM) / 2)
      : ((nth + 0.5) * lengthM) / frame.units.length;
    const halfM = hall ? (hall.x1 - hall.x0) / 2 : 1.4;
    holes.push(
      level === 1
        ? { kind: 'entrance', atM: middleM, widthM: 1.4 }
        : { kind: 'window', atM: middleM, widthM: WINDOW.widthM },
    );
    const widthM = lengthM / frame.units.length;
    const [startM, endM] = frame.isRectangle
      ? [onSide(span.toM), onSide(span.fromM)]
      : [nth * widthM, (nth + 1) * widthM];
    holes.push(
      ...windowsIn(startM + CORNER_M, middleM - halfM - 0.4),
      ...windowsIn(middleM + halfM + 0.4, endM - CORNER_M),
    );
  });
  return holes;
}

/** A balcony for each home that looks out here, windows beside it. */
function frontHoles({ units, frame }: BuildingContext, lengthM: number): Hole[] {
  const homes = units.flatMap(({ homes: all }) => all.filter(({ isFront }) => isFront));
  return homes.flatMap(({ ring }) => {
    const y = -frame.depthM / 2;
    const xs = ring.filter((point) => Math.abs(point[1] - y) < 0.01).map(([x]) => x + lengthM / 2);
    if (xs.length < 2) return [];
    const [from, to] = [Math.min(...xs), Math.max(...xs)];
    const middleM = (from + to) / 2;
    const widthM = Math.min(BALCONY_M, to - from - 0.6);
    if (widthM < BALCONY_DOOR.widthM + 0.2) return windowsIn(from + 0.4, to - 0.4);
    return [
      { kind: 'balcony' as const, atM: middleM, widthM },
      ...windowsIn(from + 0.4, middleM - widthM / 2 - 0.2),
      ...windowsIn(middleM + widthM / 2 + 0.2, to - 0.4),
    ];
  });
}

function addHole(
  context: BuildingContext,
  side: Host,
  wall: ReturnType<ElementWriter['solid']>,
  { kind, atM, widthM }: Hole,
  path: string,
): void {
  const { model, writer, catalogue, building, style } = context;
  const depthM = WALL_M + 0.1;
  const middle = (z: number): Point3 => [atM, WALL_M / 2, z];
  const edge: Point3 = [atM, 0, 0];
  const most = (heightM: number, sillM: number) => Math.min(heightM, building.storeyHeightM - sillM - 0.25);
  switch (kind) {
    case 'window': {
      const heightM = most(WINDOW.heightM, WINDOW.sillM);
      const shape = catalogue.window(widthM, heightM);
      const at = middle(WINDOW.sillM);
      // Of a building that nobody lives in as far as is known, windows stand before the wall: a quarter of a city has many.
      if (building.homesPerStorey === 0)
        writer.mapped('IFCWINDOW', side, `window/${path}`, '窗 Window', shape, [atM, -0.02, WINDOW.sillM]);
      else writer.fill(side, wall, `window/${path}`, 'window', { at, widthM, heightM, depthM }, shape, at, 0);
      return;
    }
    case 'entrance': {
      const at = middle(0.01);
      const heightM = most(DOOR_HEIGHT_M, 0);
      writer.fill(
        side,
        wall,
        `door/${path}`,
        'door',
        { at, widthM, heightM, depthM },
        catalogue.entrance(),
        at,
        0,
      );
      writer.solid('IFCSHADINGDEVICE', side, `canopy/${path}`, '雨棚 Canopy', [
        model.box([atM - 1.6, -CANOPY_M, 2.42], [atM + 1.6, 0, 2.56], style.band),
      ]);
      for (const x of [atM - 1.2, atM + 1.2])
        writer.solid('IFCCOLUMN', side, `pier/${path}/${x}`, '门框 Door pier', [
          model.box([x - 0.2, -0.1, 0], [x + 0.2, 0, 2.42], style.accent),
        ]);
      return;
    }
    case 'balcony': {
      const at = middle(0.01);
      const heightM = most(BALCONY_DOOR.heightM, 0);
      const opening = { at, widthM: BALCONY_DOOR.widthM, heightM, depthM };
      const shape = catalogue.balconyDoor(BALCONY_DOOR.widthM, heightM);
      writer.fill(side, wall, `door/${path}`, 'door', opening, shape, at, 0);
      writer.mapped('IFCSLAB', side, `balcony/${path}`, '阳台 Balcony', catalogue.balcony(widthM), edge);
      if (context.random() < 0.5 && building.storeyHeightM >= 2.7)
        writer.mapped(
          'IFCWINDOW',
          side,
          `glazing/${path}`,
          '封阳台 Balcony glazing',
          catalogue.enclosure(widthM),
          edge,
        );
      else
        writer.mapped('IFCRAILING', side, `railing/${path}`, '栏杆 Railing', catalogue.railing(widthM), edge);
    }
  }
}
