/** The picture as it is divided now, and what a point of it means. The host alone changes it. */
import type { Side } from '../splitContract.ts';
import type { View } from '../symbols/symbolLayer.ts';
import { pointIn, viewWidthPx, type SplitKind } from './panes.ts';

export interface SplitView {
  /** The size of one view. CSS pixels. */
  viewOf(whole: View): View;
  /** The side at a point of the picture, which is asked from now on, and where the point lies in its view. */
  point(xPx: number): number;
  /** The side that is asked stands now. */
  isNow(): boolean;
}

export interface SplitState extends SplitView {
  kind: SplitKind;
  at: number;
  /** Of each side, whether it stands now. */
  now: readonly [boolean, boolean];
}

export const ALL_NOW = [true, true] as const;

/** `turn` has the models answer for a side. */
export function createSplitState(picture: () => View, turn: (side: Side) => void): SplitState {
  let asked: Side = 0;
  const state: SplitState = {
    kind: null,
    at: 0.5,
    now: ALL_NOW,
    isNow: () => state.now[asked],
    viewOf: (whole: View): View => ({
      widthPx: viewWidthPx(state.kind, whole.widthPx),
      heightPx: whole.heightPx,
    }),
    point(xPx: number) {
      if (state.kind === null) return xPx;
      const found = pointIn(state.kind, state.at, picture().widthPx, xPx);
      asked = found.side;
      turn(asked);
      return found.xPx;
    },
  };
  return state;
}
