/** A comparison of models that is on the screen, and how the scene shows it. Pure. */
import type { ElementAppearance, Rgb } from '#scene/toolContract.ts';
import type { DifferenceKind, ElementAt, ModelDifference } from '#shared/protocol/difference.ts';
import type { Fault } from '#shared/protocol/result.ts';
import type { LocalText } from '#shared/twin/text.ts';

export interface ComparedSide {
  readonly name: LocalText | string;
  readonly modelIds: readonly string[];
}

export type ComparisonView = 'before' | 'difference' | 'after';

export interface Comparison {
  readonly before: ComparedSide;
  readonly after: ComparedSide;
  /** Null while the hub works it out, and where it could not. */
  readonly difference: ModelDifference | null;
  readonly fault: Fault | null;
  readonly view: ComparisonView;
}

/** Each with a letter beside it: colour alone says nothing. */
export const DIFFERENCE_COLORS: Readonly<Record<DifferenceKind, Rgb>> = {
  added: [46, 160, 67],
  removed: [218, 54, 51],
  moved: [210, 153, 34],
  changed: [56, 132, 244],
};

export const DIFFERENCE_KINDS = ['added', 'removed', 'moved', 'changed'] as const;

type Shown = Pick<ElementAppearance, 'hidden' | 'ghosted' | 'colors'>;

/** `difference`: as it is after, with what is gone seen through; otherwise one side alone, as it is. */
export function appearanceOf({ before, after, difference, view }: Comparison): Shown {
  const hidden = new Map<string, Set<number>>();
  const ghosted = new Map<string, Set<number>>();
  const colors = new Map<string, Map<number, Rgb>>();
  if (!difference) return { hidden, ghosted, colors };
  const alone = (ids: readonly string[], others: readonly string[]) =>
    ids.filter((id) => !others.includes(id));
  for (const id of alone(
    view === 'before' ? after.modelIds : before.modelIds,
    view === 'before' ? before.modelIds : after.modelIds,
  ))
    hidden.set(id, new Set(Array.from({ length: difference.sizes[id] ?? 0 }, (_, index) => index)));
  if (view !== 'difference') return { hidden, ghosted, colors };
  const paint = ({ modelId, index }: ElementAt, kind: DifferenceKind) => {
    const own = colors.get(modelId) ?? new Map<number, Rgb>();
    colors.set(modelId, own.set(index, DIFFERENCE_COLORS[kind]));
  };
  for (const { kind, before: was, after: is } of difference.elements) {
    if (is) paint(is, kind);
    else if (was) {
      paint(was, kind);
      hidden.get(was.modelId)?.delete(was.index);
      ghosted.set(was.modelId, (ghosted.get(was.modelId) ?? new Set()).add(was.index));
    }
  }
  return { hidden, ghosted, colors };
}
