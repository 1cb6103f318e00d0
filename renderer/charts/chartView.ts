/**
 * Which stretch of time a chart shows. Without an end of its own it follows the clock: live it moves on, in replay it
 * stops at the playhead. Nothing after the clock's instant is ever shown.
 */
export interface ChartView {
  readonly lengthMs: number;
  /** Null: follows the clock's instant. */
  readonly endMs: number | null;
}

const hourMs = 3_600_000;
export const dayMs = 24 * hourMs;
export const spans = {
  hour: hourMs,
  day: dayMs,
  week: 7 * dayMs,
  month: 30 * dayMs,
  year: 365 * dayMs,
} as const;
export type Span = keyof typeof spans;
export const spanNames = ['hour', 'day', 'week', 'month', 'year'] as const satisfies readonly Span[];

const shortestMs = 60_000;
const longestMs = 10 * 365 * dayMs;

export interface Stretch {
  readonly fromMs: number;
  readonly toMs: number;
}

export function stretchOf({ lengthMs, endMs }: ChartView, instantMs: number): Stretch {
  const toMs = Math.min(endMs ?? instantMs, instantMs);
  return { fromMs: toMs - lengthMs, toMs };
}

/** An end at the instant or after it is none: the chart follows again. */
function ending(lengthMs: number, endMs: number, instantMs: number): ChartView {
  return { lengthMs, endMs: endMs >= instantMs ? null : endMs };
}

/** By a share of what is shown; above zero towards now. */
export function panBy(view: ChartView, share: number, instantMs: number): ChartView {
  const { toMs } = stretchOf(view, instantMs);
  return ending(view.lengthMs, toMs + share * view.lengthMs, instantMs);
}

/** By `factor` round the instant that lies at `anchor`, 0…1 from the left. A following chart keeps its right edge. */
export function zoomBy(view: ChartView, factor: number, anchor: number, instantMs: number): ChartView {
  const lengthMs = Math.min(longestMs, Math.max(shortestMs, view.lengthMs * factor));
  if (view.endMs === null) return { lengthMs, endMs: null };
  const { fromMs } = stretchOf(view, instantMs);
  const anchorMs = fromMs + view.lengthMs * anchor;
  return ending(lengthMs, anchorMs + lengthMs * (1 - anchor), instantMs);
}

/** The span whose length is shown, if it is one of them. */
export function spanOf({ lengthMs }: ChartView): Span | null {
  return spanNames.find((name) => spans[name] === lengthMs) ?? null;
}

/** What is asked of the hub for a stretch: whole steps of a pixel's time, so that a moving clock asks anew only for a new one. */
export interface Asked extends Stretch {
  readonly bins: number;
  readonly stepMs: number;
}

const mostBins = 4000;

export function askedFor({ fromMs, toMs }: Stretch, widthPx: number): Asked {
  const wanted = Math.min(mostBins - 2, Math.max(20, Math.round(widthPx)));
  const stepMs = Math.max(1, Math.ceil((toMs - fromMs) / wanted));
  const from = Math.max(0, Math.floor(fromMs / stepMs) * stepMs);
  const bins = Math.min(mostBins, Math.ceil((toMs - from) / stepMs));
  return { fromMs: from, toMs: from + bins * stepMs, bins, stepMs };
}
