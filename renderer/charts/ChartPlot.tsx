/** The picture of a chart: drag and wheel move and zoom it, keys do the same, the pointer reads it. */
import { useEffect, useRef } from 'react';
import { localTime } from '#shared/time/localTime.ts';
import { useRem } from '#ui/useRem.ts';
import { useText } from '#ui/useText.ts';
import { ChartAxis } from './ChartAxis.tsx';
import { ChartLanes } from './ChartLanes.tsx';
import { ChartLines } from './ChartLines.tsx';
import { panBy, zoomBy, type ChartView, type Stretch } from './chartView.ts';
import { useWritten, type Drawn } from './drawn.ts';
import { keyed } from './plotKeys.ts';

export function ChartPlot(props: {
  readonly drawn: readonly Drawn[];
  readonly view: ChartView;
  readonly instant: number;
  readonly stretch: Stretch;
  readonly zone: string;
  readonly earliestMs: number | null;
  readonly widthPx: number;
  readonly heightPx: number;
  readonly readAtMs: number | null;
  readonly onView: (view: ChartView) => void;
  readonly onRead: (atMs: number | null) => void;
}) {
  const { t } = useText();
  const written = useWritten();
  const rem = useRem();
  const { drawn, view, instant, stretch, zone, widthPx, heightPx, readAtMs, onView, onRead } = props;
  const place = useRef<HTMLDivElement>(null);
  const held = useRef<{ readonly xPx: number; readonly view: ChartView } | null>(null);
  const isLanes = drawn.every(({ series }) => series.isLane);
  const box = {
    leftPx: (isLanes ? 0.6 : 4) * rem,
    topPx: 0.6 * rem,
    widthPx: Math.max(10, widthPx - (isLanes ? 1.2 : 4.6) * rem),
    heightPx: Math.max(10, heightPx - 2.4 * rem),
  };
  const lengthMs = stretch.toMs - stretch.fromMs;
  const x = (atMs: number) => box.leftPx + ((atMs - stretch.fromMs) / lengthMs) * box.widthPx;
  const shareAt = (clientX: number) => {
    const left = place.current?.getBoundingClientRect().left ?? 0;
    return (clientX - left - box.leftPx) / box.widthPx;
  };
  // React listens to wheels passively; zooming must keep what lies around from scrolling.
  useEffect(() => {
    const element = place.current;
    const turn = (event: WheelEvent) => {
      event.preventDefault();
      const anchor = Math.min(1, Math.max(0, shareAt(event.clientX)));
      onView(
        Math.abs(event.deltaX) > Math.abs(event.deltaY)
          ? panBy(view, event.deltaX / box.widthPx, instant)
          : zoomBy(view, Math.exp(event.deltaY * 0.0015), anchor, instant),
      );
    };
    element?.addEventListener('wheel', turn, { passive: false });
    return () => element?.removeEventListener('wheel', turn);
  });
  const at = (atMs: number) => {
    const { date, clock } = localTime(atMs, zone);
    return `${date} ${clock.slice(0, 5)}`;
  };
  const names = drawn.map(({ series }) => written.name(series)).join(', ');
  return (
    <div
      ref={place}
      className="chart-plot"
      data-testid="chart-plot"
      role="group"
      tabIndex={0}
      aria-label={t('chart.picture', { names, from: at(stretch.fromMs), to: at(stretch.toMs) })}
      aria-description={t('chart.keys')}
      data-from={Math.round(stretch.fromMs)}
      data-to={Math.round(stretch.toMs)}
      onKeyDown={(event) => {
        const done = keyed(event, { view, stretch, instant, readAtMs, earliestMs: props.earliestMs });
        if (!done) return;
        event.preventDefault();
        if (done.view) onView(done.view);
        if (done.readAtMs !== undefined) onRead(done.readAtMs);
      }}
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        held.current = { xPx: event.clientX, view: { ...view, endMs: stretch.toMs } };
        event.currentTarget.setPointerCapture(event.pointerId);
      }}
      onPointerMove={(event) => {
        if (held.current)
          onView(panBy(held.current.view, (held.current.xPx - event.clientX) / box.widthPx, instant));
        const share = shareAt(event.clientX);
        onRead(share >= 0 && share <= 1 ? stretch.fromMs + share * lengthMs : null);
      }}
      onPointerUp={() => (held.current = null)}
      onPointerCancel={() => (held.current = null)}
      onPointerLeave={() => onRead(null)}
    >
      <svg width={widthPx} height={heightPx} aria-hidden="true">
        <ChartAxis box={box} stretch={stretch} zone={zone} x={x} rem={rem} />
        {isLanes ? (
          <ChartLanes drawn={drawn} box={box} stretch={stretch} x={x} rem={rem} />
        ) : (
          <ChartLines drawn={drawn} box={box} stretch={stretch} x={x} rem={rem} />
        )}
        {readAtMs !== null && readAtMs >= stretch.fromMs && readAtMs <= stretch.toMs && (
          <path className="cursor" d={`M${x(readAtMs).toFixed(1)} ${box.topPx}v${box.heightPx}`} />
        )}
      </svg>
    </div>
  );
}
