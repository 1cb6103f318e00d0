/** The compound's origin in its projected system, and how ENU stands beside the grid there. */
import proj4 from 'proj4';
import { crsDefinition } from '#shared/geo/crsDefinitions.ts';
import { gridAxesAt } from '#shared/geo/gridAxes.ts';
import type { MapFrame } from '#shared/ifc/ifcModel.ts';
import type { CompoundDesign } from './design.ts';

/** Grid coordinates of the origin are rounded to a tenth of a millimetre. */
const round = (valueM: number): number => Math.round(valueM * 1e4) / 1e4;

export function mapFrameOf({ place, crs, timeZone }: CompoundDesign): MapFrame {
  const definition = crsDefinition(crs);
  if (!definition) throw new Error(`No definition of ${crs}.`);
  const project = proj4('EPSG:4326', definition);
  const [eastingM, northingM] = project.forward([place.lonDeg, place.latDeg]);
  return {
    origin: { ...place, crs, eastingM: round(eastingM), northingM: round(northingM), timeZone },
    axes: gridAxesAt(place, (lonDeg, latDeg) => project.forward([lonDeg, latDeg])),
    crsWords: {
      title: 'CGCS2000 / 3-degree Gauss-Kruger',
      datum: 'CGCS2000',
      projection: 'Gauss-Kruger',
    },
  };
}
