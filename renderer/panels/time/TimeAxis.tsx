/** The axis: drag to scrub with the scene following, wheel to zoom from seconds to years, marks to jump to. */
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { Timeline } from '#shared/protocol/socket.ts';
import { localTime } from '#shared/time/localTime.ts';
import { useInstant } from '#state/useInstant.ts';
import { zoneOf } from '#state/facts.ts';
import type { ScreenContext } from '#state/screenContext.ts';
import { useFacts, useScreen } from '#state/useScreen.tsx';
import { useText } from '#ui/useText.ts';
import { shift } from '#commands/playback.ts';
import { TimeLanes } from './TimeLanes.tsx';
import { keepInside, ticksOf, zoomWindow, type TimeWindow } from './timeWindow.ts';

const bins = 240;
const refreshMs = 5000;
const startLengthMs = 60 * 60_000;

export function TimeAxis() {
  const screen = useScreen();
  const { t } = useText();
  const zone = useFacts(zoneOf);
  const compoundId = useFacts((facts) => facts.compoundId);
  const alarmCount = useFacts((facts) => facts.alarms.length);
  const live = useFacts((facts) => facts.clock.mode === 'live');
  const instant = useInstant(200);
  const axis = useRef<HTMLDivElement>(null);
  const [view, setView] = useState<TimeWindow>(() => {
    const now = screen.clock.hubNowMs();
    return { fromMs: now - startLengthMs * 0.94, toMs: now + startLengthMs * 0.06 };
  });
  const [dragging, setDragging] = useState(false);
  const shown = dragging ? view : keepInside(view, instant);
  const timeline = useTimeline(screen, compoundId, shown, alarmCount);

  const share = useCallback(
    (atMs: number) => ((atMs - shown.fromMs) / (shown.toMs - shown.fromMs)) * 100,
    [shown],
  );
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
          pan(
            keepInside(now, screen.clock.instantMs()),
            (event.deltaX / box.width) * (now.toMs - now.fromMs),
          ),
        );
      } else
        setView((now) =>
          zoomWindow(keepInside(now, screen.clock.instantMs()), Math.exp(event.deltaY * 0.0015), anchor),
        );
    };
    element.addEventListener('wheel', zoom, { passive: false });
    return () => element.removeEventListener('wheel', zoom);
  }, [screen.clock]);

  const ticks = useMemo(() => ticksOf(shown, 13, zone), [shown, zone]);
  return (
    <div
      ref={axis}
      className="time-axis"
      data-testid="time-axis"
      role="slider"
      tabIndex={0}
      aria-label={t('time.instant', { time: localTime(instant, zone).clock })}
      aria-valuemin={Math.round(shown.fromMs / 1000)}
      aria-valuemax={Math.round(shown.toMs / 1000)}
      aria-valuenow={Math.round(instant / 1000)}
      aria-valuetext={localTime(instant, zone).clock}
      onPointerDown={(event) => {
        if (event.button !== 0 || (event.target as HTMLElement).closest('.mark')) return;
        setView(shown);
        setDragging(true);
        event.currentTarget.setPointerCapture(event.pointerId);
        screen.clock.pause();
        screen.clock.seek(instantAt(event.clientX));
      }}
      onPointerMove={(event) => dragging && screen.clock.seek(instantAt(event.clientX))}
      onPointerUp={() => setDragging(false)}
      onKeyDown={(event) => {
        if (event.key === 'PageUp') shift(screen, -60_000);
        else if (event.key === 'PageDown') shift(screen, 60_000);
        else if (event.key === '+') setView((now) => zoomWindow(now, 0.7, 0.5));
        else if (event.key === '-') setView((now) => zoomWindow(now, 1.4, 0.5));
      }}
    >
      <div className="ticks">
        {ticks.map((tick) => (
          <span key={tick.atMs} style={{ left: `${share(tick.atMs)}%` }}>
            {share(tick.atMs) > 2 && share(tick.atMs) < 98 && tick.label}
          </span>
        ))}
      </div>
      {timeline && <TimeLanes timeline={timeline} share={share} zone={zone} />}
      <div className={`playhead ${live ? 'live' : 'replay'}`} style={{ left: `${share(instant)}%` }} />
      <div className="future" style={{ left: `${Math.max(0, share(screen.clock.hubNowMs()))}%` }} />
    </div>
  );
}

function pan(window: TimeWindow, byMs: number): TimeWindow {
  return { fromMs: window.fromMs + byMs, toMs: window.toMs + byMs };
}

/** Asks for the window's contents when it has moved by a tenth, when an alarm came, and every few seconds. */
function useTimeline(
  screen: ScreenContext,
  compound: string | null,
  window: TimeWindow,
  alarmCount: number,
): Timeline | null {
  const [timeline, setTimeline] = useState<Timeline | null>(null);
  const length = window.toMs - window.fromMs;
  const quantum = length / 10;
  const fromMs = Math.floor(window.fromMs / quantum) * quantum;
  const [beat, setBeat] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => setBeat((n) => n + 1), refreshMs);
    return () => clearInterval(timer);
  }, []);
  useEffect(() => {
    if (compound === null) return;
    let stale = false;
    void askTimeline(screen, compound, fromMs, length, `${alarmCount} ${beat}`).then((answer) => {
      if (!stale && answer.ok) setTimeline(answer.value);
    });
    return () => {
      stale = true;
    };
  }, [screen, compound, fromMs, length, alarmCount, beat]);
  return timeline;
}

/** `_why` says what happened since the same stretch was asked for last. */
function askTimeline({ hub }: ScreenContext, compound: string, fromMs: number, length: number, _why: string) {
  return hub.ask('timeline', {
    compound,
    fromMs: Math.max(0, fromMs),
    toMs: fromMs + length * 1.2,
    bins,
  });
}
