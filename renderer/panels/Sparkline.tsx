/** The last hour of one point up to the shown instant, as a step line: readings hold until the next. */
import { extent, line, curveStepAfter, scaleLinear } from 'd3';
import { useEffect, useState } from 'react';
import type { DeviceRecord } from '#shared/protocol/records.ts';
import { useOperations } from '#state/operations.ts';
import { session } from '#state/session.ts';
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
  const mode = useOperations((state) => state.clock.mode);
  const [data, setData] = useState<{ rows: readonly Reading[]; fromMs: number; toMs: number } | null>(null);
  useEffect(() => {
    const abort = new AbortController();
    async function load(): Promise<void> {
      const toMs = Math.floor(session().clock.instantMs());
      const id = encodeURIComponent(`${device.compound}/${device.key}/${pointId}`);
      const response = await fetch(`/api/points/${id}/history?from=${toMs - hourMs}&to=${toMs}`, { signal: abort.signal });
      if (!response.ok) return setData(null);
      const { readings } = (await response.json()) as { readings: readonly Reading[] };
      setData({ rows: readings, fromMs: toMs - hourMs, toMs });
    }
    const run = () => void load().catch(() => undefined);
    run();
    const timer = setInterval(run, refreshMs);
    return () => {
      abort.abort();
      clearInterval(timer);
    };
  }, [device, pointId, mode]);
  const rows = (data?.rows ?? []).filter((row): row is { t: number; value: number } => typeof row.value === 'number');
  if (!data || rows.length < 2) return <p className="hint">{t('device.history')}: {t('device.history.none')}</p>;
  const [low = 0, high = 1] = extent(rows, (row) => row.value) as [number, number];
  const margin = (high - low || Math.abs(high) || 1) * 0.1;
  const x = scaleLinear([data.fromMs, data.toMs], [0, width]);
  const y = scaleLinear([low - margin, high + margin], [height - 2, 2]);
  const last = rows.at(-1);
  const path = line<{ t: number; value: number }>((row) => x(row.t), (row) => y(row.value)).curve(curveStepAfter)([...rows, ...(last ? [{ t: data.toMs, value: last.value }] : [])]);
  return (
    <figure className="sparkline">
      <figcaption>
        {t('device.history')} <span>{low.toFixed(2)} – {high.toFixed(2)}</span>
      </figcaption>
      <svg viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="none" aria-hidden="true">
        <path d={path ?? ''} vectorEffect="non-scaling-stroke" />
      </svg>
    </figure>
  );
}
