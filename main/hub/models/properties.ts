/** Property sets, quantities, type properties and materials of one file, as sets that elements refer to. */
import type { ElementProperty } from '#shared/protocol/model.ts';
import { elementTypes, otherTypes } from './ifcTypes.ts';
import type { StepFile } from './step/stepFile.ts';
import { numberOf, refOf, refsOf, textOf, wordOf, type StepValue } from './step/stepValues.ts';
import type { ProjectUnits } from './units.ts';

type Scalar = ElementProperty['value'];
/** name, value, unit */
export type StoredProperty = readonly [name: string, value: Scalar, unit: string | null];
export interface StoredSet {
  readonly name: string;
  readonly properties: readonly StoredProperty[];
}

export interface PropertyTable {
  readonly sets: StoredSet[];
  /** Row → indices in `sets`. */
  readonly ofRow: Map<number, number[]>;
}

const QUANTITY_UNIT: Readonly<Record<string, string>> = {
  IFCQUANTITYLENGTH: 'LENGTHUNIT',
  IFCQUANTITYAREA: 'AREAUNIT',
  IFCQUANTITYVOLUME: 'VOLUMEUNIT',
  IFCQUANTITYWEIGHT: 'MASSUNIT',
  IFCQUANTITYTIME: 'TIMEUNIT',
  IFCQUANTITYCOUNT: '',
};

export function addProperties(
  table: PropertyTable,
  step: StepFile,
  units: ProjectUnits,
  rowOf: ReadonlyMap<number, number>,
): void {
  const setOf = new Map<number, number>();
  const setIndex = (id: number): number => {
    const known = setOf.get(id);
    if (known !== undefined) return known;
    const set = readSet(step, units, id);
    const index = set ? table.sets.push(set) - 1 : -1;
    setOf.set(id, index);
    return index;
  };
  const attach = (elementId: number, index: number): void => {
    const row = rowOf.get(elementId);
    if (row === undefined || index < 0) return;
    const held = table.ofRow.get(row);
    if (held) held.push(index);
    else table.ofRow.set(row, [index]);
  };

  for (const [id] of rowOf) {
    const own = attributesOf(step, id);
    if (own) attach(id, table.sets.push(own) - 1);
  }
  for (const id of step.idsOf('IFCRELDEFINESBYPROPERTIES')) {
    const args = step.read(id);
    const definition = refOf(args[5]);
    if (definition === null) continue;
    for (const elementId of refsOf(args[4])) attach(elementId, setIndex(definition));
  }
  for (const id of step.idsOf('IFCRELDEFINESBYTYPE')) {
    const args = step.read(id);
    const type = step.read(refOf(args[5]) ?? -1);
    const name = textOf(type[2]);
    const typeSet = name ? table.sets.push({ name: 'Type', properties: [['Name', name, null]] }) - 1 : -1;
    const sets = refsOf(type[5]).map(setIndex);
    for (const elementId of refsOf(args[4])) for (const index of [typeSet, ...sets]) attach(elementId, index);
  }
  for (const id of step.idsOf('IFCRELASSOCIATESMATERIAL')) {
    const args = step.read(id);
    const properties = materialsOf(step, units, refOf(args[5]), 0);
    if (properties.length === 0) continue;
    const index = table.sets.push({ name: 'Material', properties }) - 1;
    for (const elementId of refsOf(args[4])) attach(elementId, index);
  }
}

function attributesOf(step: StepFile, id: number): StoredSet | null {
  const args = step.read(id);
  const type = step.typeOf(id) ?? '';
  const properties: StoredProperty[] = [];
  const add = (name: string, value: string | null): void => {
    if (value) properties.push([name, value, null]);
  };
  add('Description', textOf(args[3]));
  add('ObjectType', textOf(args[4]));
  if (elementTypes.has(type)) add('Tag', textOf(args[7]));
  else if (otherTypes.has(type)) add('LongName', textOf(args[7]));
  add('PredefinedType', wordOf(args[8]));
  return properties.length > 0 ? { name: 'Attributes', properties } : null;
}

function readSet(step: StepFile, units: ProjectUnits, id: number): StoredSet | null {
  const args = step.read(id);
  const type = step.typeOf(id);
  const members = type === 'IFCPROPERTYSET' ? args[4] : type === 'IFCELEMENTQUANTITY' ? args[5] : null;
  if (!members) return null;
  const properties = refsOf(members).flatMap((member) => readProperty(step, units, member, '', 0));
  return { name: textOf(args[2]) ?? '', properties };
}

function readProperty(
  step: StepFile,
  units: ProjectUnits,
  id: number,
  prefix: string,
  depth: number,
): StoredProperty[] {
  const args = step.read(id);
  const type = step.typeOf(id) ?? '';
  const name = prefix + (textOf(args[0]) ?? '');
  if (type in QUANTITY_UNIT) {
    const own = refOf(args[2]);
    const unit = own === null ? units.symbolOfUnitType(QUANTITY_UNIT[type] ?? '') : units.symbolOf(own);
    return [[name, numberOf(args[3]), unit]];
  }
  const unitOf = (value: StepValue | undefined, unitId: number | null): string | null => {
    if (unitId !== null) return units.symbolOf(unitId);
    return value && typeof value === 'object' && 'type' in value ? units.symbolOfMeasure(value.type) : null;
  };
  switch (type) {
    case 'IFCPROPERTYSINGLEVALUE':
      return [[name, scalarOf(args[2]), unitOf(args[2], refOf(args[3]))]];
    case 'IFCPROPERTYENUMERATEDVALUE':
    case 'IFCPROPERTYLISTVALUE': {
      const items: readonly StepValue[] = Array.isArray(args[2]) ? args[2] : [];
      const unitId = type === 'IFCPROPERTYLISTVALUE' ? refOf(args[3]) : null;
      return [[name, items.map((item) => String(scalarOf(item) ?? '')).join(', '), unitOf(items[0], unitId)]];
    }
    case 'IFCPROPERTYBOUNDEDVALUE': {
      const [upper, lower] = [scalarOf(args[2]), scalarOf(args[3])];
      return [[name, `${lower ?? '–'} … ${upper ?? '–'}`, unitOf(args[2] ?? args[3], refOf(args[4]))]];
    }
    case 'IFCCOMPLEXPROPERTY':
      if (depth > 4) return [];
      return refsOf(args[3]).flatMap((member) => readProperty(step, units, member, `${name} · `, depth + 1));
    default:
      return [];
  }
}

function scalarOf(value: StepValue | undefined): Scalar {
  if (value === null || value === undefined) return null;
  if (typeof value === 'number' || typeof value === 'string') return value;
  if ('word' in value) return value.word === 'T' ? true : value.word === 'F' ? false : value.word;
  if ('type' in value) return scalarOf(value.value);
  return null;
}

function materialsOf(
  step: StepFile,
  units: ProjectUnits,
  id: number | null,
  depth: number,
): StoredProperty[] {
  if (id === null || depth > 4) return [];
  const args = step.read(id);
  const inside = (refs: StepValue | undefined): StoredProperty[] =>
    refsOf(refs).flatMap((member) => materialsOf(step, units, member, depth + 1));
  switch (step.typeOf(id)) {
    case 'IFCMATERIAL':
      return [['Material', textOf(args[0]), null]];
    case 'IFCMATERIALLAYER': {
      const material = textOf(step.read(refOf(args[0]) ?? -1)[0]) ?? 'Layer';
      return [[material, numberOf(args[1]), units.symbolOfUnitType('LENGTHUNIT')]];
    }
    case 'IFCMATERIALCONSTITUENT':
      return [[textOf(args[0]) ?? 'Material', textOf(step.read(refOf(args[2]) ?? -1)[0]), null]];
    case 'IFCMATERIALPROFILE':
      return inside(args[2]);
    case 'IFCMATERIALLAYERSET':
    case 'IFCMATERIALLIST':
    case 'IFCMATERIALLAYERSETUSAGE':
    case 'IFCMATERIALPROFILESETUSAGE':
      return inside(args[0]);
    case 'IFCMATERIALCONSTITUENTSET':
    case 'IFCMATERIALPROFILESET':
      return inside(args[2]);
    default:
      return [];
  }
}
