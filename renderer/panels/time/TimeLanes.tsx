/** What the axis shows of the past: alarm density by priority, what was recorded and what was not, marks to jump to. */
import { memo, useMemo } from 'react';
import type { Timeline, TimelineMark } from '#shared/protocol/socket.ts';
import { localTime } from '#shared/time/localTime.ts';
import { useScreen } from '#state/useScreen.tsx';
import { useText } from '#ui/useText.ts';

const marksShown = 300;
/** So many alarms in one bin fill the lane, if no bin has more. */
const fullAt = 4;

/** Where an instant lies on the strip, in percent of the axis' length. */
type Share = (atMs: number) => number;

export const TimeLanes = memo(function TimeLanes({
  timeline,
  share,
  zone,
}: {
  readonly timeline: Timeline;
  readonly share: Share;
  readonly zone: string;
}) {
  return (
    <>
      <AlarmDensity timeline={timeline} share={share} />
      <Bands timeline={timeline} share={share} />
      <Marks marks={timeline.marks} share={share} zone={zone} />
    </>
  );
});

/** They stay where they are while time moves under them. */
export function LaneNames() {
  const { t } = useText();
  return (
    <>
      <span className="lane-name alarms">{t('time.alarms')}</span>
      <span className="lane-name recorded">{t('time.recorded')}</span>
      <span className="lane-name marks-name">{t('time.marks')}</span>
    </>
  );
}

function AlarmDensity({ timeline, share }: { timeline: Timeline; share: Share }) {
  const paths = useMemo(() => densityPaths(timeline.alarms), [timeline]);
  const bins = timeline.alarms[0]?.length ?? 0;
  const left = share(timeline.fromMs);
  return (
    <svg
      className="density"
      viewBox={`0 0 ${bins} 100`}
      preserveAspectRatio="none"
      style={{ left: `${left}%`, width: `${share(timeline.toMs) - left}%` }}
      aria-hidden="true"
    >
      {paths.map((path, row) => (
        <path key={row} className={`p${row + 1}`} d={path} />
      ))}
    </svg>
  );
}

/** One path per priority, stacked with the gravest at the bottom. `alarms` is [4][bins]; heights are of 100. */
export function densityPaths(alarms: Timeline['alarms']): string[] {
  const bins = alarms[0]?.length ?? 0;
  const totals = Array.from({ length: bins }, (_, bin) =>
    alarms.reduce((sum, row) => sum + (row[bin] ?? 0), 0),
  );
  const full = totals.reduce((a, b) => Math.max(a, b), fullAt);
  const tops = totals.map(() => 100);
  return alarms.map((row) =>
    row
      .map((count, bin) => {
        if (count === 0) return '';
        const from = tops[bin] ?? 100;
        const to = from - (count / full) * 100;
        tops[bin] = to;
        return `M${bin + 0.15} ${from}V${to}h0.7V${from}Z`;
      })
      .join(''),
  );
}

function Bands({ timeline, share }: { timeline: Timeline; share: Share }) {
  return (
    <div className="bands">
      {timeline.recorded.map((band) => (
        <span
          key={band.fromMs}
          style={{ left: `${share(band.fromMs)}%`, width: `${share(band.toMs) - share(band.fromMs)}%` }}
        />
      ))}
    </div>
  );
}

function Marks({ marks, share, zone }: { marks: readonly TimelineMark[]; share: Share; zone: string }) {
  const screen = useScreen();
  const { local } = useText();
  const visible = marks.filter((mark) => share(mark.atMs) >= -1 && share(mark.atMs) <= 111);
  // Alarms are drawn last, over everything else, the gravest on top.
  const ordered = [...visible].sort((a, b) => (b.priority ?? 9) - (a.priority ?? 9)).slice(-marksShown);
  return (
    <div className="marks">
      {ordered.map((mark) => (
        <button
          key={`${mark.kind}${mark.ref}`}
          className={`mark ${mark.kind} ${mark.priority ? `p${mark.priority}` : ''}`}
          tabIndex={-1}
          style={{ left: `${share(mark.atMs)}%` }}
          title={`${localTime(mark.atMs, zone).clock} ${local(mark.label)}`}
          aria-label={`${localTime(mark.atMs, zone).clock} ${local(mark.label)}`}
          onClick={() => screen.clock.seek(mark.atMs)}
        />
      ))}
    </div>
  );
}
