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
