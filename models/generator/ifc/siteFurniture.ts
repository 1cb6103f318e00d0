/** What stands on the ground: lamps, hydrants, charging shed, waste point, playground, pavilion, benches. */
import type { Rgb, SiteDesign, SitePoint } from '../design.ts';
import type { ElementWriter, Host } from '#shared/ifc/elementWriter.ts';
import type { IfcModel, Solid } from '#shared/ifc/ifcModel.ts';
import { streetLamp } from '#shared/ifc/streetLamp.ts';

const IRON: Rgb = [0.24, 0.27, 0.28];
const RED: Rgb = [0.75, 0.22, 0.17];
const WOOD: Rgb = [0.58, 0.42, 0.29];
const ROOF: Rgb = [0.62, 0.3, 0.23];

export function addFurniture(model: IfcModel, writer: ElementWriter, host: Host, site: SiteDesign): void {
  const lamp = model.shareShape(streetLamp(model, 5));
  for (const [i, [x, y]] of site.lamps.entries())
    writer.mapped('IFCLIGHTFIXTURE', host, `lamp/${i}`, '路灯 Lamp', lamp, [x, y, 0]);
  const hydrant = model.shareShape([
    model.cylinder([0, 0, 0], 0.16, 0.75, RED),
    model.cylinder([0, 0, 0.75], 0.2, 0.08, RED),
    model.box([-0.3, -0.08, 0.42], [0.3, 0.08, 0.58], RED),
  ]);
  for (const [i, [x, y]] of site.hydrants.entries()) {
    writer.mapped(
      'IFCFIRESUPPRESSIONTERMINAL',
      host,
      `hydrant/${i + 1}`,
      `室外消防栓 Hydrant ${i + 1}`,
      hydrant,
      [x, y, 0.05],
    );
  }
  const put = (key: string, name: string, solids: readonly Solid[]): void => {
    writer.solid('IFCBUILDINGELEMENTPROXY', host, key, name, solids);
  };
  const posts = (points: readonly SitePoint[], heightM: number, color: Rgb): Solid[] =>
    points.map(([x, y]) => model.box([x - 0.09, y - 0.09, 0], [x + 0.09, y + 0.09, heightM], color));

  const shed = site.chargingShed;
  const grid = Array.from({ length: 6 }, (_, i) => shed.x0 + (i * (shed.x1 - shed.x0)) / 5);
  put(
    'shed/posts',
    '充电棚柱 Charging shed posts',
    posts(
      grid.map((x) => [x, shed.y0 + 0.2] as const),
      2.8,
      IRON,
    ),
  );
  writer.solid('IFCROOF', host, 'shed/roof', '充电棚光伏顶 Charging shed roof', [
    model.alongX(
      [
        [shed.y0 - 0.4, 2.7],
        [shed.y1 - 0.6, 3.3],
        [shed.y1 - 0.6, 3.42],
        [shed.y0 - 0.4, 2.82],
      ],
      shed.x0 - 0.4,
      shed.x1 + 0.4,
      [0.22, 0.28, 0.4],
    ),
  ]);
  for (let i = 0; i < 10; i++) {
    const x = shed.x0 + 1.25 + i * 2.5;
    put(`shed/charger/${i}`, '充电桩 Charger', [
      model.box([x - 0.18, shed.y0 + 0.25, 0], [x + 0.18, shed.y0 + 0.5, 1.4], [0.86, 0.88, 0.88]),
      model.box([x - 0.12, shed.y0 + 0.5, 0.95], [x + 0.12, shed.y0 + 0.52, 1.25], [0.25, 0.55, 0.42]),
    ]);
  }

  const waste = site.wastePoint;
  put('waste/shelter', '垃圾分类亭 Waste shelter', [
    model.box([waste.x0 + 0.5, waste.y0 + 0.3, 0], [waste.x1 - 0.5, waste.y0 + 0.5, 2.3], [0.86, 0.82, 0.74]),
    model.box([waste.x0, waste.y0, 2.3], [waste.x1, waste.y1 - 1.4, 2.5], ROOF),
    ...posts(
      [
        [waste.x0 + 0.6, waste.y1 - 1.8],
        [waste.x1 - 0.6, waste.y1 - 1.8],
      ],
      2.3,
      IRON,
    ),
  ]);
  const bins: readonly Rgb[] = [
    [0.24, 0.48, 0.33],
    [0.27, 0.43, 0.66],
    [0.72, 0.25, 0.22],
    [0.42, 0.44, 0.46],
  ];
  for (const [i, color] of bins.entries()) {
    const x = waste.x0 + 2 + i * 2.3;
    put(`waste/bin/${i}`, '分类垃圾桶 Bin', [
      model.box([x - 0.5, waste.y0 + 0.9, 0.1], [x + 0.5, waste.y0 + 1.8, 1.15], color),
      model.box([x - 0.55, waste.y0 + 0.85, 1.15], [x + 0.55, waste.y0 + 1.85, 1.25], color),
    ]);
  }

  const { x0, y0, x1, y1 } = site.playground;
  const [cx, cy] = [(x0 + x1) / 2, (y0 + y1) / 2];
  put('play/tower', '滑梯 Slide tower', [
    ...posts(
      [
        [cx - 3, cy - 1],
        [cx - 1, cy - 1],
        [cx - 3, cy + 1],
        [cx - 1, cy + 1],
      ],
      2.6,
      [0.86, 0.62, 0.24],
    ),
    model.box([cx - 3.1, cy - 1.1, 1.3], [cx - 0.9, cy + 1.1, 1.42], WOOD),
    model.alongX(
      [
        [cy - 1.4, 2.6],
        [cy + 1.4, 2.6],
        [cy, 3.6],
      ],
      cx - 3.3,
      cx - 0.7,
      ROOF,
    ),
    model.alongY(
      [
        [cx - 0.9, 1.3],
        [cx + 1.9, 0.2],
        [cx + 1.9, 0.3],
        [cx - 0.9, 1.42],
      ],
      cy - 0.45,
      cy + 0.45,
      [0.3, 0.52, 0.66],
    ),
  ]);
  put('play/swing', '秋千 Swing', [
    ...posts(
      [
        [x1 - 3, y0 + 2],
        [x1 - 3, y0 + 6],
      ],
      2.4,
      [0.3, 0.52, 0.66],
    ),
    model.box([x1 - 3.06, y0 + 2, 2.34], [x1 - 2.94, y0 + 6, 2.46], [0.3, 0.52, 0.66]),
    model.box([x1 - 3.2, y0 + 3, 0.5], [x1 - 2.8, y0 + 3.6, 0.55], RED),
    model.box([x1 - 3.2, y0 + 4.4, 0.5], [x1 - 2.8, y0 + 5, 0.55], RED),
  ]);

  const [px, py] = site.pavilion;
  const ring = (radiusM: number): readonly SitePoint[] =>
    Array.from(
      { length: 6 },
      (_, i) =>
        [px + radiusM * Math.cos((i * Math.PI) / 3), py + radiusM * Math.sin((i * Math.PI) / 3)] as const,
    );
  put('pavilion/base', '亭 Pavilion', [
    model.prism(ring(3.4), 0, 0.35, [0.74, 0.72, 0.68]),
    ...posts(ring(2.6), 3, [0.52, 0.24, 0.18]),
  ]);
  put('pavilion/roof', '亭顶 Pavilion roof', [
    model.prism(ring(3.7), 3, 3.2, ROOF),
    model.prism(ring(2.8), 3.2, 3.6, ROOF),
    model.prism(ring(1.9), 3.6, 4.05, ROOF),
    model.prism(ring(0.9), 4.05, 4.6, ROOF),
  ]);

  const bench = model.shareShape([
    model.box([-0.9, -0.22, 0.4], [0.9, 0.22, 0.47], WOOD),
    model.box([-0.8, -0.18, 0], [-0.68, 0.18, 0.4], IRON),
    model.box([0.68, -0.18, 0], [0.8, 0.18, 0.4], IRON),
  ]);
  for (const [i, [x, y]] of site.benches.entries())
    writer.mapped('IFCFURNITURE', host, `bench/${i}`, '长椅 Bench', bench, [x, y, 0.06]);
}
