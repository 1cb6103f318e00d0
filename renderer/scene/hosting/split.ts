/** Two versions in one picture: who is drawn where, and what a point of the picture means. */
import type { SceneHost } from '../contract.ts';
import type { Stage } from '../stage.ts';
import { createDivider, type Divider } from '../split/divider.ts';
import { pointIn, viewWidthPx, type SplitKind } from '../split/panes.ts';
import type { Side } from '../splitContract.ts';
import type { View } from '../symbols/symbolLayer.ts';
import type { HostParts } from './parts.ts';

export interface SplitView {
  /** The size of one view. CSS pixels. */
  viewOf(whole: View): View;
  /** The side at a point of the picture, which is asked from now on, and where the point lies in its view. */
  point(xPx: number): number;
}

/** The picture as it is divided now; the host fills in the rest once it stands. */
export function createSplitState(
  picture: () => View,
  turn: (side: Side) => void,
): SplitView & { kind: SplitKind; at: number } {
  const state = {
    kind: null as SplitKind,
    at: 0.5,
    viewOf: (whole: View): View => ({
      widthPx: viewWidthPx(state.kind, whole.widthPx),
      heightPx: whole.heightPx,
    }),
    point(xPx: number) {
      if (state.kind === null) return xPx;
      const found = pointIn(state.kind, state.at, picture().widthPx, xPx);
      turn(found.side);
      return found.xPx;
    },
  };
  return state;
}

export function splitOf(
  parts: HostParts,
  state: ReturnType<typeof createSplitState>,
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
  return {
    setDividerName: divider.setName,
    settle: divider.settle,
    dispose: divider.dispose,
    setSplit(split) {
      const isOther = (split?.kind ?? null) !== state.kind;
      state.kind = split?.kind ?? null;
      layers.models.setSides(split && [split.sides[0].appearance, split.sides[1].appearance]);
      divider.show(split);
      if (!isOther) return parts.baseChanged();
      on.stage?.setSplitting({ kind: state.kind, at: () => state.at, turn: layers.models.draw });
      layers.models.turn(0);
      layers.labels.setBeside(state.kind === 'beside');
      on.reshaped();
    },
  };
}
