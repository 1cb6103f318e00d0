/** Which storey's plan is meant, and opening it: the one shown alone, or the one that what is chosen stands in. */
import type { StoreyRef } from '#scene/toolContract.ts';
import type { ScreenContext } from '#state/screenContext.ts';
import { buildingIdOf, storeyAt } from '#state/storeys.ts';

export function storeyMeant({ choices, facts }: ScreenContext): StoreyRef | null {
  const { storey, selection } = choices.getState();
  if (storey) return storey;
  const { plan, devices, models } = facts.getState();
  if (selection?.kind === 'device') {
    const { placeId = null, positionEnu = null } = devices.get(selection.key) ?? {};
    return positionEnu && storeyAt(plan, buildingIdOf(placeId), positionEnu[2]);
  }
  if (selection?.kind === 'place') {
    const box = plan.places.find(({ id }) => id === selection.id)?.box;
    const buildingId = buildingIdOf(selection.id);
    // Of a whole building its lowest storey is meant.
    const floorM = box ? box.centreEnu[2] - box.sizeM[2] / 2 : null;
    return floorM === null ? null : (storeyAt(plan, buildingId, floorM + 0.5) ?? firstOf(plan, buildingId));
  }
  if (selection?.kind === 'element') {
    const storeys = models.find(({ id }) => id === selection.element.modelId)?.storeys ?? [];
    const name = selection.detail?.storey;
    const at = name ? storeys.findIndex((one) => one.name === name) : -1;
    return at < 0 ? null : { kind: 'model', modelId: selection.element.modelId, storey: at };
  }
  return null;
}

function firstOf(
  plan: ReturnType<ScreenContext['facts']['getState']>['plan'],
  buildingId: string | null,
): StoreyRef | null {
  const levels = plan.places.flatMap(({ id, kind }) =>
    kind === 'storey' && buildingIdOf(id) === buildingId ? [Number(id.split('/')[1])] : [],
  );
  const level = levels.includes(1) ? 1 : Math.min(...levels);
  return buildingId !== null && Number.isFinite(level) ? { kind: 'building', buildingId, level } : null;
}

export function openPlan({ choices }: ScreenContext, planOf: StoreyRef): void {
  choices.setState({ planOf, overlay: 'plan' });
}
