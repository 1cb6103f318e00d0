/** The building before which a walk begins: the one that is chosen as a whole, of the plan or as a body of a city model. */
import type { SceneHost } from '#scene/contract.ts';
import type { OrientedBox } from '#shared/twin/compound.ts';
import type { ScreenContext } from '#state/screenContext.ts';

const bodies = /^(IFC)?BUILDING(PART)?$/i;

export function walkBeside({ choices, facts }: ScreenContext, host: SceneHost): OrientedBox | null {
  const { selection, storey } = choices.getState();
  // One who looks at a storey alone goes about on it.
  if (storey !== null) return null;
  if (selection?.kind === 'place') {
    const place = facts.getState().plan.places.find(({ id }) => id === selection.id);
    return place && (place.kind === 'building' || place.kind === 'unit') ? place.box : null;
  }
  if (selection?.kind !== 'element' || !bodies.test(selection.detail?.type ?? '')) return null;
  const bounds = host.boundsOf([selection.element]);
  if (!bounds) return null;
  const { minEnu, maxEnu } = bounds;
  const middle = (i: 0 | 1 | 2) => (minEnu[i] + maxEnu[i]) / 2;
  return {
    centreEnu: [middle(0), middle(1), middle(2)],
    sizeM: [maxEnu[0] - minEnu[0], maxEnu[1] - minEnu[1], maxEnu[2] - minEnu[2]],
    yawRad: 0,
  };
}
