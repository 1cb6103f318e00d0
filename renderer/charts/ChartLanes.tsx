/** States, and yes or no, as lanes below each other; what breaks a rule has its priority's colour, what is not known is hatched. */
import { useId } from 'react';
import type { PlotBox } from './ChartAxis.tsx';
import type { Stretch } from './chartView.ts';
import { useWritten, type Drawn } from './drawn.ts';
import { brokenValues } from './limits.ts';
import { spellsOf } from './runs.ts';

/** Letters of a state are drawn where about so many fit, in rem. */
const roomRem = 0.95;
const tallestRem = 3.2;

export function ChartLanes(props: {
  readonly drawn: readonly Drawn[];
  readonly box: PlotBox;
  readonly stretch: Stretch;
  readonly x: (atMs: number) => number;
  readonly rem: number;
}) {
  const written = useWritten();
  const hatch = useId();
  const { drawn, box, stretch, x, rem } = props;
  const rightPx = box.leftPx + box.widthPx;
  const pitchPx = Math.min((tallestRem + 1.4) * rem, box.heightPx / Math.max(1, drawn.length));
  const tallPx = Math.max(6, pitchPx - 1.5 * rem);
  return (
    <>
      <pattern id={hatch} width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <path className="hatch" d="M0 0V8" />
      </pattern>
      {drawn.map(({ series, runs }, i) => {
        const topPx = box.topPx + i * pitchPx;
        const broken = brokenValues(series.rules, series.point.id, series.point.states ?? []);
        return (
          <g key={series.key} className="lane">
            <text className="lane-name" x={box.leftPx} y={topPx + 1 * rem}>
              {written.name(series)}
            </text>
            <rect
              x={box.leftPx}
              y={topPx + 1.3 * rem}
              width={box.widthPx}
              height={tallPx}
              fill={`url(#${hatch})`}
            />
            {spellsOf(runs)
              .filter(({ toMs }) => toMs > stretch.fromMs)
              .map(({ fromMs, toMs, value }) => {
                const left = Math.max(box.leftPx, x(fromMs));
                const width = Math.max(1, Math.min(rightPx, x(toMs)) - left);
                const priority = broken.get(value);
                const text = written.value(series, value);
                return (
                  <g key={fromMs} className={priority ? `broken p${priority}` : `state v${value % 5}`}>
                    <rect x={left} y={topPx + 1.3 * rem} width={width} height={tallPx} />
                    {width > (text.length + 1) * roomRem * rem && tallPx > rem && (
                      <text x={left + 0.5 * rem} y={topPx + 1.3 * rem + tallPx / 2 + 0.35 * rem}>
                        {text}
                      </text>
                    )}
                  </g>
                );
              })}
          </g>
        );
      })}
    </>
  );
}
