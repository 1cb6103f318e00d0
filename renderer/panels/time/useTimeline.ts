/** What lies on the strip of the time bar, asked of the hub. */
import { useEffect, useState } from 'react';
import type { Timeline } from '#shared/protocol/socket.ts';
import type { ScreenContext } from '#state/screenContext.ts';

const bins = 240;
const refreshMs = 5000;
/** What was recorded meanwhile is drawn in no finer steps than this. */
const refreshPx = 4;

/** Asks for the strip's contents when it begins elsewhere, when an alarm came, and every few seconds. */
export function useTimeline(
  screen: ScreenContext,
  compound: string | null,
  fromMs: number,
  length: number,
  alarmCount: number,
  msPerPx: number,
): Timeline | null {
  const [timeline, setTimeline] = useState<Timeline | null>(null);
  const [beat, setBeat] = useState(0);
  const everyMs = Math.min(60_000, Math.max(refreshMs, refreshPx * msPerPx));
  useEffect(() => {
    const timer = setInterval(() => setBeat((n) => n + 1), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
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
