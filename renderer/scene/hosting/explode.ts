/** Storeys moved apart: models, devices and what is pointed out on places move together. */
import { deviceStepOf, liftedPlan, liftOf, type Lift } from '../model/lift.ts';
import type { SceneHost } from '../contract.ts';
import type { ExplodeOf } from '../toolContract.ts';
import type { HostParts } from './parts.ts';

export function explodeOf(
  parts: HostParts,
): Pick<SceneHost, 'setExplode' | 'highlightPlaces' | 'selectPlace'> {
  const { now, layers, stage } = parts;
  let of: ExplodeOf | null = null;
  let lift: Lift | null = null;
  let gapM = 0;
  let highlights: Parameters<SceneHost['highlightPlaces']>[0] = [];
  let chosen: string | null = null;
  const pointOut = () => {
    const plan = lift && gapM > 0 ? liftedPlan(now.plan, lift, gapM) : now.plan;
    layers.volumes.set(highlights, plan);
    layers.chosenPlace.set(chosen, plan);
  };
  return {
    setExplode(next, wantedM) {
      // A model that is moved apart anew is looked up anew: more of it may have come.
      if (JSON.stringify(next) !== JSON.stringify(of) || lift === null) {
        of = next;
        const models = layers.models.loaded().map(([, { manifest }]) => manifest);
        lift = next && liftOf(next, now.plan, models);
      }
      gapM = lift ? wantedM : 0;
      const own = lift;
      layers.models.setLift(own, gapM);
      layers.symbols.setLift(own && gapM > 0 ? (at) => deviceStepOf(own, at) * gapM : null);
      pointOut();
      stage?.castersChanged();
      parts.refreshLabels();
      parts.baseChanged();
      return next === null || lift !== null;
    },
    selectPlace(placeId) {
      if (placeId === chosen) return;
      chosen = placeId;
      pointOut();
      parts.overlayChanged();
    },
    highlightPlaces(next) {
      highlights = next;
      pointOut();
      parts.refreshLabels();
    },
  };
}
