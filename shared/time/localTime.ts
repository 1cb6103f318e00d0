/** Wall-clock parts in a named zone, with the formatter cached: Intl objects are dear to make. */
const formatters = new Map<string, Intl.DateTimeFormat>();

function formatter(timeZone: string): Intl.DateTimeFormat {
  let found = formatters.get(timeZone);
  if (!found) {
    found = new Intl.DateTimeFormat('en-GB', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
      weekday: 'short',
    });
    formatters.set(timeZone, found);
  }
  return found;
}

export interface LocalTime {
  /** 0 ≤ hour < 24, with fraction. */
  readonly hour: number;
  readonly weekend: boolean;
  /** YYYY-MM-DD */
  readonly date: string;
  /** HH:MM:SS */
  readonly clock: string;
  readonly weekday: string;
}

export function localTime(epochMs: number, timeZone: string): LocalTime {
  const parts: Record<string, string> = {};
  for (const part of formatter(timeZone).formatToParts(epochMs)) parts[part.type] = part.value;
  const hour = Number(parts['hour']);
  const minute = Number(parts['minute']);
  const second = Number(parts['second']);
  const weekday = parts['weekday'] ?? '';
  return {
    hour: hour + minute / 60 + second / 3600,
    weekend: weekday === 'Sat' || weekday === 'Sun',
    date: `${parts['year']}-${parts['month']}-${parts['day']}`,
    clock: `${parts['hour']}:${parts['minute']}:${parts['second']}`,
    weekday,
  };
}

/**
 * Instant, ms since epoch, of `YYYY-MM-DDTHH:MM[:SS]` on the clocks of a zone; null for what is no time. An hour that a
 * clock change leaves out is taken as the one after it.
 */
export function instantOf(local: string, timeZone: string): number | null {
  const asUtc = Date.parse(`${local}Z`);
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?$/.test(local) || Number.isNaN(asUtc)) return null;
  const shownAt = (epochMs: number) => {
    const { date, clock } = localTime(epochMs, timeZone);
    return Date.parse(`${date}T${clock}Z`);
  };
  // The zone's offset at about that time, and once more where the guess crossed a change.
  const guess = asUtc - (shownAt(asUtc) - asUtc);
  return guess - (shownAt(guess) - asUtc);
}
