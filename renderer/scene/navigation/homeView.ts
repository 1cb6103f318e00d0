/** The first view that is saved, from so far that it holds the compound; again when the window gets another shape and nobody has moved since. */
import type { PerspectiveCamera } from 'three';
import type { CompoundPlan } from '#shared/twin/compound.ts';
import { homeOrbit } from '../landing.ts';
import type { Navigation } from './navigation.ts';
import type { Orbit } from './orbit.ts';

export function createHomeView(camera: PerspectiveCamera, navigation: Navigation) {
  let shown: Orbit | null = null;
  function show(plan: CompoundPlan): void {
    const [view] = plan.views;
    if (!view) return;
    navigation.set(homeOrbit(view, plan, camera.aspect));
    shown = navigation.orbit;
  }
  return {
    show,
    reshaped(plan: CompoundPlan): void {
      if (shown !== null && navigation.orbit === shown) show(plan);
    },
  };
}
