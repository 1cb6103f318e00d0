/** Comparing two models, or two phases: asks the hub, and shows the difference in the scene. */
import type { ModelDifference } from '#shared/protocol/difference.ts';
import { fault, type Fault } from '#shared/protocol/result.ts';
import { manifestOf } from '#state/facts.ts';
import {
  appearanceOf,
  type ComparedSide,
  type Comparison,
  type ComparisonMode,
  type ComparisonView,
} from '#state/comparison.ts';
import type { ScreenContext } from '#state/screenContext.ts';

type Answer =
  { readonly ok: true; readonly difference: ModelDifference } | { readonly ok: false; readonly error: Fault };

export async function startComparison(
  screen: ScreenContext,
  before: ComparedSide,
  after: ComparedSide,
  mode: ComparisonMode = 'coloured',
): Promise<void> {
  const { choices, facts, session, appearance } = screen;
  const asked: Comparison = {
    before,
    after,
    difference: null,
    fault: null,
    mode,
    view: 'difference',
    isColoured: true,
  };
  choices.setState({ overlay: null, comparison: asked });
  appearance.setState({ tool: null });
  const phases = manifestOf(facts.getState())?.phases;
  if (phases) session.showPhases(phases.map(({ id }) => id));
  const query = new URLSearchParams({ before: before.modelIds.join(','), after: after.modelIds.join(',') });
  const response = await fetch(`/api/models/compare?${query}`).catch(() => null);
  const answer = (await response?.json().catch(() => null)) as Answer | null | undefined;
  // Another comparison, another compound, or none was chosen meanwhile.
  const { comparison } = choices.getState();
  if (comparison?.before !== before || comparison.after !== after) return;
  show(
    screen,
    answer?.ok
      ? { ...comparison, difference: answer.difference }
      : { ...comparison, fault: answer?.error ?? fault('no-answer') },
  );
}

/** How it is shown: in which of the modes, which version of the one picture, with or without colours on both. */
export function viewComparison(
  screen: ScreenContext,
  how: {
    readonly mode?: ComparisonMode;
    readonly view?: ComparisonView;
    readonly isColoured?: boolean;
  },
): void {
  const { comparison } = screen.choices.getState();
  if (comparison) show(screen, { ...comparison, ...how });
}

/** False: none was on the screen. */
export function leaveComparison(screen: ScreenContext): boolean {
  if (screen.choices.getState().comparison === null) return false;
  endComparison(screen);
  return true;
}

export function endComparison({ choices, session, appearance }: ScreenContext): void {
  choices.setState({ comparison: null });
  appearance.setState({ hidden: new Map(), ghosted: new Map(), colors: new Map(), restColor: null });
  session.showPhases(null);
}

function show({ choices, appearance }: ScreenContext, comparison: Comparison): void {
  choices.setState({ comparison });
  appearance.setState({ ...appearanceOf(comparison), isolated: null });
}
