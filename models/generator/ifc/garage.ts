/** A car park of open decks: slabs on columns, parapets, a ramp of each deck outside the gable, stairs at its corners. */
import type { GarageDesign, Rgb } from '../design.ts';
import { GARAGE_DECK_M } from '../garage.ts';
import type { ElementWriter, Host } from '#shared/ifc/elementWriter.ts';
import type { IfcModel } from '#shared/ifc/ifcModel.ts';

const CONCRETE: Rgb = [0.74, 0.73, 0.7];
const STEEL: Rgb = [0.44, 0.47, 0.5];
const SCREEN: Rgb = [0.62, 0.72, 0.6];
const COLUMN_STEP_M = 7.5;
const SLAB_M = 0.25;
const RAMP_M = 5.5;
const PARAPET_M = 1.1;

export function addGarage(model: IfcModel, writer: ElementWriter, host: Host, garage: GarageDesign): void {
  const { x0, y0, x1, y1 } = garage.rect;
  const top = (garage.decks.length - 1) * GARAGE_DECK_M;
  for (const deck of garage.decks.keys()) {
    const z = deck * GARAGE_DECK_M;
    const level = `level ${deck + 1}`;
    const slab = model.box([x0, y0, z - SLAB_M], [x1, y1, z], CONCRETE);
    writer.solid('IFCSLAB', host, `garage/${deck + 1}/slab`, `立体车库楼板 Garage ${level}`, [slab]);
    if (deck === 0) continue;
    writer.solid('IFCRAILING', host, `garage/${deck + 1}/parapet`, `立体车库护栏 Garage parapet, ${level}`, [
      model.box([x0, y0, z], [x1, y0 + 0.12, z + PARAPET_M], SCREEN),
      model.box([x0, y1 - 0.12, z], [x1, y1, z + PARAPET_M], SCREEN),
      model.box([x1 - 0.12, y0, z], [x1, y1, z + PARAPET_M], SCREEN),
    ]);
    const from = z - GARAGE_DECK_M;
    const ramp = model.alongY(
      [
        [x0 - 16, from],
        [x0, z - 0.2],
        [x0, z],
        [x0 - 16, from + 0.2],
      ],
      (y0 + y1) / 2 - RAMP_M / 2,
      (y0 + y1) / 2 + RAMP_M / 2,
      CONCRETE,
    );
    writer.solid('IFCCIVILELEMENT', host, `garage/${deck + 1}/ramp`, `立体车库坡道 Garage ramp, ${level}`, [
      ramp,
    ]);
  }
  for (let x = x0 + 0.3, nth = 0; x <= x1; x += COLUMN_STEP_M, nth++) {
    for (const [side, y] of [
      ['south', y0 + 0.3],
      ['north', y1 - 0.3],
    ] as const) {
      writer.solid('IFCCOLUMN', host, `garage/column/${side}/${nth}`, '立体车库柱 Garage column', [
        model.box([x - 0.2, y - 0.2, 0], [x + 0.2, y + 0.2, top], STEEL),
      ]);
    }
  }
  const stair = model.box([x1, y1 - 5, 0], [x1 + 3, y1, top + 2.8], SCREEN);
  writer.solid('IFCBUILDINGELEMENTPROXY', host, 'garage/stair', '立体车库楼梯间 Garage stair tower', [stair]);
}
