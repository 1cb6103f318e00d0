/** The compound's origin in its projected system, and the angle between ENU east and grid east there. */
import proj4 from 'proj4';
import { crsDefinition } from '#shared/geo/crsDefinitions.ts';
import type { MapFrame } from '#shared/ifc/ifcModel.ts';
import type { CompoundDesign } from './design.ts';

const EARTH_RADIUS_M = 6_378_137;
/** Grid coordinates of the origin are rounded to a tenth of a millimetre. */
const round = (valueM: number): number => Math.round(valueM * 1e4) / 1e4;

export function mapFrameOf({ place, crs, timeZone }: CompoundDesign): MapFrame {
  const definition = crsDefinition(crs);
  if (!definition) throw new Error(`No definition of ${crs}.`);
  const project = proj4('EPSG:4326', definition);
  const [eastingM, northingM] = project.forward([place.lonDeg, place.latDeg]);
  const eastDeg = 50 / (EARTH_RADIUS_M * Math.cos((place.latDeg * Math.PI) / 180)) / (Math.PI / 180);
  const [e1, n1] = project.forward([place.lonDeg + eastDeg, place.latDeg]);
  const [e0, n0] = project.forward([place.lonDeg - eastDeg, place.latDeg]);
  const angleRad = Math.atan2(n1 - n0, e1 - e0);
  return {
    origin: { ...place, crs, eastingM: round(eastingM), northingM: round(northingM), timeZone },
    xAxisAbscissa: Number(Math.cos(angleRad).toFixed(12)),
    xAxisOrdinate: Number(Math.sin(angleRad).toFixed(12)),
    crsWords: {
      title: 'CGCS2000 / 3-degree Gauss-Kruger',
      datum: 'CGCS2000',
      projection: 'Gauss-Kruger',
    },
  };
}
