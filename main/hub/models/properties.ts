/**
 * Property sets, quantities, attributes, types, materials, classifications and groups of one file, as sets that elements
 * refer to. Equal sets are found by their bytes and read once.
 */
import type { StoredProperty } from '#shared/models/propertyColumns.ts';
import { attributesOf, typeAttributes } from './ifcAttributes.ts';
import { materialsOf } from './ifcMaterials.ts';
import { readSet } from './ifcPropertySets.ts';
import { createCanonicalRecords } from './step/canonicalRecords.ts';
import { argumentStart } from './step/references.ts';
import type { StepFile } from './step/stepFile.ts';
import { refOf, refsOf, textOf, type StepValue } from './step/stepValues.ts';
import type { ProjectUnits } from './units.ts';

export type { StoredProperty };

export interface StoredSet {
  readonly name: string;
  readonly properties: readonly StoredProperty[];
}

export interface PropertyTable {
  readonly sets: StoredSet[];
  /** Row → indices in `sets`. */
  readonly ofRow: Map<number, number[]>;
}

/** GlobalId and owner of a set say nothing about what is in it. */
const NAME_ARGUMENT = 2;

export function addProperties(
  table: PropertyTable,
  step: StepFile,
  units: ProjectUnits,
  rowOf: ReadonlyMap<number, number>,
): void {
  const setIndex = createSetReader(table, step, units);
  const add = (set: StoredSet | null): number => (set ? table.sets.push(set) - 1 : -1);
  const attach = (elementId: number, index: number): void => {
    const row = rowOf.get(elementId);
    if (row === undefined || index < 0) return;
    const held = table.ofRow.get(row);
    if (held) held.push(index);
    else table.ofRow.set(row, [index]);
  };

  for (const [id] of rowOf) attach(id, add(attributesOf(step, units, id)));
  for (const id of step.idsOf('IFCRELDEFINESBYPROPERTIES')) {
    const args = step.read(id);
    for (const definition of definitionsOf(args[5]))
      for (const elementId of refsOf(args[4])) attach(elementId, setIndex(definition));
  }
  const ofType = new Map<number, number[]>();
  for (const id of step.idsOf('IFCRELDEFINESBYTYPE')) {
    const args = step.read(id);
    const typeId = refOf(args[5]) ?? -1;
    const elements = refsOf(args[4]);
    ofType.set(typeId, [...(ofType.get(typeId) ?? []), ...elements]);
    const sets = [add(typeAttributes(step, typeId)), ...refsOf(step.read(typeId)[5]).map(setIndex)];
    for (const elementId of elements) for (const index of sets) attach(elementId, index);
  }
  for (const { relation, about, read } of associations(step, units)) {
    const own = new Set<number>();
    const inherited: (readonly [typeId: number, index: number])[] = [];
    for (const id of step.idsOf(relation)) {
      const args = step.read(id);
      const index = add(read(args[about]));
      for (const one of refsOf(args[4])) {
        if (ofType.has(one)) inherited.push([one, index]);
        own.add(one);
        attach(one, index);
      }
    }
    // What the type says holds for its elements unless they say it themselves.
    for (const [typeId, index] of inherited)
      for (const elementId of ofType.get(typeId) ?? []) if (!own.has(elementId)) attach(elementId, index);
  }
}

/** Number of a set in the table by its id; sets that mean the same have one. */
function createSetReader(table: PropertyTable, step: StepFile, units: ProjectUnits): (id: number) => number {
  const { index, bytes } = step;
  const isSet = index.typeNames.map((name) => name === 'IFCPROPERTYSET' || name === 'IFCELEMENTQUANTITY');
  const canonical = createCanonicalRecords(step, new Map(), (row) => {
    const start = index.starts[row] ?? 0;
    return isSet[index.types[row] ?? 0]
      ? argumentStart(bytes, start, index.ends[row] ?? 0, NAME_ARGUMENT)
      : start;
  });
  const read = new Map<number, number>();
  return (id) => {
    const row = step.rowOf(id);
    if (row < 0) return -1;
    const meaning = canonical.of(row);
    const known = read.get(meaning);
    if (known !== undefined) return known;
    const set = readSet(step, units, index.ids[meaning] ?? id);
    const number = set ? table.sets.push(set) - 1 : -1;
    read.set(meaning, number);
    return number;
  };
}

/** One set, or IfcPropertySetDefinitionSet: several in a typed list. */
function definitionsOf(value: StepValue | undefined): number[] {
  if (value && typeof value === 'object' && 'type' in value) return refsOf(value.value);
  return refsOf(value);
}

interface Association {
  readonly relation: string;
  /** Place of the argument that says what is associated. */
  readonly about: number;
  readonly read: (value: StepValue | undefined) => StoredSet | null;
}

function associations(step: StepFile, units: ProjectUnits): readonly Association[] {
  const set = (name: string, properties: readonly StoredProperty[]): StoredSet | null =>
    properties.length > 0 ? { name, properties } : null;
  const read = (value: StepValue | undefined) => step.read(refOf(value) ?? -1);
  return [
    {
      relation: 'IFCRELASSOCIATESMATERIAL',
      about: 5,
      read: (value) => set('Material', materialsOf(step, units, refOf(value))),
    },
    {
      relation: 'IFCRELASSOCIATESCLASSIFICATION',
      about: 5,
      read(value) {
        const [, code, title, source] = read(value);
        const words = [textOf(code), textOf(title)].filter((part) => part !== null && part !== '');
        if (words.length === 0) return null;
        // IfcClassification: source, edition, edition date, name.
        const system = textOf(read(source)[3]) ?? 'Classification';
        return set('Classification', [[system, words.join(' '), null]]);
      },
    },
    {
      relation: 'IFCRELASSOCIATESDOCUMENT',
      about: 5,
      read(value) {
        const [location, identification, title] = read(value);
        const words = textOf(title) ?? textOf(identification) ?? textOf(location);
        return set('Documents', words ? [['Document', words, null]] : []);
      },
    },
    {
      relation: 'IFCRELASSIGNSTOGROUP',
      about: 6,
      read(value) {
        const group = read(value);
        const kind = step.typeOf(refOf(value) ?? -1) ?? '';
        const named = textOf(group[2]) ?? textOf(group[5]);
        const label = kind === 'IFCZONE' ? 'Zone' : /SYSTEM|CIRCUIT/.test(kind) ? 'System' : 'Group';
        return set('Groups', named ? [[label, named, null]] : []);
      },
    },
  ];
}
