/** What stands on top: a tiled gable, or a flat roof with parapet, bulkheads, tanks and solar heaters. */
import type { SitePoint } from '../design.ts';
import { DEPTH_M, UNIT_WIDTH_M, type PlacedUnit } from '../dwelling.ts';
import { rect } from '#shared/ifc/catalogue.ts';
import type { Host } from '#shared/ifc/elementWriter.ts';
import type { BuildingContext } from './unitStorey.ts';

const EAVES_M = 0.7;
const RIDGE_M = 2.3;
const PARAPET_M = 0.9;

export function addRoof(context: BuildingContext, roof: Host, units: readonly PlacedUnit[]): void {
  const { model, writer, building, lengthM } = context;
  const { style } = building;
  const half = lengthM / 2;
  const y = DEPTH_M / 2;
  writer.solid('IFCSLAB', roof, 'roof/slab', '屋面板 Roof slab', [
    model.box([-half, -y, -0.01], [half, y, 0.12], style.roofTone),
  ]);
  const eaves = rect(-half - 0.3, -y - 0.3, half + 0.3, y + 0.3);
  const inner = rect(-half + 0.1, -y + 0.1, half - 0.1, y - 0.1);
  writer.solid('IFCCOVERING', roof, 'roof/cornice', '檐口 Cornice', [
    model.prism(eaves, -0.16, 0.06, style.band, [inner]),
  ]);
  if (style.roof === 'pitched') addGable(context, roof, units, half, y);
  else addFlat(context, roof, units, half, y);
}

function addGable(
  context: BuildingContext,
  roof: Host,
  units: readonly PlacedUnit[],
  half: number,
  y: number,
): void {
  const { model, writer, building } = context;
  const { style } = building;
  const edge = y + EAVES_M;
  const tiles: readonly SitePoint[] = [
    [-edge, 0.02],
    [0, RIDGE_M + 0.16],
    [edge, 0.02],
    [edge, 0.16],
    [0, RIDGE_M + 0.34],
    [-edge, 0.16],
  ];
  writer.solid('IFCROOF', roof, 'roof/tiles', '坡屋面 Pitched roof', [
    model.alongX(tiles, -half - 0.5, half + 0.5, style.roofTone),
  ]);
  for (const side of [-1, 1]) {
    const gable: readonly SitePoint[] = [
      [-y, 0.1],
      [y, 0.1],
      [0, RIDGE_M - 0.05],
    ];
    const x = side * (half - 0.12);
    writer.solid('IFCWALL', roof, `roof/gable${side}`, '山墙 Gable', [
      model.alongX(gable, x - 0.12, x + 0.12, style.wall),
    ]);
  }
  const ridge = model.box(
    [-half - 0.5, -0.16, RIDGE_M + 0.26],
    [half + 0.5, 0.16, RIDGE_M + 0.42],
    style.roofTone,
  );
  writer.solid('IFCCOVERING', roof, 'roof/ridge', '屋脊 Ridge', [ridge]);
  for (const { id, xM } of units) {
    for (const [i, x] of [xM - 4, xM + 4].entries()) {
      const dormer = [
        model.box([x - 0.75, -y + 0.6, 0.3], [x + 0.75, -y + 3, 1.45], style.wall),
        model.box([x - 0.5, -y + 0.57, 0.75], [x + 0.5, -y + 0.6, 1.3], [0.36, 0.47, 0.54]),
        model.box([x - 0.95, -y + 0.35, 1.45], [x + 0.95, -y + 3.4, 1.58], style.roofTone),
      ];
      writer.solid('IFCBUILDINGELEMENTPROXY', roof, `roof/dormer/${id}/${i}`, '老虎窗 Dormer', dormer);
    }
  }
}

function addFlat(
  context: BuildingContext,
  roof: Host,
  units: readonly PlacedUnit[],
  half: number,
  y: number,
): void {
  const { model, writer, building, catalogue } = context;
  const { style } = building;
  const walls = [
    ['south', -half, -y, half, -y + 0.2],
    ['north', -half, y - 0.2, half, y],
    ['west', -half, -y + 0.2, -half + 0.2, y - 0.2],
    ['east', half - 0.2, -y + 0.2, half, y - 0.2],
  ] as const;
  for (const [key, x0, y0, x1, y1] of walls) {
    writer.solid('IFCWALL', roof, `roof/parapet/${key}`, '女儿墙 Parapet', [
      model.box([x0, y0, 0.1], [x1, y1, PARAPET_M], style.wall),
    ]);
    const cap = model.box(
      [x0 - 0.06, y0 - 0.06, PARAPET_M],
      [x1 + 0.06, y1 + 0.06, PARAPET_M + 0.1],
      style.band,
    );
    writer.solid('IFCCOVERING', roof, `roof/coping/${key}`, '压顶 Coping', [cap]);
  }
  for (const { id, xM, kind } of units) {
    writer.solid('IFCBUILDINGELEMENTPROXY', roof, `roof/bulkhead/${id}`, '楼梯间 Stair bulkhead', [
      model.box([xM - 1.4, 1.2, 0.1], [xM + 1.4, y - 0.3, 2.5], style.accent),
      model.box([xM - 1.6, 1, 2.5], [xM + 1.6, y - 0.1, 2.64], style.band),
      model.box([xM - 0.45, 1.17, 0.12], [xM + 0.45, 1.2, 2.1], [0.36, 0.38, 0.4]),
    ]);
    const tankX = xM + UNIT_WIDTH_M[kind] / 2 - 2.2;
    writer.solid('IFCTANK', roof, `roof/tank/${id}`, '水箱 Water tank', [
      model.box([tankX - 0.9, 2.2, 0.1], [tankX + 0.9, 4, 0.6], [0.6, 0.6, 0.58]),
      model.cylinder([tankX, 3.1, 0.6], 0.85, 1.5, [0.78, 0.8, 0.81]),
    ]);
    for (const [i, x] of [-5, -2.6, 2.6, 5].entries()) {
      if (context.random() < 0.25) continue;
      writer.mapped(
        'IFCSOLARDEVICE',
        roof,
        `roof/solar/${id}/${i}`,
        '太阳能热水器 Solar heater',
        catalogue.solarHeater(),
        [xM + x, -2.2, 0.12],
      );
    }
  }
}
