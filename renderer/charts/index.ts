/** Charts over time, for whoever shows a point's past. */
export { TimeChart } from './TimeChart.tsx';
export { comparable, seriesOf, type ChartSeries } from './series.ts';
export { useRules } from './useRules.ts';
export { brokenValues, limitsOf, type Limit } from './limits.ts';
export type { HistoryBin } from './runs.ts';
