/** The last hour of one point up to the shown instant, as a step line: readings hold until the next. */
import { extent, line, curveStepAfter, scaleLinear } from 'd3';
import type { DeviceRecord } from '#shared/protocol/records.ts';
import { useFetched } from '#ui/useFetched.ts';
import { useInstant } from '#ui/useInstant.ts';
import { useText } from '#ui/useText.ts';

const hourMs = 3_600_000;
const refreshMs = 10_000;
const [width, height] = [280, 56];

interface Reading {
  readonly t: number;
  readonly value: number | null;
}

export function Sparkline({ device, pointId }: { device: DeviceRecord; pointId: string }) {
  const { t } = useText();
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
  ].filter((row): row is { t: number; value: number } => typeof row.value === 'number');
  if (rows.length === 0)
    return (
      <p className="hint">
        {t('device.history')}: {t('device.history.none')}
      </p>
    );
  const [low = 0, high = 1] = extent(rows, (row) => row.value) as [number, number];
  const margin = (high - low || Math.abs(high) || 1) * 0.1;
  const x = scaleLinear([fromMs, toMs], [0, width]);
  const y = scaleLinear([low - margin, high + margin], [height - 2, 2]);
  const last = rows.at(-1);
  const path = line<{ t: number; value: number }>(
    (row) => x(row.t),
    (row) => y(row.value),
  ).curve(curveStepAfter)([...rows, ...(last ? [{ t: toMs, value: last.value }] : [])]);
  return (
    <figure className="sparkline">
      <figcaption>
        {t('device.history')}{' '}
        <span>
          {low.toFixed(2)} – {high.toFixed(2)}
        </span>
      </figcaption>
      <svg viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="none" aria-hidden="true">
        <path d={path ?? ''} vectorEffect="non-scaling-stroke" />
      </svg>
    </figure>
  );
}
