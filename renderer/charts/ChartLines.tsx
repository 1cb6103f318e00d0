/** Numbers of one unit against one axis, with the bands of the rules that watch the first of them. */
import { scaleLinear } from 'd3';
import { useId, useMemo } from 'react';
import { useText } from '#ui/useText.ts';
import type { PlotBox } from './ChartAxis.tsx';
import type { Stretch } from './chartView.ts';
import type { Drawn } from './drawn.ts';
import { bandsOf, domainOf, limitsOf } from './limits.ts';
import { linePath, rangePath } from './paths.ts';
import { extentOf } from './runs.ts';

export function ChartLines(props: {
  readonly drawn: readonly Drawn[];
  readonly box: PlotBox;
  readonly stretch: Stretch;
  readonly x: (atMs: number) => number;
  readonly rem: number;
}) {
  const { t } = useText();
  const { drawn, box, stretch, x, rem } = props;
  const clip = useId();
  const first = drawn[0]?.series;
  const limits = useMemo(() => (first ? limitsOf(first.rules, first.point.id) : []), [first]);
  const extent = extentOf(
    drawn.map(({ runs }) => runs),
    stretch.fromMs,
  );
  const domain = domainOf(extent, limits);
  const scale = scaleLinear(domain, [box.topPx + box.heightPx, box.topPx]);
  const y = (value: number) => scale(value);
  const count = Math.max(2, Math.floor(box.heightPx / (2.6 * rem)));
  const format = scale.tickFormat(count);
  const rightPx = box.leftPx + box.widthPx;
  return (
    <>
      <clipPath id={clip}>
        <rect x={box.leftPx} y={box.topPx} width={box.widthPx} height={box.heightPx} />
      </clipPath>
      <g className="chart-axis">
        {extent &&
          scale.ticks(count).map((value) => (
            <g key={value}>
              <path d={`M${box.leftPx} ${y(value).toFixed(1)}H${rightPx}`} />
              <text className="value" x={box.leftPx - 0.5 * rem} y={y(value) + 0.35 * rem}>
                {format(value)}
              </text>
            </g>
          ))}
      </g>
      {extent &&
        bandsOf(limits, domain, y).map(({ limit, lineY, topY, heightPx }) => (
          <g key={limit.ruleId} className={`limit p${limit.priority}`}>
            <rect x={box.leftPx} y={topY} width={box.widthPx} height={heightPx} />
            <path d={`M${box.leftPx} ${lineY.toFixed(1)}H${rightPx}`} />
            <text x={rightPx - 0.3 * rem} y={lineY + (limit.side === 'above' ? -0.35 : 1) * rem}>
              P{limit.priority} {t(`chart.${limit.side}`, { limit: limit.limit })}
            </text>
          </g>
        ))}
      <g clipPath={`url(#${clip})`}>
        {drawn.map(({ series, runs }, i) => (
          <g key={series.key} className={`series s${i % 4}`}>
            <path className="range" d={rangePath(runs, { x, y }, series.steps)} />
            <path className="line" d={linePath(runs, { x, y }, series.steps)} />
          </g>
        ))}
      </g>
      {first?.point.unit && extent && (
        <text className="unit" x={box.leftPx + 0.4 * rem} y={box.topPx + 0.9 * rem}>
          {first.point.unit}
        </text>
      )}
    </>
  );
}
