/** The storey that is shown, as the shaders of models and points hear of it. */
import type { SceneUniforms } from '../shading/uniforms.ts';
import { MARGIN_M, WALL_CUT_M, type StoreyCut } from './storeyIsolation.ts';

export function tellCut(shared: SceneUniforms, cut: StoreyCut | null): void {
  if (cut) {
    const { centreEnu, sizeM, yawRad } = cut.box;
    shared.uStoreyBox.value.set(centreEnu[0], centreEnu[1], Math.cos(yawRad), Math.sin(yawRad));
    shared.uStoreyCut.value.set(sizeM[0] / 2 + MARGIN_M, sizeM[1] / 2 + MARGIN_M, cut.floorM + WALL_CUT_M, 1);
  } else shared.uStoreyCut.value.w = 0;
}
