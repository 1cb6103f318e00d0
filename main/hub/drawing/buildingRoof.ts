/** What stands on top of a drawn building: a tiled gable, or a flat roof with parapet, bulkheads and heaters. */
import type { At } from '#shared/drawing/drawing.ts';
import { insetRing } from '#shared/drawing/rings.ts';
import type { Host } from '#shared/ifc/elementWriter.ts';
import type { BuildingContext } from './buildingShell.ts';

const EAVES_M = 0.7;
const PARAPET_M = 1.1;
/** Of a gable, up for one out. */
const SLOPE = 0.4;
const SOLAR_M = 3.2;

export function addRoof(context: BuildingContext, roof: Host): void {
  const { model, writer, frame, style, building } = context;
  writer.solid('IFCSLAB', roof, 'roof/slab', '屋面板 Roof slab', [
    model.prism(frame.ring, -0.14, 0.12, style.roof),
  ]);
  writer.solid('IFCCOVERING', roof, 'roof/cornice', '檐口 Cornice', [
    model.prism(insetRing(frame.ring, -0.25), -0.16, 0.06, style.band, [insetRing(frame.ring, 0.1)]),
  ]);
  if (building.roof === 'pitched' && frame.isRectangle) addGable(context, roof);
  else addFlat(context, roof);
}

/** Along the longer way of the building. */
function addGable(context: BuildingContext, roof: Host): void {
  const { model, writer, frame, style } = context;
  const alongX = frame.lengthM >= frame.depthM;
  const [half, reach] = alongX
    ? [frame.lengthM / 2, frame.depthM / 2]
    : [frame.depthM / 2, frame.lengthM / 2];
  const ridge = reach * SLOPE;
  const edge = reach + EAVES_M;
  const low = -EAVES_M * SLOPE + 0.12;
  const tiles: readonly At[] = [
    [-edge, low],
    [0, ridge + 0.12],
    [edge, low],
    [edge, low + 0.16],
    [0, ridge + 0.3],
    [-edge, low + 0.16],
  ];
  const gable: readonly At[] = [
    [-reach, 0.1],
    [reach, 0.1],
    [0, ridge + 0.1],
  ];
  const push = alongX ? model.alongX : model.alongY;
  writer.solid('IFCROOF', roof, 'roof/tiles', '坡屋面 Pitched roof', [
    push(tiles, -half - 0.5, half + 0.5, style.roof),
  ]);
  for (const side of [-1, 1])
    writer.solid('IFCWALL', roof, `roof/gable${side}`, '山墙 Gable', [
      push(gable, side * (half - 0.12) - 0.12, side * (half - 0.12) + 0.12, style.wall),
    ]);
}

function addFlat(context: BuildingContext, roof: Host): void {
  const { model, writer, frame, style, catalogue, building, units } = context;
  writer.solid('IFCWALL', roof, 'roof/parapet', '女儿墙 Parapet', [
    model.prism(frame.ring, 0.1, PARAPET_M, style.wall, [insetRing(frame.ring, 0.2)]),
  ]);
  writer.solid('IFCCOVERING', roof, 'roof/coping', '压顶 Coping', [
    model.prism(insetRing(frame.ring, -0.06), PARAPET_M, PARAPET_M + 0.1, style.band, [
      insetRing(frame.ring, 0.26),
    ]),
  ]);
  units.forEach(({ hall }, nth) => {
    const span = frame.units[nth];
    if (!hall || !span) return;
    const { x0, x1, y0, y1 } = hall;
    const heightM = building.lift ? 3.6 : 2.6;
    writer.solid('IFCBUILDINGELEMENTPROXY', roof, `roof/bulkhead/${nth + 1}`, '楼梯间 Stair bulkhead', [
      model.box([x0, y0, 0.1], [x1, y1 - 0.5, heightM], style.accent),
      model.box([x0 - 0.2, y0 - 0.2, heightM], [x1 + 0.2, y1 - 0.3, heightM + 0.14], style.band),
      model.box([(x0 + x1) / 2 - 0.45, y0 - 0.03, 0.12], [(x0 + x1) / 2 + 0.45, y0, 2.1], [0.36, 0.38, 0.4]),
    ]);
    // Only low buildings carry heaters of the homes below.
    if (building.homesPerStorey === 0 || building.storeys > 12 || frame.depthM < 9) return;
    const count = Math.floor((span.toM - span.fromM - 2) / SOLAR_M);
    for (let i = 0; i < count; i++) {
      if (context.random() < 0.3) continue;
      writer.mapped(
        'IFCSOLARDEVICE',
        roof,
        `roof/solar/${nth + 1}/${i}`,
        '太阳能热水器 Solar heater',
        catalogue.solarHeater(),
        [span.fromM + 1 + (i + 0.5) * SOLAR_M, -frame.depthM / 2 + 2.4, 0.12],
      );
    }
  });
}
