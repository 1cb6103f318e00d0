/** A chart in figures, newest first. */
import { localTime } from '#shared/time/localTime.ts';
import { useText } from '#ui/useText.ts';
import { tableRows, type Cell } from './chartTable.ts';
import { dayMs, type Asked } from './chartView.ts';
import { useWritten, type Drawn } from './drawn.ts';

const rowsShown = 120;

export function ChartTable({ drawn, asked, zone }: { drawn: readonly Drawn[]; asked: Asked; zone: string }) {
  const { t } = useText();
  const written = useWritten();
  const rows = tableRows(
    drawn.map(({ runs }) => runs),
    asked,
    rowsShown,
  );
  const parts = ({ series }: Drawn): readonly (keyof Cell)[] =>
    series.isLane ? ['last'] : ['min', 'mean', 'max'];
  const longRows = (asked.toMs - asked.fromMs) / rowsShown >= dayMs;
  const time = (atMs: number) => {
    const { date, clock } = localTime(atMs, zone);
    return longRows ? date : `${date.slice(5)} ${clock}`;
  };
  return (
    <div className="chart-table" tabIndex={0} role="region" aria-label={t('chart.table')}>
      <table>
        <thead>
          <tr>
            <th rowSpan={2}>{t('chart.time')}</th>
            {drawn.map((one) => (
              <th key={one.series.key} colSpan={parts(one).length}>
                {written.name(one.series)}
                {one.series.point.unit && <i> {one.series.point.unit}</i>}
              </th>
            ))}
          </tr>
          <tr>
            {drawn.flatMap((one) =>
              parts(one).map((part) => (
                <th key={`${one.series.key} ${part}`}>
                  {t(part === 'last' ? 'chart.value' : `chart.${part}`)}
                </th>
              )),
            )}
          </tr>
        </thead>
        <tbody>
          {rows.toReversed().map(({ fromMs, cells }) => (
            <tr key={fromMs}>
              <th scope="row">{time(fromMs)}</th>
              {drawn.flatMap((one, i) =>
                parts(one).map((part) => {
                  const cell = cells[i];
                  return (
                    <td key={`${one.series.key} ${part}`}>
                      {cell ? written.value(one.series, cell[part], false) : '—'}
                    </td>
                  );
                }),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
