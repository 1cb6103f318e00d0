/** A chart as the rows of a CSV file: instant in UTC and on the compound's clocks, then what is known of each point. */
import { localTime } from '#shared/time/localTime.ts';
import type { Text } from '#ui/useText.ts';
import type { Drawn } from './drawn.ts';
import type { ChartSeries } from './series.ts';

export function csvRows(
  drawn: readonly Drawn[],
  {
    t,
    zone,
    written,
  }: {
    readonly t: Text;
    readonly zone: string;
    readonly written: {
      name(series: ChartSeries): string;
      value(series: ChartSeries, value: number, withUnit?: boolean): string;
    };
  },
): string[][] {
  const columnsOf = ({ series }: Drawn) => {
    const unit = series.point.unit ? ` (${series.point.unit})` : '';
    const name = written.name(series) + unit;
    return series.isLane
      ? [name, `${name} · ${t('chart.readings')}`]
      : [
          `${name} · ${t('chart.min')}`,
          `${name} · ${t('chart.mean')}`,
          `${name} · ${t('chart.max')}`,
          `${name} · ${t('chart.readings')}`,
        ];
  };
  const widths = drawn.map((one) => columnsOf(one).length);
  const rows = new Map<number, string[]>();
  const columns = widths.reduce((sum, width) => sum + width, 0);
  drawn.forEach(({ series, runs }, at) => {
    const first = widths.slice(0, at).reduce((sum, width) => sum + width, 0);
    for (const { samples } of runs)
      for (const { fromMs, count, min, mean, max, last } of samples) {
        const row = rows.get(fromMs) ?? Array.from({ length: columns }, () => '');
        const cells = series.isLane ? [written.value(series, last), count] : [min, mean, max, count];
        cells.forEach((cell, i) => (row[first + i] = String(cell)));
        rows.set(fromMs, row);
      }
  });
  return [
    ['UTC', `${t('chart.time')} (${zone})`, ...drawn.flatMap(columnsOf)],
    ...[...rows]
      .sort(([a], [b]) => a - b)
      .map(([atMs, cells]) => {
        const { date, clock } = localTime(atMs, zone);
        return [new Date(atMs).toISOString(), `${date} ${clock}`, ...cells];
      }),
  ];
}
