/** Of a camera that was calibrated before: whether the corners that were marked anew are still where that calibration has them. */
import { driftOf, LEAST_FOR_DRIFT } from '#shared/physics/ballistics/drift.ts';
import type { WatchedPicture } from '#shared/protocol/throwTrace.ts';
import { useText } from '#ui/useText.ts';
import type { Corner } from './corners.ts';
import type { Marks } from './useCalibration.ts';

export function DriftLine(props: {
  readonly watched: WatchedPicture;
  readonly corners: readonly Corner[];
  readonly marks: Marks;
  /** Corners that were marked or moved in this picture; the rest are of the calibration itself. */
  readonly touched: ReadonlySet<string>;
}) {
  const { t } = useText();
  const { watched, corners, marks, touched } = props;
  if (!watched.calibration) return null;
  const again = corners.flatMap(({ id, placeEnu }) => {
    const mark = touched.has(id) ? marks.get(id) : undefined;
    return mark ? [{ placeEnu, ...mark }] : [];
  });
  const drift = driftOf(watched.camera, watched.calibration.noisePx, again);
  if (!drift)
    return (
      <p className="hint" data-testid="calibration-drift">
        {t('calibrate.drift.how', { count: Math.max(1, LEAST_FOR_DRIFT - again.length) })}
      </p>
    );
  const numbers = {
    px: drift.offPx.toFixed(1),
    deg: ((drift.offRad * 180) / Math.PI).toFixed(2),
    within: drift.withinPx.toFixed(1),
  };
  return (
    <p
      className={drift.hasMoved ? 'fault' : 'hint'}
      role="status"
      data-testid="calibration-drift"
      data-moved={drift.hasMoved}
    >
      {t(drift.hasMoved ? 'calibrate.drift.moved' : 'calibrate.drift.still', numbers)}
    </p>
  );
}
