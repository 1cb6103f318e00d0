/** Two versions in one picture: each is drawn where the picture is its own, between their names. */
import type { SceneHost } from '../contract.ts';
import type { Stage } from '../stage.ts';
import { createDivider, type Divider } from '../split/divider.ts';
import { ALL_NOW, type SplitState } from '../split/splitState.ts';
import type { Side } from '../splitContract.ts';
import type { HostParts } from './parts.ts';

export function splitOf(
  parts: HostParts,
  state: SplitState,
  on: {
    readonly root: HTMLElement;
    readonly stage: Stage | null;
    /** The divider has moved: both sides are drawn anew, as after a move of the camera. */
    readonly moved: () => void;
    /** Views have another size now. */
    readonly reshaped: () => void;
  },
): Pick<SceneHost, 'setSplit'> & { setDividerName: Divider['setName']; settle(): void; dispose(): void } {
  const { layers } = parts;
  const divider = createDivider(on.root, (at) => {
    state.at = at;
    on.moved();
  });
  const turn = (side: Side) => {
    layers.models.draw(side);
    layers.parking.group.visible = state.now[side];
  };
  return {
    setDividerName: divider.setName,
    settle: divider.settle,
    dispose: divider.dispose,
    setSplit(split) {
      state.now = split ? [split.sides[0].isNow, split.sides[1].isNow] : ALL_NOW;
      const isOther = (split?.kind ?? null) !== state.kind;
      state.kind = split?.kind ?? null;
      layers.models.setSides(split && [split.sides[0].appearance, split.sides[1].appearance]);
      divider.show(split);
      if (!isOther) return parts.baseChanged();
      on.stage?.setSplitting({ kind: state.kind, at: () => state.at, turn });
      layers.models.turn(0);
      layers.labels.setBeside(state.kind === 'beside');
      on.reshaped();
    },
  };
}
