/** What people have laid on the axis: the chosen stretch of time with its handles, and bookmarks. */
import { useRef } from 'react';
import { goToBookmark } from '#commands/bookmarks.ts';
import { chooseRange } from '#commands/ranges.ts';
import type { Bookmark } from '#shared/protocol/bookmark.ts';
import { localTime } from '#shared/time/localTime.ts';
import type { TimeRange } from '#state/clock.ts';
import { useChoices, useFacts, useScreen } from '#state/useScreen.tsx';
import { useText } from '#ui/useText.ts';

/** Percent of the strip that an instant lies at. */
type Share = (atMs: number) => number;

export function OnAxis({ share, zone }: { share: Share; zone: string }) {
  const range = useChoices((choices) => choices.range);
  const bookmarks = useFacts((facts) => facts.bookmarks);
  return (
    <>
      {range && <Range range={range} share={share} zone={zone} />}
      <div className="bookmarks">
        {bookmarks.filter(isOnStrip(share)).map((bookmark) => (
          <BookmarkMark key={bookmark.id} bookmark={bookmark} share={share} zone={zone} />
        ))}
      </div>
    </>
  );
}

const isOnStrip = (share: Share) => (one: Bookmark) => share(one.toMs) >= -1 && share(one.fromMs) <= 111;

function Range({ range, share, zone }: { range: TimeRange; share: Share; zone: string }) {
  const left = share(range.fromMs);
  return (
    <div
      className="time-range"
      data-testid="time-range"
      style={{ left: `${left}%`, width: `${share(range.toMs) - left}%` }}
    >
      <Handle end="fromMs" range={range} zone={zone} />
      <Handle end="toMs" range={range} zone={zone} />
    </div>
  );
}

/** Drawn with the pointer, or by arrow keys: a second, with Shift a minute. */
function Handle({ end, range, zone }: { end: keyof TimeRange; range: TimeRange; zone: string }) {
  const { t } = useText();
  const screen = useScreen();
  const grip = useRef<{ readonly xPx: number; readonly msPerPx: number; readonly atMs: number } | null>(null);
  const other = end === 'fromMs' ? range.toMs : range.fromMs;
  const atMs = range[end];
  return (
    <div
      role="slider"
      tabIndex={0}
      className={`range-handle ${end}`}
      aria-label={t(end === 'fromMs' ? 'range.begin' : 'range.end')}
      aria-valuenow={Math.round(atMs / 1000)}
      aria-valuetext={localTime(atMs, zone).clock}
      onPointerDown={(event) => {
        const widthPx = event.currentTarget.parentElement?.getBoundingClientRect().width ?? 1;
        event.stopPropagation();
        event.currentTarget.setPointerCapture(event.pointerId);
        grip.current = {
          xPx: event.clientX,
          msPerPx: (range.toMs - range.fromMs) / Math.max(1, widthPx),
          atMs,
        };
      }}
      onPointerMove={(event) => {
        event.stopPropagation();
        if (!grip.current) return;
        const { xPx, msPerPx, atMs: wasMs } = grip.current;
        chooseRange(screen, wasMs + (event.clientX - xPx) * msPerPx, other);
      }}
      onPointerUp={() => (grip.current = null)}
      onKeyDown={(event) => {
        const direction = event.key === 'ArrowLeft' ? -1 : event.key === 'ArrowRight' ? 1 : 0;
        if (direction === 0) return;
        event.preventDefault();
        event.stopPropagation();
        chooseRange(screen, atMs + direction * (event.shiftKey ? 60_000 : 1000), other);
      }}
    />
  );
}

function BookmarkMark({ bookmark, share, zone }: { bookmark: Bookmark; share: Share; zone: string }) {
  const screen = useScreen();
  const { fromMs, toMs, name, note, kind } = bookmark;
  const left = share(fromMs);
  const words = [localTime(fromMs, zone).clock, name, note].filter(Boolean).join(' ');
  return (
    <button
      className={`mark bookmark ${kind} ${toMs > fromMs ? 'stretch' : ''}`}
      data-testid="bookmark-mark"
      tabIndex={-1}
      style={{ left: `${left}%`, ...(toMs > fromMs ? { width: `${share(toMs) - left}%` } : {}) }}
      title={words}
      aria-label={words}
      onClick={() => goToBookmark(screen, bookmark)}
    />
  );
}
