/** A comparison of models that is on the screen, and how the scene shows it. Pure. */
import type { ElementAppearance, ElementRef, Rgb } from '#scene/toolContract.ts';
import type { DifferenceKind, ElementAt, ModelDifference } from '#shared/protocol/difference.ts';
import type { Fault } from '#shared/protocol/result.ts';
import type { LocalText } from '#shared/twin/text.ts';

export interface ComparedSide {
  readonly name: LocalText | string;
  readonly modelIds: readonly string[];
  /** When the latest of its models was imported; 0: it has none. */
  readonly importedAtMs: number;
  /** All of its models stand now. */
  readonly isNow: boolean;
}

/** `coloured`: one picture; otherwise both versions, with a divider between them or each in its half. */
export type ComparisonMode = 'coloured' | 'swipe' | 'beside';

/** What the one picture shows. */
export type ComparisonView = 'before' | 'difference' | 'after';

export interface Comparison {
  readonly before: ComparedSide;
  readonly after: ComparedSide;
  /** Null while the hub works it out, and where it could not. */
  readonly difference: ModelDifference | null;
  readonly fault: Fault | null;
  readonly mode: ComparisonMode;
  readonly view: ComparisonView;
  /** Where both versions are shown: differences have their colour. */
  readonly isColoured: boolean;
}

/** Each with a letter beside it: colour alone says nothing. */
export const DIFFERENCE_COLORS: Readonly<Record<DifferenceKind, Rgb>> = {
  added: [46, 160, 67],
  removed: [218, 54, 51],
  moved: [210, 153, 34],
  changed: [56, 132, 244],
};

export const DIFFERENCE_KINDS = ['added', 'removed', 'moved', 'changed'] as const;

/** Of what is the same: it steps back behind what differs. */
export const UNCHANGED_COLOR: Rgb = [104, 110, 116];

type Shown = Pick<ElementAppearance, 'hidden' | 'ghosted' | 'colors' | 'restColor'>;

/** All elements of the models that only the other side has. */
function withoutOther(
  { modelIds }: ComparedSide,
  other: ComparedSide,
  { sizes }: ModelDifference,
): Map<string, Set<number>> {
  return new Map(
    other.modelIds
      .filter((id) => !modelIds.includes(id))
      .map((id) => [id, new Set(Array.from({ length: sizes[id] ?? 0 }, (_, index) => index))]),
  );
}

function painter(colors: Map<string, Map<number, Rgb>>) {
  return ({ modelId, index }: ElementAt, kind: DifferenceKind) => {
    const own = colors.get(modelId) ?? new Map<number, Rgb>();
    colors.set(modelId, own.set(index, DIFFERENCE_COLORS[kind]));
  };
}

/** What differs has all been told: the rest may be called unchanged. Two that are alike are shown as they are. */
const isToldApart = ({ untold, elements }: ModelDifference) => untold === 0 && elements.length > 0;

/**
 * Of the one picture. `difference`: as it is after, with what is gone seen through; otherwise one side alone, as it is.
 * Where both versions are shown nothing is said for both.
 */
export function appearanceOf({ before, after, difference, mode, view }: Comparison): Shown {
  const ghosted = new Map<string, Set<number>>();
  const colors = new Map<string, Map<number, Rgb>>();
  if (!difference || mode !== 'coloured') return { hidden: new Map(), ghosted, colors, restColor: null };
  const hidden =
    view === 'before' ? withoutOther(before, after, difference) : withoutOther(after, before, difference);
  if (view !== 'difference') return { hidden, ghosted, colors, restColor: null };
  const paint = painter(colors);
  for (const { kind, before: was, after: is } of difference.elements) {
    if (is) paint(is, kind);
    else if (was) {
      paint(was, kind);
      hidden.get(was.modelId)?.delete(was.index);
      ghosted.set(was.modelId, (ghosted.get(was.modelId) ?? new Set()).add(was.index));
    }
  }
  return { hidden, ghosted, colors, restColor: isToldApart(difference) ? UNCHANGED_COLOR : null };
}

/** What each of two sides shows; null where it is not known yet, or one picture is shown. */
export function sidesOf({
  before,
  after,
  difference,
  mode,
  isColoured,
}: Comparison): readonly [left: ElementAppearance, right: ElementAppearance] | null {
  if (!difference || mode === 'coloured') return null;
  const side = (own: ComparedSide, other: ComparedSide, which: 'before' | 'after'): ElementAppearance => {
    const colors = new Map<string, Map<number, Rgb>>();
    const paint = painter(colors);
    for (const one of isColoured ? difference.elements : []) {
      const at = one[which];
      if (at) paint(at, one.kind);
    }
    return {
      hidden: withoutOther(own, other, difference),
      isolated: null,
      ghosted: new Map(),
      colors,
      restColor: isColoured && isToldApart(difference) ? UNCHANGED_COLOR : null,
    };
  };
  return [side(before, after, 'before'), side(after, before, 'after')];
}

/** The same thing in the other version, where it is known to differ. */
export function counterpartsOf(
  comparison: Comparison | null,
  { modelId, element }: ElementRef,
): readonly ElementRef[] {
  const isIt = (at: ElementAt | null) => at?.modelId === modelId && at.index === element;
  const found = comparison?.difference?.elements.find(({ before, after }) => isIt(before) || isIt(after));
  const other = isIt(found?.before ?? null) ? found?.after : found?.before;
  return other ? [{ modelId: other.modelId, element: other.index }] : [];
}
