/** Tells what is clicked in the scene: model or ground, with the way that the face looks. */
import type { SceneHost } from '#scene/contract.ts';
import type { Enu } from '#shared/twin/compound.ts';

/** Returns what takes the tool out of the hand again. `offM`: away from the face that was clicked. */
export function holdPointTool(scene: SceneHost, offM: number, onPoint: (at: Enu) => void): () => void {
  return scene.useTool({
    pointer: () => false,
    click(xPx, yPx) {
      const { positionEnu: at, normalEnu: way } = scene.snapAt(xPx, yPx);
      onPoint([at[0] + way[0] * offM, at[1] + way[1] * offM, at[2] + way[2] * offM]);
      return true;
    },
  });
}
