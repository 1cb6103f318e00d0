/** Shadow and ground map of what is shown; a second pair while another version is shown beside it. */
import { Vector3, type Scene, type WebGLRenderer } from 'three';
import type { Enu, LampPlan } from '#shared/twin/compound.ts';
import type { Extent } from '../extent.ts';
import type { Side } from '../splitContract.ts';
import { createGroundMap, type GroundMap } from './groundMap.ts';
import { createShadowMap, type ShadowMap } from './shadowMap.ts';
import type { SceneUniforms } from './uniforms.ts';

export interface LightMaps {
  /** One or two pairs; what is new of them must be drawn before it is used. */
  setSides(count: 1 | 2): void;
  /** `turn` lets the scene show a side; `standing`: things stand elsewhere, not the sun alone. */
  draw(
    scene: Scene,
    of: { readonly extent: Extent; readonly lamps: readonly LampPlan[]; readonly fence: readonly Enu[] },
    standing: boolean,
    turn: (side: Side) => void,
  ): void;
  use(side: Side): void;
  dispose(): void;
}

interface Pair {
  readonly shadow: ShadowMap;
  readonly ground: GroundMap;
}

export function createLightMaps(renderer: WebGLRenderer, shared: SceneUniforms, shadowPx: number): LightMaps {
  const pair = (): Pair => ({
    shadow: createShadowMap(renderer, shared, shadowPx),
    ground: createGroundMap(shared),
  });
  const left = pair();
  let right: Pair | null = null;
  /** Until it is drawn for the first time, the right side has the light of the left. */
  let isRightDrawn = false;
  const use = (side: Side) => {
    const { shadow, ground } = side === 1 && right && isRightDrawn ? right : left;
    shadow.use();
    ground.use();
  };
  const letGo = (one: Pair | null) => {
    one?.shadow.dispose();
    one?.ground.dispose();
  };
  use(0);
  return {
    use,
    setSides(count) {
      if (count === 2) {
        right ??= pair();
        return;
      }
      use(0);
      letGo(right);
      right = null;
      isRightDrawn = false;
    },
    draw(scene, { extent, lamps, fence }, standing, turn) {
      const [x, y] = extent.centreEnu;
      const area = { xM: x, yM: y, reachM: extent.radiusM * 1.15 };
      for (const [side, one] of [[0, left] as const, [1, right] as const]) {
        if (!one) continue;
        turn(side);
        if (standing) one.ground.draw(renderer, scene, area, lamps, fence);
        one.shadow.draw(scene, new Vector3(x, y, 8), extent.radiusM * 1.06);
      }
      isRightDrawn = right !== null;
    },
    dispose() {
      letGo(left);
      letGo(right);
    },
  };
}
