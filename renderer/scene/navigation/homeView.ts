/**
 * The first view that is saved, or the compound from the south-east where none is, from so far that it holds all; again when
 * the window gets another shape and nobody has moved since.
 */
import type { PerspectiveCamera } from 'three';
import type { Bounds } from '#shared/protocol/model.ts';
import type { CompoundPlan } from '#shared/twin/compound.ts';
import { homeOrbit, landingPose } from '../landing.ts';
import type { Navigation } from './navigation.ts';
import { orbitOf, type Orbit } from './orbit.ts';

export function createHomeView(
  camera: Pick<PerspectiveCamera, 'aspect'>,
  navigation: Pick<Navigation, 'orbit' | 'set'>,
  models: () => Bounds | null,
) {
  let shown: Orbit | null = null;
  function show(plan: CompoundPlan): void {
    const [view] = plan.views;
    const isBare = plan.boundaryEnu.length === 0 && plan.places.length === 0;
    const bounds = isBare ? models() : null;
    if (view) navigation.set(homeOrbit(view, plan, camera.aspect));
    else if (!isBare || bounds) navigation.set(orbitOf(landingPose(plan, camera.aspect, bounds)));
    else return;
    shown = navigation.orbit;
  }
  return {
    show,
    reshaped(plan: CompoundPlan): void {
      if (shown !== null && navigation.orbit === shown) show(plan);
    },
  };
}
