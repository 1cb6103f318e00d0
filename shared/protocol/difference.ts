/** What differs between two models, or two sets of models, element by element. */
import type { Enu } from '#shared/twin/compound.ts';
import type { ElementProperty } from './model.ts';

/** `moved`: the same in another place and nothing else; `changed`: its shape, look, name or properties, moved or not. */
export type DifferenceKind = 'added' | 'removed' | 'moved' | 'changed';

export interface ElementAt {
  readonly modelId: string;
  readonly index: number;
}

export interface ChangedProperty {
  readonly set: string;
  readonly name: string;
  /** Null: it was, or is, not there. */
  readonly before: ElementProperty['value'];
  readonly after: ElementProperty['value'];
}

export interface ElementDifference {
  readonly kind: DifferenceKind;
  /** Null of what was added. */
  readonly before: ElementAt | null;
  /** Null of what was removed. */
  readonly after: ElementAt | null;
  readonly globalId: string;
  /** Type, name and place as it is after, or was before it was removed. */
  readonly type: string;
  readonly name: string;
  readonly storey: string | null;
  /** As imported, before the model is moved to where it stands; null without geometry. */
  readonly centreEnu: Enu | null;
  readonly sizeM: number;
  /** How far it went; null where it stands still or cannot be said. */
  readonly movedM: number | null;
  readonly changes: readonly ('shape' | 'color' | 'name')[];
  readonly properties: readonly ChangedProperty[];
}

export interface ModelDifference {
  readonly counts: Readonly<Record<DifferenceKind | 'unchanged', number>> & {
    /** Without a GlobalId, and nothing of its class and name stands in its place in the other. */
    readonly notComparable: number;
  };
  /** Added, removed, moved, changed; each in the order of its model. */
  readonly elements: readonly ElementDifference[];
  /** Elements of each model that only one side has. */
  readonly sizes: Readonly<Record<string, number>>;
  /** Of more differences than are told. */
  readonly untold: number;
}
