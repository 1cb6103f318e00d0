/** What a person chose to see of a model, told to its state texture and chunks. Hiding is decided with storeys. */
import type { ElementAppearance } from '../toolContract.ts';
import type { LoadedModel } from './loadedModel.ts';

/** Of a colour over the element's own: light and shade still tell the form. */
const STRENGTH = 2;

export const plain: ElementAppearance = {
  hidden: new Map(),
  isolated: null,
  ghosted: new Map(),
  colors: new Map(),
};

export function isShownBy(appearance: ElementAppearance, modelId: string, element: number): boolean {
  const { hidden, isolated } = appearance;
  if (hidden.get(modelId)?.has(element)) return false;
  return isolated === null || isolated.get(modelId)?.has(element) === true;
}

export function dressAppearance(
  { ghosted, colors }: ElementAppearance,
  modelId: string,
  { state, chunks, points }: Pick<LoadedModel, 'state' | 'chunks' | 'points'>,
): void {
  const own = ghosted.get(modelId);
  const painted = colors.get(modelId);
  for (let element = 0; element < state.count; element++) {
    state.setXray(element, own?.has(element) ?? false);
    const color = painted?.get(element);
    if (color) state.setTint(element, ...color, STRENGTH);
    else state.setTint(element, 0, 0, 0, 0);
  }
  for (const chunk of chunks) chunk.setGhosts((own?.size ?? 0) > 0);
  points?.setGhosts((own?.size ?? 0) > 0);
}
