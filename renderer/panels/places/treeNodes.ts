/** The compound as a tree of rows: courtyards, buildings, units, households; public areas under one heading. Pure. */
import { isSetAside } from '#shared/alarms/machine.ts';
import type { AlarmRecord } from '#shared/protocol/records.ts';
import type { AlarmPriority } from '#shared/systems/declaration.ts';
import type { Place } from '#shared/twin/compound.ts';

export interface Worst {
  readonly priority: AlarmPriority;
  readonly count: number;
}

export interface TreeNode {
  readonly id: string;
  /** Null for the heading of the public areas. */
  readonly place: Place | null;
  readonly children: readonly TreeNode[];
}

export interface TreeRow {
  readonly node: TreeNode;
  readonly level: number;
  /** Null where nothing is below. */
  readonly open: boolean | null;
  readonly parentId: string | null;
  readonly position: number;
  readonly of: number;
}

export const areasId = ' areas';

/** Storeys are chosen in the scene: here their households stand right below the unit. */
export function treeNodes(places: readonly Place[]): TreeNode[] {
  const children = new Map<string | null, Place[]>();
  for (const place of places) {
    const list = children.get(place.parentId);
    if (list) list.push(place);
    else children.set(place.parentId, [place]);
  }
  const below = (id: string): Place[] =>
    (children.get(id) ?? []).flatMap((place) =>
      place.kind === 'storey' ? (children.get(place.id) ?? []) : place.kind === 'area' ? [] : [place],
    );
  const node = (place: Place): TreeNode => ({ id: place.id, place, children: below(place.id).map(node) });
  const roots = (children.get(null) ?? []).filter(({ kind }) => kind !== 'area').map(node);
  const areas = places.filter(({ kind }) => kind === 'area');
  if (areas.length === 0) return roots;
  return [
    ...roots,
    {
      id: areasId,
      place: null,
      children: areas.map((place) => ({ id: place.id, place, children: [] })),
    },
  ];
}

/** The rows that are in sight: what is closed hides what is below. */
export function treeRows(
  nodes: readonly TreeNode[],
  isOpen: (node: TreeNode, level: number) => boolean,
  level = 1,
  parentId: string | null = null,
): TreeRow[] {
  return nodes.flatMap((node, i): TreeRow[] => {
    const open = node.children.length > 0 ? isOpen(node, level) : null;
    return [
      { node, level, open, parentId, position: i + 1, of: nodes.length },
      ...(open ? treeRows(node.children, isOpen, level + 1, node.id) : []),
    ];
  });
}

/** Worst priority and number of alarms in each place, counted up to its roots. */
export function worstByPlace(places: readonly Place[], alarms: readonly AlarmRecord[]): Map<string, Worst> {
  const parents = new Map(places.map((place) => [place.id, place.parentId]));
  const worst = new Map<string, Worst>();
  for (const alarm of alarms) {
    if (isSetAside(alarm)) continue;
    for (let id = alarm.placeId; id; id = parents.get(id) ?? null) {
      const known = worst.get(id);
      const priority = known && known.priority < alarm.priority ? known.priority : alarm.priority;
      worst.set(id, { priority, count: (known?.count ?? 0) + 1 });
    }
  }
  return worst;
}
