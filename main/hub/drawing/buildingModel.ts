/** Drawn buildings → one IFC4 file: each with its storeys, units as zones, homes as spaces, and everything one sees. */
import { frameOf } from '#shared/drawing/buildingFrame.ts';
import type { DrawnBuilding } from '#shared/drawing/drawing.ts';
import { unitPlanOf } from '#shared/drawing/unitLayout.ts';
import { createCatalogue } from '#shared/ifc/catalogue.ts';
import { createElementWriter, type Host } from '#shared/ifc/elementWriter.ts';
import { createIfcModel, type IfcModel } from '#shared/ifc/ifcModel.ts';
import { typed, whole, word, type Ref } from '#shared/ifc/stepWriter.ts';
import { addInside } from './buildingInside.ts';
import { addRoof } from './buildingRoof.ts';
import { addShell, type BuildingContext } from './buildingShell.ts';
import { addSite, type DrawingTitle } from './ifcSite.ts';
import { styles } from './styles.ts';

export function buildingsModel(
  fileName: string,
  buildings: readonly DrawnBuilding[],
  title: DrawingTitle,
): string {
  const model = createIfcModel(fileName, `${title.id}/${fileName}`, title.map, title.name.zh, title.digest);
  const site = addSite(model, title);
  for (const building of buildings) addBuilding(model, site, building, title);
  return model.finish();
}

function addBuilding(model: IfcModel, site: Host, building: DrawnBuilding, title: DrawingTitle): void {
  const frame = frameOf(building);
  const style = styles[building.tone];
  const { key, name, storeys, storeyHeightM } = building;
  const inBuilding: IfcModel = { ...model, id: (part) => model.id(`${key}/${part}`) };
  const placement = model.placement(site.placement, [frame.centre[0], frame.centre[1], 0], frame.yawRad);
  const structure = model.add(
    'IFCBUILDING',
    inBuilding.id('building'),
    null,
    name.zh,
    null,
    null,
    placement,
    null,
    name.en,
    word('ELEMENT'),
    null,
    null,
    null,
  );
  model.aggregate(site.spatial, structure);
  model.describe(structure, 'Pset_BuildingCommon', {
    Reference: typed('IFCIDENTIFIER', building.id),
    NumberOfStoreys: typed('IFCINTEGER', whole(storeys)),
  });
  let drawn = 0;
  const context: BuildingContext = {
    model: inBuilding,
    writer: createElementWriter(inBuilding),
    catalogue: createCatalogue(inBuilding, style),
    style,
    building,
    frame,
    units: frame.units.map((span) => unitPlanOf(frame, span, building)),
    random: () => Number.parseInt(title.digest(`${key}/${drawn++}`).slice(0, 8), 16) / 2 ** 32,
  };
  const storey = (storeyName: string, zM: number, part: string): Host => {
    const own = model.placement(placement, [0, 0, zM]);
    const spatial = model.add(
      'IFCBUILDINGSTOREY',
      inBuilding.id(`storey/${part}`),
      null,
      storeyName,
      null,
      null,
      own,
      null,
      null,
      word('ELEMENT'),
      zM,
    );
    model.aggregate(structure, spatial);
    return { spatial, placement: own };
  };
  const rooms = context.units.map((): Ref[] => []);
  for (let level = 1; level <= storeys; level++) {
    const host = storey(`${level}层`, (level - 1) * storeyHeightM, String(level));
    addShell(context, host, level);
    context.units.forEach((unit, nth) => {
      rooms[nth]?.push(...addInside(context, host, unit, `${building.id}-${nth + 1}`, level));
    });
  }
  addRoof(context, storey('屋面', frame.heightM, 'roof'));
  rooms.forEach((spaces, nth) =>
    addZone(inBuilding, `${building.id}-${nth + 1}`, `${name.zh}${nth + 1}单元`, spaces),
  );
}

function addZone(model: IfcModel, id: string, longName: string, spaces: readonly Ref[]): void {
  if (spaces.length === 0) return;
  const zone = model.add('IFCZONE', model.id(`zone/${id}`), null, id, longName, null, null);
  model.add('IFCRELASSIGNSTOGROUP', model.id(`zone/${id}/members`), null, null, null, spaces, null, zone);
}
