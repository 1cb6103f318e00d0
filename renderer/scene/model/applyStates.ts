/** States by element id → texels. Ten thousand in one frame: without an allocation for each. */
import type { ElementState } from '../contract.ts';
import type { ElementIds } from './elementIds.ts';
import type { StateTexture } from './stateTexture.ts';

export function applyStates(
  texels: Pick<StateTexture, 'setHidden' | 'setSelected' | 'setTint'>,
  ids: ElementIds,
  states: ReadonlyMap<string, ElementState>,
): void {
  states.forEach(({ hidden, selected, tint }, id) => {
    const element = ids.elementOf(id);
    if (element < 0) return;
    if (hidden !== undefined) texels.setHidden(element, hidden);
    if (selected !== undefined) texels.setSelected(element, selected);
    if (tint === null) texels.setTint(element, 0, 0, 0, 0);
    else if (tint) texels.setTint(element, tint.rgb[0], tint.rgb[1], tint.rgb[2], tint.strength);
  });
}
