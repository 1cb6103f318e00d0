/** How a picture is drawn of two versions: strip by strip, and the scene is made to show a side before each. */
import type { Side } from '../splitContract.ts';
import type { SplitKind } from './panes.ts';

export interface Splitting {
  readonly kind: SplitKind;
  /** Where the divider of a swipe stands, 0 left … 1 right. */
  at(): number;
  turn(side: Side): void;
}

export const onePicture: Splitting = { kind: null, at: () => 0.5, turn: () => undefined };
