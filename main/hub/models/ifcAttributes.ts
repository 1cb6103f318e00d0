/** What the record of a product itself says beyond its name, by the names the schema gives its attributes. */
import { elementTypes } from './ifcTypes.ts';
import { scalarOf } from './ifcPropertySets.ts';
import type { StoredProperty, StoredSet } from './properties.ts';
import type { StepFile } from './step/stepFile.ts';
import { textOf } from './step/stepValues.ts';
import type { ProjectUnits } from './units.ts';

/** Attributes from the ninth on, where they are something other than `PredefinedType` alone. `*`: a length. */
const FURTHER: Readonly<Record<string, readonly string[]>> = {
  IFCSITE: ['CompositionType', '', '', 'RefElevation*', 'LandTitleNumber'],
  IFCBUILDING: ['CompositionType', 'ElevationOfRefHeight*', 'ElevationOfTerrain*'],
  IFCBUILDINGSTOREY: ['CompositionType', 'Elevation*'],
  IFCSPACE: ['CompositionType', 'PredefinedType', 'ElevationWithFlooring*'],
  IFCSPATIALZONE: ['PredefinedType'],
  IFCDOOR: ['OverallHeight*', 'OverallWidth*', 'PredefinedType', 'OperationType', 'UserDefinedOperationType'],
  IFCWINDOW: [
    'OverallHeight*',
    'OverallWidth*',
    'PredefinedType',
    'PartitioningType',
    'UserDefinedPartitioningType',
  ],
  IFCSTAIRFLIGHT: ['NumberOfRisers', 'NumberOfTreads', 'RiserHeight*', 'TreadLength*', 'PredefinedType'],
  IFCELEMENTASSEMBLY: ['AssemblyPlace', 'PredefinedType'],
  IFCPILE: ['PredefinedType', 'ConstructionType'],
  IFCREINFORCINGBAR: ['SteelGrade', 'NominalDiameter*', 'CrossSectionArea', 'BarLength*'],
};
/** IFC2X3 had other attributes in the same places. */
const FURTHER_2X3: Readonly<Record<string, readonly string[]>> = {
  IFCSPACE: ['CompositionType', 'InteriorOrExteriorSpace', 'ElevationWithFlooring*'],
  IFCROOF: ['ShapeType'],
  IFCSTAIR: ['ShapeType'],
  IFCRAMP: ['ShapeType'],
  IFCBUILDINGELEMENTPROXY: ['CompositionType'],
  IFCTRANSPORTELEMENT: ['OperationType', 'CapacityByWeight', 'CapacityByNumber'],
};
const FIRST_FURTHER = 8;

export function attributesOf(step: StepFile, units: ProjectUnits, id: number): StoredSet | null {
  const args = step.read(id);
  const type = step.typeOf(id) ?? '';
  const properties: StoredProperty[] = [];
  const add = (name: string, value: StoredProperty[1], unit: string | null = null): void => {
    if (value !== null && value !== '') properties.push([name, value, unit]);
  };
  add('Description', textOf(args[3]));
  add('ObjectType', textOf(args[4]));
  add(elementTypes.has(type) ? 'Tag' : 'LongName', textOf(args[7]));
  const isOld = step.schema.startsWith('IFC2X3');
  const names = (isOld ? FURTHER_2X3[type] : undefined) ?? FURTHER[type.replace(/STANDARDCASE$/, '')];
  for (const [i, name] of (names ?? ['PredefinedType']).entries()) {
    const value = scalarOf(args[FIRST_FURTHER + i]);
    // A class that is not listed may have anything here: only a word is its predefined type.
    if (name === '' || (!names && !isWord(args[FIRST_FURTHER]))) continue;
    const isLength = name.endsWith('*');
    add(name.replace('*', ''), value, isLength ? units.symbolOfUnitType('LENGTHUNIT') : null);
  }
  return properties.length > 0 ? { name: 'Attributes', properties } : null;
}

const isWord = (value: unknown): boolean => value !== null && typeof value === 'object' && 'word' in value;

/** Name and kind of a type object, as a set of its own. */
export function typeAttributes(step: StepFile, id: number): StoredSet | null {
  const args = step.read(id);
  const properties: StoredProperty[] = [];
  const names = step.typeOf(id)?.endsWith('STYLE')
    ? ['OperationType', 'ConstructionType']
    : ['ElementType', 'PredefinedType'];
  const values: [string, StoredProperty[1]][] = [
    ['Name', textOf(args[2])],
    ['Description', textOf(args[3])],
    ['Tag', textOf(args[7])],
    [names[0] ?? '', scalarOf(args[8])],
    [names[1] ?? '', isWord(args[9]) ? scalarOf(args[9]) : null],
  ];
  for (const [name, value] of values)
    if (value !== null && value !== '') properties.push([name, value, null]);
  return properties.length > 0 ? { name: 'Type', properties } : null;
}
