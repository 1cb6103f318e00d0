/** By what the elements of the models are gathered: in the tree, and where the groups are coloured in the scene. */
export const NAMED_GROUPINGS = ['space', 'class', 'storey', 'material', 'system'] as const;

export type Grouping =
  | { readonly kind: (typeof NAMED_GROUPINGS)[number] }
  | { readonly kind: 'property'; readonly set: string; readonly name: string };

export const isSameGrouping = (a: Grouping, b: Grouping): boolean =>
  a.kind === 'property' ? b.kind === 'property' && a.set === b.set && a.name === b.name : a.kind === b.kind;

/** What the hub is asked for the groups; null: the columns alone tell them. */
export function groupsQuery(grouping: Grouping): URLSearchParams | null {
  if (grouping.kind === 'material') return new URLSearchParams({ set: 'Material' });
  if (grouping.kind === 'system') return new URLSearchParams({ set: 'Groups', name: 'System' });
  if (grouping.kind !== 'property') return null;
  return new URLSearchParams({ set: grouping.set, name: grouping.name });
}
