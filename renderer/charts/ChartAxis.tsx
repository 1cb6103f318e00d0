/** The time under a chart, on the compound's clocks, with the day and the zone it is. */
import { localTime, zoneText } from '#shared/time/localTime.ts';
import type { Stretch } from './chartView.ts';
import { timeTicks } from './timeTicks.ts';

export interface PlotBox {
  readonly leftPx: number;
  readonly topPx: number;
  readonly widthPx: number;
  readonly heightPx: number;
}

export function ChartAxis(props: {
  readonly box: PlotBox;
  readonly stretch: Stretch;
  readonly zone: string;
  readonly x: (atMs: number) => number;
  readonly rem: number;
}) {
  const { box, stretch, zone, x, rem } = props;
  const bottomPx = box.topPx + box.heightPx;
  const ticks = timeTicks(stretch, box.widthPx / (6 * rem), zone);
  const { date } = localTime(stretch.fromMs, zone);
  return (
    <g className="chart-axis">
      <text x={4} y={bottomPx + 1.35 * rem} className="zone">
        {ticks.some(({ label }) => label.includes(':')) ? date.slice(5) : date.slice(0, 4)}{' '}
        {zoneText(stretch.toMs, zone)}
      </text>
      {ticks.map(({ atMs, label, isMajor }) => {
        const px = x(atMs);
        const hasRoom = px > box.leftPx + 5 * rem && px < box.leftPx + box.widthPx - 1.5 * rem;
        return (
          <g key={atMs} className={isMajor ? 'major' : ''}>
            <path d={`M${px.toFixed(1)} ${box.topPx}V${bottomPx + 0.3 * rem}`} />
            {hasRoom && (
              <text x={px} y={bottomPx + 1.35 * rem}>
                {label}
              </text>
            )}
          </g>
        );
      })}
    </g>
  );
}
