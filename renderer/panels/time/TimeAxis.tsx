/**
 * The axis: drag to scrub with the scene following, wheel to zoom from seconds to years, marks to jump to. What lies
 * on it keeps its place on a strip; time moves the strip as a whole, a pixel at a time.
 */
import { useCallback, useEffect, useMemo, useRef, useState, type RefObject } from 'react';
import { shift } from '#commands/playback.ts';
import { chooseRange } from '#commands/ranges.ts';
import { localTime } from '#shared/time/localTime.ts';
import { recordingOf, zoneOf } from '#state/facts.ts';
import { useInstant } from '#state/useInstant.ts';
import { useFacts, useScreen } from '#state/useScreen.tsx';
import { useText } from '#ui/useText.ts';
import { LaneNames, TimeLanes } from './TimeLanes.tsx';
import { OnAxis } from './OnAxis.tsx';
import { useTimeline } from './useTimeline.ts';
import { keepInside, stripOf, ticksOf, zoomWindow, type TimeWindow } from './timeWindow.ts';

const startLengthMs = 60 * 60_000;
/** No faster than this, however far the axis is zoomed in. */
const fastestStepMs = 200;
const ticksShown = 13;
/** Beside a recording, of its length: so much that its end lies where the axis keeps the playhead. */
const spareOfRecording = 0.04;

export function TimeAxis() {
  const { t } = useText();
  const screen = useScreen();
  const { clock } = screen;
  const zone = useFacts(zoneOf);
  const compoundId = useFacts((facts) => facts.compoundId);
  const alarmCount = useFacts((facts) => facts.alarms.length);
  const live = useFacts((facts) => facts.clock.mode === 'live');
  const loading = useFacts((facts) => facts.replay.loading);
  const axis = useRef<HTMLDivElement>(null);
  const widthPx = useWidth(axis);
  const recording = useFacts(recordingOf);
  const [view, setView] = useState<TimeWindow>(() => {
    const now = clock.hubNowMs();
    if (recording) return wholeOf(recording);
    return { fromMs: now - startLengthMs * 0.94, toMs: now + startLengthMs * 0.06 };
  });
  const [dragging, setDragging] = useState(false);
  /** Where a stretch of time was begun that is being chosen; null: none is. */
  const [rangeFromMs, setRangeFromMs] = useState<number | null>(null);
  const lengthMs = view.toMs - view.fromMs;
  const instant = useInstant(stepMs(lengthMs / widthPx));
  const shown = dragging ? view : keepInside(view, instant);
  const strip = stripOf(shown);
  const timeline = useTimeline(screen, compoundId, strip.fromMs, lengthMs, alarmCount, lengthMs / widthPx);

  const onStrip = useCallback(
    (atMs: number) => ((atMs - strip.fromMs) / lengthMs) * 100,
    [strip.fromMs, lengthMs],
  );
  const share = (atMs: number) => ((atMs - shown.fromMs) / lengthMs) * 100;
  const moved = (percent: number) => ({ transform: `translateX(${percent.toFixed(3)}%)` });
  const instantAt = (clientX: number): number => {
    const box = axis.current?.getBoundingClientRect();
    if (!box) return instant;
    return shown.fromMs + ((clientX - box.left) / box.width) * (shown.toMs - shown.fromMs);
  };

  // React's wheel listener is passive; zooming must keep the page from scrolling.
  useEffect(() => {
    const element = axis.current;
    if (!element) return;
    const zoom = (event: WheelEvent) => {
      event.preventDefault();
      const box = element.getBoundingClientRect();
      const anchor = (event.clientX - box.left) / box.width;
      if (Math.abs(event.deltaX) > Math.abs(event.deltaY)) {
        setView((now) =>
          pan(keepInside(now, clock.instantMs()), (event.deltaX / box.width) * (now.toMs - now.fromMs)),
        );
      } else
        setView((now) =>
          zoomWindow(keepInside(now, clock.instantMs()), Math.exp(event.deltaY * 0.0015), anchor),
        );
    };
    element.addEventListener('wheel', zoom, { passive: false });
    return () => element.removeEventListener('wheel', zoom);
  }, [clock]);

  const ticks = useMemo(
    () =>
      ticksOf(
        { fromMs: strip.fromMs, toMs: strip.toMs },
        ticksShown * ((strip.toMs - strip.fromMs) / lengthMs),
        zone,
      ),
    [strip.fromMs, strip.toMs, lengthMs, zone],
  );
  return (
    <div
      ref={axis}
      className="time-axis"
      onPointerDown={(event) => {
        if (event.button !== 0 || (event.target as HTMLElement).closest('.mark')) return;
        setView(shown);
        setDragging(true);
        event.currentTarget.setPointerCapture(event.pointerId);
        if (event.shiftKey) return setRangeFromMs(instantAt(event.clientX));
        clock.pause();
        clock.seek(instantAt(event.clientX));
      }}
      onPointerMove={(event) => {
        if (!dragging) return;
        if (rangeFromMs === null) clock.seek(instantAt(event.clientX));
        else chooseRange(screen, rangeFromMs, instantAt(event.clientX));
      }}
      onPointerUp={() => {
        setDragging(false);
        setRangeFromMs(null);
      }}
    >
      <div
        className="time-slider"
        data-testid="time-axis"
        role="slider"
        tabIndex={0}
        aria-label={t('time.title')}
        aria-valuemin={Math.round(shown.fromMs / 1000)}
        aria-valuemax={Math.round(shown.toMs / 1000)}
        aria-valuenow={Math.round(instant / 1000)}
        aria-valuetext={localTime(instant, zone).clock}
        onKeyDown={(event) => {
          if (event.key === 'PageUp') shift(screen, -60_000);
          else if (event.key === 'PageDown') shift(screen, 60_000);
          else if (event.key === '+') setView((now) => zoomWindow(now, 0.7, 0.5));
          else if (event.key === '-') setView((now) => zoomWindow(now, 1.4, 0.5));
        }}
      />
      <div className="strip" style={moved(-strip.shiftPercent)}>
        <div className="ticks">
          {ticks.map((tick) => (
            <span key={tick.atMs} style={{ left: `${onStrip(tick.atMs)}%` }}>
              {share(tick.atMs) > 2 && share(tick.atMs) < 98 && tick.label}
            </span>
          ))}
        </div>
        {timeline && <TimeLanes timeline={timeline} share={onStrip} zone={zone} />}
        <OnAxis share={onStrip} zone={zone} />
      </div>
      <LaneNames />
      <div className="strip over" style={moved(share(instant))}>
        <div className={`playhead ${live ? 'live' : 'replay'}`} />
      </div>
      {loading && clock.isWaiting() && (
        <div className="strip over" style={moved(share(clock.wishMs()))}>
          <div className="playhead wish" />
        </div>
      )}
      <div className="strip over" style={moved(Math.max(0, share(live ? instant : clock.lastMs())))}>
        <div className="future" />
      </div>
    </div>
  );
}

/** A recording is seen as a whole when it is opened. */
function wholeOf({ fromMs, toMs }: TimeWindow): TimeWindow {
  const spareMs = (toMs - fromMs) * spareOfRecording;
  return { fromMs: fromMs - spareMs, toMs: toMs + spareMs * 2 };
}

function pan(window: TimeWindow, byMs: number): TimeWindow {
  return { fromMs: window.fromMs + byMs, toMs: window.toMs + byMs };
}

/** A pixel of time, in whole seconds where it is more than one: it then moves with the clock beside it. */
function stepMs(msPerPx: number): number {
  return msPerPx <= 1000 ? Math.max(fastestStepMs, msPerPx) : Math.ceil(msPerPx / 1000) * 1000;
}

/** CSS pixels across; a guess until it is known. */
function useWidth(element: RefObject<HTMLElement | null>): number {
  const [widthPx, setWidthPx] = useState(1000);
  useEffect(() => {
    const { current } = element;
    if (!current) return;
    const observer = new ResizeObserver(() => setWidthPx(Math.max(1, current.clientWidth)));
    observer.observe(current);
    return () => observer.disconnect();
  }, [element]);
  return widthPx;
}
