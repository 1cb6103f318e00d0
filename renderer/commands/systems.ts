/** Opens the panel of systems at one of them. */
import type { ScreenContext } from '#state/screenContext.ts';

export function openSystem({ choices, layout }: ScreenContext, system: string): void {
  choices.setState({ openSystem: system });
  layout.current()?.show('system');
}
