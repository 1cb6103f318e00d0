/** One storey looked at alone: what covers it steps aside, the eye goes above it, and back where it was afterwards. */
import type { PerspectiveCamera } from 'three';
import type { CompoundPlan } from '#shared/twin/compound.ts';
import type { CameraPose } from './contract.ts';
import type { Layers } from './layers/index.ts';
import { isBasement, storeyCut } from './model/storeyIsolation.ts';
import { fromAbove } from './navigation/fromAbove.ts';
import type { Navigation } from './navigation/navigation.ts';
import { orbitOf } from './navigation/orbit.ts';
import type { Picking } from './picking.ts';

export function createStoreyView(
  layers: Layers,
  camera: PerspectiveCamera,
  fovDeg: number,
  navigation: Navigation,
  picking: Picking,
) {
  let poseBefore: CameraPose | null = null;
  return {
    show(plan: CompoundPlan, storey: { readonly buildingId: string; readonly level: number } | null): void {
      const cut = storey ? storeyCut(plan, storey.buildingId, storey.level) : null;
      const below = cut !== null && isBasement(cut);
      for (const { group } of [layers.ground, layers.trees, layers.lamps]) group.visible = !below;
      layers.parking.setBelow(below);
      picking.setFloor(below ? cut.floorM : 0);
      layers.models.isolateStorey(storey);
      layers.symbols.setCut(cut);
      if (cut) {
        poseBefore ??= navigation.pose();
        void navigation.flyTo(fromAbove(cut, fovDeg, camera.aspect));
      } else if (poseBefore) {
        void navigation.flyTo(orbitOf(poseBefore));
        poseBefore = null;
      }
    },
  };
}
