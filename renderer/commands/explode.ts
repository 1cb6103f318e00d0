/** What is moved apart: the building that is chosen or that the chosen device stands in, or the chosen element's model. */
import type { ExplodeOf } from '#scene/toolContract.ts';
import { standingShifts } from '#shared/models/standing.ts';
import type { Enu } from '#shared/twin/compound.ts';
import type { ScreenContext } from '#state/screenContext.ts';
import { buildingIdOf } from '#state/storeys.ts';

export function explodeMeant({ choices, facts }: ScreenContext): ExplodeOf | null {
  const { storey, selection } = choices.getState();
  const { devices, plan } = facts.getState();
  if (selection?.kind === 'element') return { kind: 'model', modelId: selection.element.modelId };
  const placeId =
    selection?.kind === 'place'
      ? selection.id
      : selection?.kind === 'device'
        ? devices.get(selection.key)?.placeId
        : storey?.kind === 'building'
          ? storey.buildingId
          : null;
  const id = buildingIdOf(placeId);
  if (id !== null && plan.places.some((place) => place.kind === 'building' && place.id === id))
    return { kind: 'building', buildingId: id };
  return storey?.kind === 'model' ? { kind: 'model', modelId: storey.modelId } : null;
}

/** Where all of it stands once its storeys are apart; null where that is not known. */
export function explodeExtent(
  { facts }: ScreenContext,
  of: ExplodeOf,
  gapM: number,
): { readonly positionEnu: Enu; readonly radiusM: number } | null {
  const { plan, models } = facts.getState();
  if (of.kind === 'model') {
    const model = models.find(({ id }) => id === of.modelId);
    if (!model?.bounds) return null;
    const [dx, dy, dz] = standingShifts(models, plan).get(model.id) ?? [0, 0, 0];
    const { minEnu, maxEnu } = model.bounds;
    const middle = (i: 0 | 1 | 2) => (minEnu[i] + maxEnu[i]) / 2;
    const size = (i: 0 | 1 | 2) => maxEnu[i] - minEnu[i];
    const floors = model.storeys.filter(({ elevationM }) => elevationM !== null).length;
    const riseM = Math.max(0, floors - 1) * gapM;
    return {
      positionEnu: [middle(0) + dx, middle(1) + dy, middle(2) + dz + riseM / 2],
      radiusM: Math.hypot(size(0), size(1), size(2) + riseM) / 2,
    };
  }
  const box = plan.places.find(({ id, kind }) => kind === 'building' && id === of.buildingId)?.box;
  if (!box) return null;
  const levels = new Set(
    plan.places.flatMap(({ id, kind }) =>
      kind === 'storey' && buildingIdOf(id) === of.buildingId ? [id.split('/')[1]] : [],
    ),
  );
  const riseM = Math.max(0, levels.size - 1) * gapM;
  const [x, y, z] = box.centreEnu;
  const [lengthM, widthM, heightM] = box.sizeM;
  return { positionEnu: [x, y, z + riseM / 2], radiusM: Math.hypot(lengthM, widthM, heightM + riseM) / 2 };
}
