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

const weekdays = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'] as const;
/** Clocks have changed on quarters of an hour only, in every zone since 1973. */
const stepMs = 900_000;
const stepsKept = 10_000;
const offsets = new Map<string, Map<number, number>>();

function readOffsetMs(epochMs: number, timeZone: string): number {
  const parts: Record<string, number> = {};
  for (const { type, value } of formatter(timeZone).formatToParts(epochMs)) parts[type] = Number(value);
  const { year = NaN, month = NaN, day, hour, minute, second } = parts;
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(epochMs / 1000) * 1000;
}

/** What the zone's clocks are ahead of UTC, ms. Kept, because asking the formatter for it takes hundredths of a ms. */
function offsetMs(epochMs: number, timeZone: string): number {
  let known = offsets.get(timeZone);
  if (!known) offsets.set(timeZone, (known = new Map()));
  const step = Math.floor(epochMs / stepMs);
  let found = known.get(step);
  if (found === undefined) {
    if (known.size >= stepsKept) known.clear();
    found = readOffsetMs(epochMs, timeZone);
    known.set(step, found);
  }
  return found;
}

/** `UTC+8`, `UTC−3:30`: how a zone's clocks stand at an instant. */
export function zoneText(epochMs: number, timeZone: string): string {
  const minutes = Math.round(offsetMs(epochMs, timeZone) / 60_000);
  if (minutes === 0) return 'UTC';
  const [whole, rest] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60];
  return `UTC${minutes < 0 ? '−' : '+'}${whole}${rest === 0 ? '' : `:${String(rest).padStart(2, '0')}`}`;
}

export function localTime(epochMs: number, timeZone: string): LocalTime {
  const shown = new Date(epochMs + offsetMs(epochMs, timeZone));
  const text = shown.toISOString();
  const day = shown.getUTCDay();
  return {
    hour: shown.getUTCHours() + shown.getUTCMinutes() / 60 + shown.getUTCSeconds() / 3600,
    weekend: day === 0 || day === 6,
    date: text.slice(0, 10),
    clock: text.slice(11, 19),
    weekday: weekdays[day] ?? '',
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
