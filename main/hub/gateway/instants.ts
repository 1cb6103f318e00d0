/** Instants as callers write them: ISO 8601 with a zone, or milliseconds since 1970. */
import { failure, success, type Result } from '#shared/protocol/result.ts';
import { latestInstantMs } from '#shared/time/instant.ts';

/** No reading is older. A smaller number, other than 0, is one of seconds. */
const earliestNumberMs = Date.UTC(1990, 0, 1);

const notAnInstant = failure('instant');
const seconds = failure('instant-seconds');

/** 0 is the beginning. An ISO text must name its zone. */
export function readInstant(text: string): Result<number> {
  if (/^-?\d+$/.test(text)) {
    const ms = Number(text);
    if (Math.abs(ms) > latestInstantMs) return notAnInstant;
    return ms !== 0 && ms < earliestNumberMs ? seconds : success(ms);
  }
  // A plus sign in a query string arrives as a space.
  const iso = text.replace(/ (\d\d:?\d\d)$/, '+$1');
  if (!/^\d{4}-\d\d-\d\dT.*(Z|[+-]\d\d:?\d\d)$/i.test(iso)) return notAnInstant;
  // Date takes 30 February for 2 March.
  const [, year, month, day] = iso.match(/^(\d{4})-(\d\d)-(\d\d)/) ?? [];
  if (new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate() < Number(day)) return notAnInstant;
  const ms = Date.parse(iso);
  return Number.isNaN(ms) ? notAnInstant : success(ms);
}
