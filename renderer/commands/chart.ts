/** Opens the chart of points, large. */
import type { ChartedPoint } from '#state/choices.ts';
import type { ScreenContext } from '#state/screenContext.ts';

export function openChart({ choices, layout }: ScreenContext, charted: readonly ChartedPoint[]): void {
  choices.setState({ charted });
  layout.current()?.show('chart');
}
