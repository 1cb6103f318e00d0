/** What it is judged from which windows the throw cameras cover: put together by the hub, judged wherever somebody looks. */
import type { CoverageCamera, CoverageWindow } from '#shared/physics/ballistics/coverage.ts';
import type { Enu, OrientedBox } from '#shared/twin/compound.ts';
import type { LocalText } from '#shared/twin/text.ts';

export interface CoveredWindow extends CoverageWindow {
  readonly storey: string;
  /** Null: it stands in no building of the plan. */
  readonly buildingId: string | null;
  readonly cornersEnu: readonly Enu[];
}

export interface CoveringCamera extends CoverageCamera {
  readonly name: LocalText;
  readonly isCalibrated: boolean;
}

export interface ThrowCoverage {
  readonly windows: readonly CoveredWindow[];
  /** Those whose pose is known. */
  readonly cameras: readonly CoveringCamera[];
  /** Of those nobody knows where they hang and look. */
  readonly unplaced: readonly LocalText[];
  readonly buildings: readonly { readonly id: string; readonly name: LocalText; readonly box: OrientedBox }[];
}
