/**
 * Two versions of the same place shown together: as a swipe, one picture with a divider between them, or side by side,
 * both from the same camera. Part of the scene's contract; whoever compares says what each side shows.
 */
import type { ElementAppearance } from './toolContract.ts';

/** 0 left, 1 right. */
export type Side = 0 | 1;

export interface SceneSide {
  readonly title: string;
  /** Said smaller beside it, for example a date; empty: nothing. */
  readonly note: string;
  /** Comes on top of what is hidden, seen through and coloured on both. */
  readonly appearance: ElementAppearance;
  /** It stands now: cars are seen in their bays. Another time has none to show. */
  readonly isNow: boolean;
}

export interface SceneSplit {
  readonly kind: 'swipe' | 'beside';
  readonly sides: readonly [left: SceneSide, right: SceneSide];
}

export interface SceneSplitting {
  /**
   * Picking answers for the side under the pointer. The divider stays where it was put while one split follows another;
   * null shows one version again.
   */
  setSplit(split: SceneSplit | null): void;
}
