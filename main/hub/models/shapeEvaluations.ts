/**
 * How often a kernel would have to reckon for a shape, told from the records alone: it makes what a shape names anew
 * each time it is named, so that forty records that each name the one below twice are a million million solids.
 */
import { forEachReference } from './step/references.ts';
import type { StepFile } from './step/stepFile.ts';

/** Of one set operation: its solids, counted as often as they are named. Real ones have some hundreds. */
const MOST_OPERANDS = 2000;
/** Of one product: all its items, counted likewise. */
const MOST_ITEMS = 250_000;

const OPERATIONS = new Set(['IFCBOOLEANRESULT', 'IFCBOOLEANCLIPPINGRESULT', 'IFCCSGSOLID']);
const GATHERING = new Set([
  ...OPERATIONS,
  'IFCMAPPEDITEM',
  'IFCREPRESENTATIONMAP',
  'IFCSHAPEREPRESENTATION',
  'IFCPRODUCTDEFINITIONSHAPE',
]);

/** Whether the shape in a row, which must not contain itself, is more than a kernel can be asked for. */
export function createEvaluations(step: StepFile): (shapeRow: number) => boolean {
  const { types, typeNames, starts, ends, count } = step.index;
  const gathers = typeNames.map((name) => GATHERING.has(name));
  const operates = typeNames.map((name) => OPERATIONS.has(name));
  if (!operates.includes(true) && !typeNames.includes('IFCMAPPEDITEM')) return () => false;
  /** 0 where it is not known yet; Infinity for what is too much. */
  const counts = new Float32Array(count);
  const path: number[] = [];
  const kindOf = (row: number): number => types[row] ?? 0;
  const forEachChild = (row: number, visit: (child: number) => void): void =>
    forEachReference(step.bytes, starts[row] ?? 0, ends[row] ?? 0, (id) => {
      const child = step.rowOf(id);
      if (child >= 0) visit(child);
    });

  const settle = (row: number): void => {
    let sum = 0;
    forEachChild(row, (child) => (sum += gathers[kindOf(child)] ? (counts[child] ?? 0) : 1));
    const most = operates[kindOf(row)] ? MOST_OPERANDS : MOST_ITEMS;
    counts[row] = sum > most ? Infinity : Math.max(1, sum);
  };

  return (shapeRow) => {
    path.push(shapeRow);
    for (let row = path.at(-1); row !== undefined; row = path.at(-1)) {
      const before = path.length;
      if (counts[row] === 0)
        forEachChild(row, (child) => {
          if (gathers[kindOf(child)] && counts[child] === 0) path.push(child);
        });
      if (path.length > before) continue;
      if (counts[row] === 0) settle(row);
      path.pop();
    }
    return counts[shapeRow] === Infinity;
  };
}
