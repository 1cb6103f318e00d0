/** Over a chart: its points with their line and their value under the cursor, spans, table and file. */
import { Download, ChartLine, Table2, X } from 'lucide-react';
import { csvText } from '#shared/units/csv.ts';
import { localTime } from '#shared/time/localTime.ts';
import type { ChartedPoint } from '#state/choices.ts';
import { useFacts } from '#state/useScreen.tsx';
import { saveFile } from '#ui/saveFile.ts';
import { useText } from '#ui/useText.ts';
import { csvRows } from './chartCsv.ts';
import { spanNames, spanOf, spans, type Asked, type ChartView, type Stretch } from './chartView.ts';
import { useWritten, type Drawn } from './drawn.ts';
import { limitsOf } from './limits.ts';
import { sampleAt } from './runs.ts';

export function ChartHead(props: {
  readonly drawn: readonly Drawn[];
  readonly view: ChartView;
  readonly readAtMs: number | null;
  readonly stretch: Stretch;
  readonly asked: Asked;
  readonly zone: string;
  readonly asTable: boolean;
  readonly onView: (view: ChartView) => void;
  readonly onTable: (on: boolean) => void;
  readonly onRemove?: ((point: ChartedPoint) => void) | undefined;
  readonly tools?: React.ReactNode;
}) {
  const { t } = useText();
  const { drawn, view, asTable, stretch, zone } = props;
  const written = useWritten();
  const replaying = useFacts(({ clock }) => clock.mode === 'replay');
  const shownSpan = spanOf(view);
  return (
    <header className="chart-head">
      <Legend {...props} />
      <div className="chart-tools">
        <div className="segments" role="group" aria-label={t('chart.span')}>
          {spanNames.map((name) => (
            <button
              key={name}
              aria-pressed={shownSpan === name}
              data-testid={`chart-span-${name}`}
              onClick={() => props.onView({ ...view, lengthMs: spans[name] })}
            >
              {t(`chart.span.${name}`)}
            </button>
          ))}
        </div>
        <button
          className="framed"
          aria-pressed={view.endMs === null}
          onClick={() => props.onView({ ...view, endMs: null })}
        >
          {t(replaying ? 'chart.follow.replay' : 'chart.follow')}
        </button>
        {props.tools}
        <button
          className="icon-button"
          aria-label={t(asTable ? 'chart.plot' : 'chart.table')}
          title={t(asTable ? 'chart.plot' : 'chart.table')}
          data-testid="chart-table"
          onClick={() => props.onTable(!asTable)}
        >
          {asTable ? <ChartLine size="1.1em" /> : <Table2 size="1.1em" />}
        </button>
        <button
          className="icon-button"
          aria-label={t('chart.csv')}
          title={t('chart.csv')}
          data-testid="chart-csv"
          onClick={() => {
            const rows = csvRows(drawn, { t, zone, written });
            const { date, clock } = localTime(stretch.toMs, zone);
            saveFile(`linli-${date}-${clock.slice(0, 5).replace(':', '')}.csv`, 'text/csv', csvText(rows));
          }}
        >
          <Download size="1.1em" />
        </button>
      </div>
    </header>
  );
}

function Legend({
  drawn,
  readAtMs,
  stretch,
  zone,
  onRemove,
}: Pick<Parameters<typeof ChartHead>[0], 'drawn' | 'readAtMs' | 'stretch' | 'zone' | 'onRemove'>) {
  const { t, local } = useText();
  const written = useWritten();
  const at = readAtMs === null ? null : localTime(readAtMs, zone);
  return (
    <div className="chart-legend">
      <ul>
        {drawn.map(({ series, runs }, i) => {
          const sample = sampleAt(runs, readAtMs ?? stretch.toMs);
          const [first, ...others] = limitsOf(series.rules, series.point.id);
          const name = written.name(series);
          return (
            <li key={series.key} className={`series s${i % 4}`} data-testid="chart-series">
              {!series.isLane && (
                <svg viewBox="0 0 24 8" aria-hidden="true">
                  <path d="M0 4H24" />
                </svg>
              )}
              <span>{name}</span>
              <b>
                {sample
                  ? written.value(series, series.steps || series.isLane ? sample.last : sample.mean)
                  : t('chart.unknown')}
              </b>
              {sample && !series.isLane && sample.max > sample.min && (
                <small>
                  {written.value(series, sample.min, false)} – {written.value(series, sample.max, false)}
                </small>
              )}
              {first && (
                <small title={[first, ...others].map((one) => local(one.name)).join(' · ')}>
                  {[first, ...others]
                    .map(({ side, limit, priority }) => `P${priority} ${t(`chart.${side}`, { limit })}`)
                    .join(' · ')}
                </small>
              )}
              {onRemove && drawn.length > 1 && (
                <button
                  className="icon-button"
                  aria-label={t('chart.remove', { name })}
                  onClick={() => onRemove(series.charted)}
                >
                  <X size="0.9em" />
                </button>
              )}
            </li>
          );
        })}
      </ul>
      <output className="chart-time" aria-live="polite" data-testid="chart-readout">
        {at && `${at.date} ${at.clock}`}
      </output>
    </div>
  );
}
