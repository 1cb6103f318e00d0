/** Rows, property sets and places of IFC files, from their bytes and indices. */
import { fault } from '#shared/protocol/result.ts';
import type { ImportWarning } from '#shared/protocol/model.ts';
import { readGeoreference } from './georeference.ts';
import type { IfcRows, IfcRowsRequest } from './ifcRows.ts';
import { addProperties, type PropertyTable } from './properties.ts';
import { addToTree, createTree } from './spatialTree.ts';
import type { FileHealth } from './modelHealth.ts';
import { countDoubled } from './step/rowOf.ts';
import { createStepFile, type StepFile } from './step/stepFile.ts';
import { refOf } from './step/stepValues.ts';
import { readUnits } from './units.ts';

export function readIfcRows(request: IfcRowsRequest): IfcRows {
  const tree = createTree();
  const table: PropertyTable = { sets: [], ofRow: new Map() };
  const warnings: ImportWarning[] = [];
  const files = request.files.map(({ name, bytes, schema, index }) => {
    const step = createStepFile(bytes, schema, index);
    const units = readUnits(step);
    const rowOf = addToTree(tree, step, units);
    addProperties(table, step, units, rowOf);
    const georeference = readGeoreference(step, request.asMeant);
    for (const note of georeference.notes) warnings.push({ ...note, file: name, count: 1 });
    if (units.isLengthAssumed) warnings.push({ ...fault('length-unit'), file: name, count: 1 });
    const health = healthOf(step, name, units.lengthM);
    const { doubledRecords } = health.file;
    if (doubledRecords > 0) warnings.push({ ...fault('record-doubled'), file: name, count: doubledRecords });
    const malformed = step.malformed();
    if (malformed > 0) warnings.push({ ...fault('record'), file: name, count: malformed });
    return { rowOf, georeference, health };
  });
  return { tree, table, warnings, files };
}

function healthOf(step: StepFile, name: string, lengthM: number): FileHealth {
  const bounded = new Set<number>();
  for (const type of step.types)
    if (type.startsWith('IFCRELSPACEBOUNDARY'))
      for (const id of step.idsOf(type)) bounded.add(refOf(step.read(id)[4]) ?? -1);
  const { ids, count } = step.index;
  return {
    file: { name, schema: step.schema, lengthM, doubledRecords: countDoubled(ids, count) },
    spacesWithoutBoundaries: step.idsOf('IFCSPACE').filter((id) => !bounded.has(id)).length,
  };
}
