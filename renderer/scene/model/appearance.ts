/** What a person chose to see of a model, told to its state texture. Hiding is decided with storeys. */
import type { ElementAppearance } from '../toolContract.ts';
import type { LoadedModel } from './loadedModel.ts';

/** Of a colour over the element's own: light and shade still tell the form. */
const STRENGTH = 2;
/** Nothing is left of its own. */
const REST_STRENGTH = 3;

export const plain: ElementAppearance = {
  hidden: new Map(),
  isolated: null,
  ghosted: new Map(),
  colors: new Map(),
  restColor: null,
};

export function isShownBy(appearance: ElementAppearance, modelId: string, element: number): boolean {
  const { hidden, isolated } = appearance;
  if (hidden.get(modelId)?.has(element)) return false;
  return isolated === null || isolated.get(modelId)?.has(element) === true;
}

export function hasGhosts(appearances: readonly ElementAppearance[], modelId: string): boolean {
  return appearances.some(({ ghosted }) => (ghosted.get(modelId)?.size ?? 0) > 0);
}

/** Of several, one sees through what any of them does, and the last that has a colour gives it. */
export function dressAppearance(
  appearances: readonly ElementAppearance[],
  modelId: string,
  { state }: Pick<LoadedModel, 'state'>,
): void {
  const ghosted = appearances.map((one) => one.ghosted.get(modelId));
  const painted = appearances.map((one) => one.colors.get(modelId));
  const rest = appearances.findLast(({ restColor }) => restColor !== null)?.restColor;
  for (let element = 0; element < state.count; element++) {
    state.setXray(
      element,
      ghosted.some((own) => own?.has(element)),
    );
    const color = painted.findLast((own) => own?.has(element))?.get(element);
    if (color) state.setTint(element, ...color, STRENGTH);
    else if (rest) state.setTint(element, ...rest, REST_STRENGTH);
    else state.setTint(element, 0, 0, 0, 0);
  }
}
