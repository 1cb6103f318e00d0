/** A model's elements as a tree: as the file nests them, or grouped by class, storey, material, system or what a property says. Pure. */
import type { ElementColumns, ElementGroup, ModelStorey } from '#shared/protocol/model.ts';
import type { Grouping } from '#state/grouping.ts';

export interface Branch {
  readonly id: string;
  readonly label: string;
  /** What stands behind the label: a class, a unit. */
  readonly note: string;
  /** Null for a group. */
  readonly element: number | null;
  /** All inside, itself included. */
  readonly elements: readonly number[];
  readonly children: readonly Branch[];
}

/** What a group of elements without a value is called is for the screen to say. */
export const WITHOUT = '';

type Columns = Pick<ElementColumns, 'type' | 'name' | 'parent' | 'storey'>;

const byLabel = (a: Branch, b: Branch) => a.label.localeCompare(b.label, 'zh-CN', { numeric: true });

function leaf({ type, name }: Columns, element: number): Branch {
  return {
    id: `${element}`,
    label: name[element] || type[element] || `#${element}`,
    note: type[element]?.replace(/^Ifc/, '') ?? '',
    element,
    elements: [element],
    children: [],
  };
}

export function spatialBranches(columns: Columns): readonly Branch[] {
  const below = new Map<number, number[]>();
  columns.parent.forEach((parent, element) => {
    const siblings = below.get(parent);
    if (siblings) siblings.push(element);
    else below.set(parent, [element]);
  });
  const seen = new Set<number>();
  const grow = (element: number): Branch => {
    seen.add(element);
    const children = (below.get(element) ?? []).filter((child) => !seen.has(child)).map(grow);
    const own = leaf(columns, element);
    return children.length === 0
      ? own
      : {
          ...own,
          children: children.sort(byLabel),
          elements: [element, ...children.flatMap((child) => child.elements)],
        };
  };
  return (below.get(-1) ?? []).map(grow).sort(byLabel);
}

function grouped(
  columns: Columns,
  groups: Iterable<readonly [label: string, note: string, elements: readonly number[]]>,
): readonly Branch[] {
  return [...groups]
    .map(([label, note, elements]): Branch => ({
      id: `=${label} ${note}`,
      label,
      note,
      element: null,
      elements,
      children: elements.map((element) => leaf(columns, element)).sort(byLabel),
    }))
    .sort((a, b) => Number(a.label === WITHOUT) - Number(b.label === WITHOUT) || byLabel(a, b));
}

function collected(count: number, labelOf: (element: number) => string) {
  const groups = new Map<string, number[]>();
  for (let element = 0; element < count; element++) {
    const label = labelOf(element);
    const own = groups.get(label);
    if (own) own.push(element);
    else groups.set(label, [element]);
  }
  return [...groups].map(([label, elements]) => [label, '', elements] as const);
}

export function classBranches(columns: Columns): readonly Branch[] {
  return grouped(
    columns,
    collected(columns.type.length, (element) => columns.type[element] ?? WITHOUT),
  );
}

export function storeyBranches(columns: Columns, storeys: readonly ModelStorey[]): readonly Branch[] {
  return grouped(
    columns,
    collected(columns.type.length, (element) => storeys[columns.storey[element] ?? -1]?.name ?? WITHOUT),
  );
}

/** What a property says, as it is read; booleans are told by the screen. */
export function valueText(value: ElementGroup['value']): string {
  return typeof value === 'number' ? String(Number(value.toPrecision(9))) : String(value ?? WITHOUT);
}

export function propertyBranches(columns: Columns, groups: readonly ElementGroup[]): readonly Branch[] {
  return grouped(
    columns,
    groups.map(({ value, unit, elements }) => [valueText(value), unit ?? '', elements] as const),
  );
}

/** The same, with what none of the groups holds at the end: for groupings that should hold all. */
export function completeBranches(columns: Columns, groups: readonly ElementGroup[]): readonly Branch[] {
  const held = new Set(groups.flatMap(({ elements }) => elements));
  const rest = columns.type.map((_, element) => element).filter((element) => !held.has(element));
  return propertyBranches(
    columns,
    rest.length > 0 ? [...groups, { value: null, unit: null, elements: rest }] : groups,
  );
}

/** Groups at the top of a model's tree; without its columns those that the hub tells, without what is in them. */
export function branchesBy(
  grouping: Grouping,
  columns: Columns,
  storeys: readonly ModelStorey[],
  groups: readonly ElementGroup[],
): readonly Branch[] {
  if (grouping.kind === 'space') return spatialBranches(columns);
  if (grouping.kind === 'class') return classBranches(columns);
  if (grouping.kind === 'storey') return storeyBranches(columns, storeys);
  if (grouping.kind === 'property') return propertyBranches(columns, groups);
  return completeBranches(columns, groups);
}

export interface Row {
  readonly key: string;
  readonly modelId: string;
  readonly branch: Branch;
  readonly level: number;
  readonly isOpen: boolean | null;
  readonly parentKey: string | null;
}

/** Rows that are in sight: what is closed keeps what is below to itself. */
export function rowsOf(
  modelId: string,
  root: Branch,
  isOpen: (key: string) => boolean,
  hasMore: boolean,
): readonly Row[] {
  const rows: Row[] = [];
  const walk = (branch: Branch, level: number, parentKey: string | null) => {
    const key = parentKey === null ? modelId : `${parentKey}/${branch.id}`;
    const opens = branch.children.length > 0 || (parentKey === null && hasMore);
    rows.push({ key, modelId, branch, level, isOpen: opens ? isOpen(key) : null, parentKey });
    if (opens && isOpen(key)) for (const child of branch.children) walk(child, level + 1, key);
  };
  walk(root, 1, null);
  return rows;
}
