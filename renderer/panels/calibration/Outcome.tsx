/** How well the marks fit, in words: pixels that are left over, and what doubt of the pose they mean. */
import { LEAST_PLACES } from '#shared/physics/ballistics/calibrate.ts';
import type { CalibrationReply } from './calibrationWorker.ts';
import { useText } from '#ui/useText.ts';

/** Tracing by a calibration of this doubt was measured: 98 % of storeys up to the fifteenth at a tenth of a degree, 96 % at half of one. */
const GOOD_DEG = 0.2;
const POOR_DEG = 2;
/** Of the picture's width: more is no click beside a corner but another corner. */
const POOR_SHARE = 0.01;

export function Outcome(props: {
  readonly count: number;
  readonly solution: { readonly reply: CalibrationReply; readonly isFresh: boolean } | null;
  readonly widthPx: number;
}) {
  const { t } = useText();
  const { count, solution, widthPx } = props;
  if (count < LEAST_PLACES) return <p>{t('calibrate.more', { count: LEAST_PLACES - count })}</p>;
  if (!solution || !solution.isFresh) return <p>{t('calibrate.solving')}</p>;
  if (!solution.reply) return <p className="fault">{t('calibrate.open-pose')}</p>;
  const { covariance, noisePx } = solution.reply.pose;
  const deviation = (i: number): number => Math.sqrt(covariance[i * 7] ?? 0);
  const deg = (Math.max(deviation(3), deviation(4), deviation(5)) * 180) / Math.PI;
  const cm = Math.hypot(deviation(0), deviation(1), deviation(2)) * 100;
  const level = noisePx > widthPx * POOR_SHARE || deg > POOR_DEG ? 'poor' : deg <= GOOD_DEG ? 'good' : 'fair';
  return (
    <p className={`outcome ${level}`} data-testid="calibration-outcome" data-level={level}>
      {t('calibrate.noise', { px: noisePx.toFixed(1) })} ·{' '}
      {t('calibrate.sigma', { deg: deg.toFixed(2), cm: cm.toFixed(0) })} · <b>{t(`calibrate.${level}`)}</b>
    </p>
  );
}
