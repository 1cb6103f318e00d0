import { expect, it } from 'vitest';
import { breakPlaces } from './breakPlaces.ts';

it.each([
  ['ThermalTransmittance', 'Thermal|Transmittance'],
  ['Pset_WallCommon', 'Pset_|Wall|Common'],
  ['PSet_Revit_Type_Identity Data', 'PSet_|Revit_|Type_|Identity Data'],
  ['IFCWallStandardCase', 'IFC|Wall|Standard|Case'],
  ['ns.core:grossFloorArea', 'ns.|core:|gross|Floor|Area'],
  ['12.500', '12.500'],
  ['PredefinedType2D', 'Predefined|Type2D'],
  ['耐火极限', '耐火极限'],
  ['', ''],
])('%s may break as %s', (text, parts) => {
  expect(breakPlaces(text).join('|')).toBe(parts);
  expect(breakPlaces(text).join('')).toBe(text);
});
