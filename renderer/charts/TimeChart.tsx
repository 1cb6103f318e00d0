/**
 * Points over time: pictures and the same in figures. Which stretch is shown is the chart's own; where it ends without
 * a wish is the clock's instant, so that it follows live and stops at the playhead.
 */
import { useMemo, useRef, useState } from 'react';
import { zoneOf } from '#state/facts.ts';
import type { ChartedPoint } from '#state/choices.ts';
import { useInstant } from '#state/useInstant.ts';
import { useFacts, useScreen } from '#state/useScreen.tsx';
import { useText } from '#ui/useText.ts';
import { ChartFault, ChartLoading } from './ChartStates.tsx';
import { ChartHead } from './ChartHead.tsx';
import { ChartPlot } from './ChartPlot.tsx';
import { ChartTable } from './ChartTable.tsx';
import { askedFor, spans, stretchOf, type ChartView, type Span } from './chartView.ts';
import { runsOf } from './runs.ts';
import { heldBy, seriesOf } from './series.ts';
import { useHistories } from './useHistories.ts';
import { useRules } from './useRules.ts';
import { useSize } from './useSize.ts';
import './chart.css';

/** The clock's instant is followed in steps of a pixel, but not in finer ones. */
const leastStepMs = 2000;
/** Readings further apart than so many intervals have a gap between them. */
const intervalsToGap = 3;

export function TimeChart(props: {
  readonly points: readonly ChartedPoint[];
  readonly span?: Span;
  /** Without it, points cannot be taken away. */
  readonly onRemove?: (point: ChartedPoint) => void;
  /** Buttons of whoever shows the chart. */
  readonly tools?: React.ReactNode;
}) {
  const { t } = useText();
  const devices = useFacts((facts) => facts.devices);
  const zone = useFacts(zoneOf);
  const { facts } = useScreen();
  const historyFromMs = useFacts((facts) => facts.historyFromMs);
  const rules = useRules();
  const series = useMemo(
    () => props.points.flatMap((point) => seriesOf(point, devices, rules) ?? []),
    [props.points, devices, rules],
  );
  const [view, setView] = useState<ChartView>({ lengthMs: spans[props.span ?? 'day'], endMs: null });
  const [asTable, setAsTable] = useState(false);
  const [readAtMs, setReadAtMs] = useState<number | null>(null);
  const place = useRef<HTMLDivElement>(null);
  const { widthPx, heightPx } = useSize(place);
  const stepMs = Math.max(leastStepMs, Math.ceil(view.lengthMs / widthPx));
  const instant = useInstant(stepMs);
  const stretch = stretchOf(view, instant);
  const asked = askedFor(stretch, widthPx);
  const histories = useHistories(series, asked);
  const drawn = useMemo(
    () =>
      series.map((one) => {
        const history = histories.of.get(one.key);
        if (!history) return { series: one, runs: [] };
        const { bins, before } = history;
        const gapMs = one.steps
          ? null
          : Math.max(intervalsToGap * one.record.intervalS * 1000, 2.5 * history.asked.stepMs);
        // Looked at once for each step, not with every reading.
        const known = heldBy(one, facts.getState().shown.columns, instant);
        const options = { kind: one.point, gapMs, before, untilMs: stretch.toMs, known };
        return { series: one, runs: runsOf(bins, options) };
      }),
    [series, histories.of, stretch.toMs, facts, instant],
  );
  if (props.points.length > 0 && series.length === 0) return <p className="empty">{t('chart.gone')}</p>;
  const isEmpty = !histories.isWaiting && !histories.fault && drawn.every(({ runs }) => runs.length === 0);
  return (
    <section
      className="time-chart"
      aria-label={t('chart.title')}
      data-testid="chart"
      aria-busy={histories.isWaiting}
    >
      <ChartHead
        drawn={drawn}
        view={view}
        readAtMs={readAtMs}
        stretch={stretch}
        asked={asked}
        zone={zone}
        asTable={asTable}
        onView={setView}
        onTable={setAsTable}
        onRemove={props.onRemove}
        tools={props.tools}
      />
      <div className="chart-place" ref={place}>
        {asTable ? (
          <ChartTable drawn={drawn} asked={asked} zone={zone} />
        ) : (
          <ChartPlot
            drawn={drawn}
            view={view}
            instant={instant}
            stretch={stretch}
            zone={zone}
            earliestMs={historyFromMs}
            widthPx={widthPx}
            heightPx={heightPx}
            readAtMs={readAtMs}
            onView={setView}
            onRead={setReadAtMs}
          />
        )}
        {histories.isWaiting && <ChartLoading />}
        {histories.fault && <ChartFault fault={histories.fault} onAgain={histories.again} />}
        {isEmpty && !asTable && <p className="chart-note">{t('chart.empty')}</p>}
      </div>
    </section>
  );
}
