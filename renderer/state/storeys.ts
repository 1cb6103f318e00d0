/** Storeys that can be looked at alone or drawn: those of a building of the plan and those of an imported model. Pure. */
import type { StoreyRef } from '#scene/toolContract.ts';
import type { ModelManifest } from '#shared/protocol/model.ts';
import type { CompoundPlan, Place } from '#shared/twin/compound.ts';
import type { LocalText } from '#shared/twin/text.ts';
import type { Text } from '#ui/useText.ts';
import type { Facts } from './facts.ts';

export interface NamedStorey {
  readonly name: string;
  readonly storey: StoreyRef;
}

interface Words {
  readonly t: Text;
  readonly local: (text: LocalText | string) => string;
}

/** Of a place of a building, by its id: `8-2/4` and `8-2-401` belong to `8`. */
export function buildingIdOf(placeId: string | null | undefined): string | null {
  return placeId?.split(/[-/]/)[0] ?? null;
}

/** From below. */
export function storeysOfBuilding(plan: CompoundPlan, building: Place, { t, local }: Words): NamedStorey[] {
  const levels = plan.places
    .filter((place) => place.kind === 'storey' && place.id.startsWith(`${building.id}-`))
    .map((place) => Number(place.id.split('/')[1]));
  return [...new Set(levels)]
    .sort((a, b) => a - b)
    .map((level) => ({
      name: t('scene.storey.level', { building: local(building.name), level }),
      storey: { kind: 'building', buildingId: building.id, level },
    }));
}

/** From the ground up; a storey without a height keeps its place in the file. */
export function storeysOfModel({ id, storeys }: ModelManifest, { local }: Words): NamedStorey[] {
  return storeys
    .map(({ name, elevationM }, storey) => ({ name, elevationM, storey }))
    .sort((a, b) => (a.elevationM ?? 0) - (b.elevationM ?? 0))
    .map(({ name, storey }) => ({
      name: local(name) || `${storey + 1}`,
      storey: { kind: 'model', modelId: id, storey },
    }));
}

/** All that stand with this one. */
export function storeysBeside(
  storey: StoreyRef,
  { plan, models }: Pick<Facts, 'plan' | 'models'>,
  words: Words,
): NamedStorey[] {
  if (storey.kind === 'model') {
    const model = models.find(({ id }) => id === storey.modelId);
    return model ? storeysOfModel(model, words) : [];
  }
  const building = plan.places.find(({ id, kind }) => kind === 'building' && id === storey.buildingId);
  return building ? storeysOfBuilding(plan, building, words) : [];
}

export function isSameStorey(a: StoreyRef | null, b: StoreyRef | null): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** The storey of a building in which something stands at this height; null where none has that height. */
export function storeyAt(plan: CompoundPlan, buildingId: string | null, heightM: number): StoreyRef | null {
  const found = plan.places.find(
    ({ id, kind, box }) =>
      kind === 'storey' &&
      box !== null &&
      buildingIdOf(id) === buildingId &&
      Math.abs(heightM - box.centreEnu[2]) <= box.sizeM[2] / 2 + 0.01,
  );
  const level = Number(found?.id.split('/')[1]);
  return found && buildingId !== null && Number.isFinite(level)
    ? { kind: 'building', buildingId, level }
    : null;
}
