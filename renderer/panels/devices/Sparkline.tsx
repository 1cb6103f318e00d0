/** The last hour of one point up to the shown instant, as a step line: readings hold until the next. */
import { extent, line, curveStepAfter, scaleLinear } from 'd3';
import { openChart } from '#commands/chart.ts';
import type { DeviceRecord } from '#shared/protocol/records.ts';
import type { PointReading } from '#state/reading.ts';
import { useFetched } from '#ui/useFetched.ts';
import { useInstant } from '#state/useInstant.ts';
import { useScreen } from '#state/useScreen.tsx';
import { useText } from '#ui/useText.ts';

const hourMs = 3_600_000;
const refreshMs = 10_000;
const [width, height] = [280, 56];

interface Reading {
  readonly t: number;
  readonly value: number | null;
}

/** `now` is the reading that is shown beside it: newer than what was fetched. */
export function Sparkline({
  device,
  pointId,
  now,
}: {
  device: DeviceRecord;
  pointId: string;
  now: PointReading | undefined;
}) {
  const { t } = useText();
  const screen = useScreen();
  // Asked for in steps, so that the line moves on without asking at each frame of the clock.
  const toMs = Math.floor(useInstant(refreshMs) / refreshMs) * refreshMs;
  const fromMs = toMs - hourMs;
  const id = encodeURIComponent(`${device.compound}/${device.key}/${pointId}`);
  const answer = useFetched<{ before: Reading | null; readings: readonly Reading[] }>(
    `/api/points/${id}/history?from=${fromMs}&to=${toMs}`,
  );
  const rows = [
    ...(answer?.before ? [{ ...answer.before, t: fromMs }] : []),
    ...(answer?.readings ?? []),
    ...(answer && now && now.timeMs > toMs ? [{ t: now.timeMs, value: now.value }] : []),
  ].filter(
    (row): row is { t: number; value: number } => typeof row.value === 'number' && !Number.isNaN(row.value),
  );
  const last = rows.at(-1);
  if (!last)
    return (
      <p className="hint">
        {t('device.history')}: {t('device.history.none')}
      </p>
    );
  const [low = 0, high = 1] = extent(rows, (row) => row.value) as [number, number];
  const margin = (high - low || Math.abs(high) || 1) * 0.1;
  const endMs = Math.max(toMs, last.t);
  const x = scaleLinear([fromMs, endMs], [0, width]);
  const y = scaleLinear([low - margin, high + margin], [height - 2, 2]);
  const path = line<{ t: number; value: number }>(
    (row) => x(row.t),
    (row) => y(row.value),
  ).curve(curveStepAfter)([...rows, { t: endMs, value: last.value }]);
  return (
    <figure className="sparkline">
      <figcaption>
        {t('device.history')}{' '}
        <span>
          {low.toFixed(2)} – {high.toFixed(2)}
        </span>
      </figcaption>
      <button
        aria-label={t('chart.open')}
        title={t('chart.open')}
        data-testid="open-chart"
        onClick={() => openChart(screen, [{ device: device.key, point: pointId }])}
      >
        <svg viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="none" aria-hidden="true">
          <path d={path ?? ''} vectorEffect="non-scaling-stroke" />
        </svg>
      </button>
    </figure>
  );
}
