/** A point with its past, as the parts of a chart hand it to each other. */
import { useMemo } from 'react';
import { useText } from '#ui/useText.ts';
import type { Run } from './runs.ts';
import { valueText, type ChartSeries } from './series.ts';

export interface Drawn {
  readonly series: ChartSeries;
  readonly runs: readonly Run[];
}

/** Writes values and names in the screen's language. */
export function useWritten() {
  const { t, local } = useText();
  return useMemo(() => {
    const words = { yesNo: [t('value.false'), t('value.true')] as const, local };
    return {
      value: ({ point }: ChartSeries, value: number, withUnit = true) =>
        valueText(point, value, words, withUnit),
      name: ({ record, point }: ChartSeries) => `${local(record.name)} · ${local(point.name)}`,
    };
  }, [t, local]);
}
