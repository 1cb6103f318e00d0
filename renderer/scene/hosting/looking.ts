/** Where one looks from, and how one gets there. */
import { extentOf, extentWith } from '../extent.ts';
import type { SceneHost } from '../contract.ts';
import { SCENE_FOV_DEG as FOV_DEG } from '../landing.ts';
import { clearView } from '../navigation/clearView.ts';
import { cornersOf, holding, outOfRoofs } from '../navigation/holding.ts';
import { orbitOf } from '../navigation/orbit.ts';
import { createViewpoint } from '../viewpoint.ts';
import type { HostParts } from './parts.ts';
import { startWalk } from './walk.ts';

type Methods = Pick<SceneHost, 'flyTo' | 'fit' | 'pose' | 'viewpoint' | 'walk' | 'setPose' | 'setOrbiting'>;

export function lookingOf(parts: HostParts, useTool: SceneHost['useTool']): Methods {
  const { now, camera, layers, navigation, picking, orbitRound } = parts;
  const methods: Methods = {
    flyTo(target) {
      now.posed = true;
      if ('eyeEnu' in target) return navigation.flyTo(orbitOf(outOfRoofs(target, now.plan)));
      const wish = orbitRound(target.positionEnu, Math.max(6, target.radiusM));
      return navigation.flyTo(clearView(wish, picking.freeM));
    },
    fit() {
      const models = layers.models.bounds();
      const compound = extentOf(now.plan, models, now.devicePositions);
      const { centreEnu, radiusM } = extentWith(compound, models);
      const round = orbitRound(centreEnu, radiusM * 0.86);
      const corners = radiusM > compound.radiusM ? [] : cornersOf(now.plan);
      return navigation.flyTo(
        corners.length > 0 ? holding(round, corners, FOV_DEG, camera.aspect, 10) : round,
      );
    },
    pose: () => navigation.pose(),
    viewpoint: createViewpoint(() => now.origin, (FOV_DEG * Math.PI) / 180, {
      pose: () => navigation.pose(),
      set: (pose) => methods.setPose(pose),
      flyTo: (pose) => methods.flyTo(pose),
      pick: picking.at,
    }),
    walk: (beside = null) => startWalk(parts, useTool, beside),
    setPose(pose) {
      now.posed = true;
      navigation.set(orbitOf(pose));
    },
    setOrbiting: (on) => navigation.setOrbiting(on),
  };
  return methods;
}
