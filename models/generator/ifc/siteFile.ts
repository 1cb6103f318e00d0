/** The ground of a compound as its own IFC4 file: surfaces, bays, fence and gates; the furniture lies beside. */
import type { BayDesign, CompoundDesign, Rect, Rgb, SitePoint, Surface } from '../design.ts';
import { buildingRect } from '../dwelling.ts';
import { rectAt } from '../frame.ts';
import type { MapFrame } from '#shared/ifc/ifcModel.ts';
import { BAY_DEPTH_M, BAY_WIDTH_M } from '../plan.ts';
import { degrees } from './buildingFile.ts';
import { digest } from './digest.ts';
import { createElementWriter, type Host } from '#shared/ifc/elementWriter.ts';
import { createIfcModel, label } from '#shared/ifc/ifcModel.ts';
import { addGarage } from './garage.ts';
import { addFurniture } from './siteFurniture.ts';
import { addEnclosure } from './siteEnclosure.ts';
import { parkingBay } from '#shared/ifc/parkingBay.ts';
import { word } from '#shared/ifc/stepWriter.ts';

const COLOR: Readonly<Record<Surface, Rgb>> = {
  asphalt: [0.36, 0.37, 0.38],
  paving: [0.72, 0.67, 0.6],
  grass: [0.46, 0.57, 0.34],
  rubber: [0.72, 0.4, 0.31],
  concrete: [0.66, 0.65, 0.62],
};
/** Top of each surface: a few centimetres apart, so that they never fight for the same pixel. */
const TOP_M: Readonly<Record<Surface, number>> = {
  grass: 0.06,
  asphalt: 0.04,
  concrete: 0.07,
  paving: 0.1,
  rubber: 0.11,
};
const WHITE: Rgb = [0.92, 0.92, 0.9];
const YELLOW: Rgb = [0.93, 0.74, 0.24];

export function siteFile(design: CompoundDesign, map: MapFrame): string {
  const path = `${design.facts.id}/site`;
  const model = createIfcModel('site.ifc', path, map, design.facts.name.zh, digest);
  const writer = createElementWriter(model);
  const placement = model.placement(null, [0, 0, 0], design.yawRad);
  const spatial = model.add(
    'IFCSITE',
    model.id('site'),
    null,
    design.facts.name.zh,
    null,
    null,
    placement,
    null,
    design.facts.name.en,
    word('ELEMENT'),
    degrees(map.origin.latDeg),
    degrees(map.origin.lonDeg),
    map.origin.heightM,
    null,
    null,
  );
  model.aggregate(model.project, spatial);
  const host: Host = { spatial, placement };
  const { site } = design;
  const surface = (
    key: string,
    name: string,
    { x0, y0, x1, y1 }: Rect,
    color: Rgb,
    topM: number,
    type = 'IFCCIVILELEMENT',
  ) => writer.solid(type, host, key, name, [model.box([x0, y0, topM - 0.3], [x1, y1, topM], color)]);

  const around = {
    x0: site.boundary.x0 - 34,
    y0: site.boundary.y0 - 34,
    x1: site.boundary.x1 + 34,
    y1: site.boundary.y1 + 34,
  };
  surface('ground/around', '周边 Surroundings', around, [0.62, 0.62, 0.58], -0.04, 'IFCGEOGRAPHICELEMENT');
  surface('ground/inside', '场地 Ground', site.boundary, [0.7, 0.68, 0.63], 0, 'IFCGEOGRAPHICELEMENT');
  for (const { id, name, rect, surface: kind, fireLane } of site.areas) {
    const made = surface(`area/${id}`, `${name.zh} ${name.en}`, rect, COLOR[kind], TOP_M[kind]);
    model.describe(made.ref, 'Linli_Area', { PlaceId: label(id), Surface: label(kind) });
    if (fireLane) addLaneMarks(rect, id);
  }
  for (const building of design.buildings) {
    const { x0, y0, x1 } = buildingRect(building);
    surface(
      `lawn/${building.id}`,
      '绿化带 Lawn',
      { x0, x1, y0: y0 - 4.6, y1: y0 - 0.6 },
      COLOR.grass,
      0.05,
      'IFCGEOGRAPHICELEMENT',
    );
    surface(
      `kerb/${building.id}`,
      '路缘 Kerb',
      { x0: x0 - 0.15, x1: x1 + 0.15, y0: y0 - 4.75, y1: y0 - 0.45 },
      COLOR.concrete,
      0.03,
    );
  }
  for (const [x, y, w, d] of site.paths) {
    surface(`path/${x}/${y}`, '园路 Path', rectAt([x, y], w, d), COLOR.paving, 0.1 + (d > 2 ? 0.004 : 0));
  }
  for (const bay of site.bays) addBay(bay);
  if (site.garage) addGarage(model, writer, host, site.garage);
  addEnclosure(model, writer, host, site);
  addFurniture(model, writer, host, site);
  return model.finish();

  /** Yellow lines and bars along a fire lane. */
  function addLaneMarks({ x0, y0, x1, y1 }: Rect, id: string): void {
    const along = x1 - x0 > y1 - y0;
    const top = TOP_M.asphalt + 0.02;
    const line = (key: string, a: SitePoint, b: SitePoint, color: Rgb): void => {
      writer.solid('IFCCIVILELEMENT', host, `mark/${id}/${key}`, '消防车道标线 Fire lane marking', [
        model.box([a[0], a[1], top - 0.02], [b[0], b[1], top], color),
      ]);
    };
    if (along) {
      line('a', [x0, y0 + 0.15], [x1, y0 + 0.27], YELLOW);
      line('b', [x0, y1 - 0.27], [x1, y1 - 0.15], YELLOW);
    } else {
      line('a', [x0 + 0.15, y0], [x0 + 0.27, y1], YELLOW);
      line('b', [x1 - 0.27, y0], [x1 - 0.15, y1], YELLOW);
    }
    const length = along ? x1 - x0 : y1 - y0;
    for (let m = 6, i = 0; m < length - 4; m += 9, i++) {
      const middle = along ? (y0 + y1) / 2 : (x0 + x1) / 2;
      if (along) line(`c${i}`, [x0 + m, middle - 0.06], [x0 + m + 3, middle + 0.06], WHITE);
      else line(`c${i}`, [middle - 0.06, y0 + m], [middle + 0.06, y0 + m + 3], WHITE);
    }
  }

  function addBay({ id, centre: [x, y], kind, zM = 0 }: BayDesign): void {
    // On a deck it is paint; on the ground it goes down to firm soil.
    const topM = zM + (zM > 0 ? 0.02 : kind === 'charging' ? 0.1 : 0.05);
    const solids = parkingBay(model, kind, [BAY_WIDTH_M, BAY_DEPTH_M], topM, zM > 0 ? 0.02 : 0.2);
    const made = writer.solid('IFCCIVILELEMENT', host, `bay/${id}`, `车位 ${id}`, solids, [x, y, 0]);
    model.describe(made.ref, 'Linli_ParkingBay', { DeviceId: label(id), Kind: label(kind) });
  }
}
