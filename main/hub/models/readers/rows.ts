/** Rows of the element columns and their property sets, as readers add them. */
import type { StoredProperty } from '#hub/models/properties.ts';
import type { ReadInto } from './reader.ts';

export interface NewRow {
  readonly globalId: string;
  readonly type: string;
  readonly name: string;
  readonly parent?: number;
}

export function addRow({ tree }: Pick<ReadInto, 'tree'>, row: NewRow): number {
  tree.elements++;
  return (
    tree.rows.push({
      globalId: row.globalId.slice(0, 200),
      type: row.type.slice(0, 100),
      name: row.name.slice(0, 200),
      storey: -1,
      parent: row.parent ?? -1,
    }) - 1
  );
}

export function addSet(
  { table }: Pick<ReadInto, 'table'>,
  row: number,
  name: string,
  properties: readonly StoredProperty[],
): void {
  if (properties.length === 0) return;
  const index = table.sets.push({ name, properties }) - 1;
  const held = table.ofRow.get(row);
  if (held) held.push(index);
  else table.ofRow.set(row, [index]);
}

/** Puts one row below another unless that would make a circle. */
export function setParent({ tree }: Pick<ReadInto, 'tree'>, child: number, parent: number): boolean {
  const held = tree.rows[child];
  if (!held || held.parent >= 0) return false;
  for (let at = parent, depth = 0; at >= 0; at = tree.rows[at]?.parent ?? -1)
    if (at === child || depth++ > 10_000) return false;
  held.parent = parent;
  return true;
}
