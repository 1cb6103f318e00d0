/** Hiding, isolating and seeing through elements of models. */
import type { ElementRef } from '#scene/toolContract.ts';
import { setOf, withElements, withoutElements } from '#state/elementSets.ts';
import type { ScreenContext } from '#state/screenContext.ts';

export function hideElements({ appearance }: ScreenContext, elements: readonly ElementRef[]): void {
  appearance.setState(({ hidden }) => ({ hidden: withElements(hidden, elements) }));
}

export function showElements({ appearance }: ScreenContext, elements: readonly ElementRef[]): void {
  appearance.setState(({ hidden, ghosted, isolated }) => ({
    hidden: withoutElements(hidden, elements),
    ghosted: withoutElements(ghosted, elements),
    isolated: isolated && withElements(isolated, elements),
  }));
}

export function isolateElements({ appearance }: ScreenContext, elements: readonly ElementRef[]): void {
  const isolated = setOf(elements);
  appearance.setState(({ hidden, ghosted }) => ({
    isolated,
    hidden: withoutElements(hidden, elements),
    ghosted: withoutElements(ghosted, elements),
  }));
}

export function ghostElements({ appearance }: ScreenContext, elements: readonly ElementRef[]): void {
  appearance.setState(({ ghosted }) => ({ ghosted: withElements(ghosted, elements) }));
}

export function showAllElements({ appearance }: ScreenContext): void {
  appearance.setState({ hidden: new Map(), isolated: null, ghosted: new Map() });
}

export function chosenElements({ choices }: ScreenContext): readonly ElementRef[] {
  const { selection } = choices.getState();
  return selection?.kind === 'element' ? [selection.element] : [];
}
