/** Rows of the element columns: who is in the files, who contains whom, and which storey each stands on. */
import type { ModelStorey } from '#shared/protocol/model.ts';
import { elementTypes, featureTypes, otherTypes } from './ifcTypes.ts';
import type { StepFile } from './step/stepFile.ts';
import { numberOf, refOf, refsOf, textOf } from './step/stepValues.ts';
import type { ProjectUnits } from './units.ts';

const SAME_LEVEL_M = 0.05;

export interface ElementRow {
  readonly globalId: string;
  readonly type: string;
  readonly name: string;
  storey: number;
  parent: number;
}

export interface SpatialTree {
  readonly rows: ElementRow[];
  readonly storeys: { name: string; elevationM: number | null }[];
  elements: number;
  spaces: number;
  /** GlobalId → row, for the spatial structure that several discipline files repeat. */
  readonly shared: Map<string, number>;
}

export const createTree = (): SpatialTree => ({
  rows: [],
  storeys: [],
  elements: 0,
  spaces: 0,
  shared: new Map(),
});

/**
 * Adds one file. Returns express id → row. `toEnuZ` turns a height of the file (metres) into ENU.
 * Files of one model share storeys of the same name and height, and spatial elements of the same GlobalId.
 */
export function addToTree(tree: SpatialTree, step: StepFile, units: ProjectUnits): Map<number, number> {
  const rowOf = new Map<number, number>();
  const add = (id: number, type: string, spatial: boolean): void => {
    const args = step.read(id);
    const globalId = textOf(args[0]) ?? '';
    const known = spatial ? tree.shared.get(globalId) : undefined;
    if (known !== undefined) {
      rowOf.set(id, known);
      return;
    }
    const name = textOf(args[2]) ?? '';
    const row = tree.rows.push({ globalId, type, name, storey: -1, parent: -1 }) - 1;
    rowOf.set(id, row);
    if (spatial && globalId) tree.shared.set(globalId, row);
    if (type === 'IfcSpace') tree.spaces++;
  };
  for (const upper of step.types) {
    const other = otherTypes.get(upper);
    if (other) for (const id of step.idsOf(upper)) add(id, other, true);
    if (upper !== 'IFCPROJECT' && (other || featureTypes.has(upper)))
      tree.elements += step.idsOf(upper).length;
  }
  for (const upper of step.types) {
    const element = elementTypes.get(upper);
    if (!element) continue;
    const ids = step.idsOf(upper);
    tree.elements += ids.length;
    for (const id of ids) add(id, element, false);
  }

  const link = (child: number | null, parent: number | null): void => {
    const row = child === null ? undefined : rowOf.get(child);
    const above = parent === null ? undefined : rowOf.get(parent);
    const held = row === undefined ? undefined : tree.rows[row];
    if (held && above !== undefined && row !== above && held.parent < 0) held.parent = above;
  };
  for (const type of ['IFCRELAGGREGATES', 'IFCRELNESTS']) {
    for (const id of step.idsOf(type)) {
      const args = step.read(id);
      for (const child of refsOf(args[5])) link(child, refOf(args[4]));
    }
  }
  for (const id of step.idsOf('IFCRELCONTAINEDINSPATIALSTRUCTURE')) {
    const args = step.read(id);
    for (const child of refsOf(args[4])) link(child, refOf(args[5]));
  }
  linkFills(step, link);
  numberStoreys(tree, step, units, rowOf);
  return rowOf;
}

/** Windows and doors that no storey contains belong to the wall they fill. */
function linkFills(step: StepFile, link: (child: number | null, parent: number | null) => void): void {
  const hostOf = new Map<number, number | null>();
  for (const id of step.idsOf('IFCRELVOIDSELEMENT')) {
    const args = step.read(id);
    const opening = refOf(args[5]);
    if (opening !== null) hostOf.set(opening, refOf(args[4]));
  }
  for (const id of step.idsOf('IFCRELFILLSELEMENT')) {
    const args = step.read(id);
    link(refOf(args[5]), hostOf.get(refOf(args[4]) ?? -1) ?? null);
  }
}

function numberStoreys(
  tree: SpatialTree,
  step: StepFile,
  units: ProjectUnits,
  rowOf: ReadonlyMap<number, number>,
): void {
  const storeyOfRow = new Map<number, number>();
  for (const id of step.idsOf('IFCBUILDINGSTOREY')) {
    const args = step.read(id);
    const row = rowOf.get(id);
    if (row === undefined) continue;
    const name = (textOf(args[2]) ?? textOf(args[7]) ?? '').trim();
    const stated = numberOf(args[9]);
    const elevationM =
      placementZ(step, refOf(args[5]), units.lengthM) ?? (stated === null ? null : stated * units.lengthM);
    let storey = tree.storeys.findIndex(
      (one) => one.name === name && Math.abs((one.elevationM ?? 0) - (elevationM ?? 0)) < SAME_LEVEL_M,
    );
    if (storey < 0) storey = tree.storeys.push({ name, elevationM }) - 1;
    storeyOfRow.set(row, storey);
  }
  for (const row of rowOf.values()) {
    let at = row;
    for (let depth = 0; at >= 0 && depth < 64; depth++) {
      const storey = storeyOfRow.get(at);
      if (storey !== undefined) {
        const held = tree.rows[row];
        if (held) held.storey = storey;
        break;
      }
      at = tree.rows[at]?.parent ?? -1;
    }
  }
}

/** Height of a local placement whose ancestors stand upright, metres of the file's frame. */
function placementZ(step: StepFile, placementId: number | null, lengthM: number): number | null {
  let z = 0;
  let id = placementId;
  for (let depth = 0; id !== null && depth < 64; depth++) {
    const placement = step.read(id);
    const axes = step.read(refOf(placement[1]) ?? -1);
    const point = step.read(refOf(axes[0]) ?? -1)[0];
    const height = Array.isArray(point) ? numberOf(point[2]) : null;
    if (height === null) return null;
    z += height * lengthM;
    id = refOf(placement[0]);
  }
  return placementId === null ? null : z;
}

/** Storeys from the lowest up, with rows renumbered to match. */
export function sortStoreys(tree: SpatialTree, raiseM: number): readonly ModelStorey[] {
  const order = tree.storeys.map((_, i) => i);
  order.sort(
    (a, b) => (tree.storeys[a]?.elevationM ?? Infinity) - (tree.storeys[b]?.elevationM ?? Infinity) || a - b,
  );
  const rank = new Map(order.map((old, now) => [old, now]));
  for (const row of tree.rows) row.storey = rank.get(row.storey) ?? -1;
  return order.map((i) => {
    const storey = tree.storeys[i];
    const elevationM = storey?.elevationM ?? null;
    return { name: storey?.name ?? '', elevationM: elevationM === null ? null : elevationM + raiseM };
  });
}
