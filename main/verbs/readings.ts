/**
 * `linli readings`: a file of readings becomes the past of a point. Times are one column, or year, month, day, hour and
 * minute in columns of their own; without a zone in them they are the compound's or the one that is named.
 */
import { existsSync, readFileSync } from 'node:fs';
import { instantOf } from '#shared/time/localTime.ts';
import { parseCsv } from '#shared/units/csv.ts';
import { askingWith, dataDirOf, failed, readArguments, runningHub, wrong, type Verb } from './verb.ts';

const usage =
  'linli readings FILE.csv --compound ID --device SYSTEM/DEVICE --point ID --time COLUMN[,COLUMN…] --value COLUMN [--zone ZONE] [--data-dir DIR] [--token TOKEN]';
const atOnce = 20_000;

export const readingsVerb: Verb = {
  usage,
  async run(args) {
    const texts = ['compound', 'device', 'point', 'time', 'value', 'zone', 'data-dir', 'token'];
    const given = readArguments(args, usage, { texts });
    if (!given) return 2;
    const [file] = given.positionals;
    const { compound, device, point, time, value, zone = 'Asia/Shanghai' } = given.texts;
    if (!file || !compound || !device || !point || !time || !value)
      return wrong('A file, a compound, a device, a point and columns are needed', usage);
    if (!existsSync(file)) return failed(`There is no file ${file}.`);
    const hub = runningHub(dataDirOf(given), given);
    if (!hub) return failed('No hub runs on this data directory.');
    const rows = readRows(readFileSync(file, 'utf8'), time.split(','), value, zone);
    if (typeof rows === 'string') return wrong(rows, usage);
    let taken = 0;
    const leftOut = new Map<string, number>();
    for (let from = 0; from < rows.length; from += atOnce) {
      const response = await fetch(`${hub.url}/api/compounds/${encodeURIComponent(compound)}/readings`, {
        method: 'POST',
        headers: { ...askingWith(hub.token), 'content-type': 'application/json' },
        body: JSON.stringify({ device, point, readings: rows.slice(from, from + atOnce) }),
      });
      const answer = (await response.json()) as {
        ok: boolean;
        taken?: number;
        leftOut?: Record<string, number>;
        error?: { message: string };
      };
      if (!answer.ok) return failed(`${answer.error?.message ?? response.status}.`);
      taken += answer.taken ?? 0;
      for (const [why, count] of Object.entries(answer.leftOut ?? {}))
        leftOut.set(why, (leftOut.get(why) ?? 0) + count);
      process.stderr.write(`\r${Math.min(from + atOnce, rows.length)} of ${rows.length}`);
    }
    const rest = [...leftOut].map(([why, count]) => `, ${count} left out (${why})`).join('');
    process.stderr.write('\n');
    process.stdout.write(`${file}: ${taken} readings of ${device}/${point}${rest}.\n`);
    return 0;
  },
};

type Row = readonly [timeMs: number, value: number | null];

/** The rows, or what is wrong with the file. */
export function readRows(
  text: string,
  timeColumns: readonly string[],
  valueColumn: string,
  zone: string,
): Row[] | string {
  const [head = [], ...lines] = parseCsv(text.replace(/^\ufeff/, ''));
  const at = (name: string) => head.indexOf(name.trim());
  const missing = [...timeColumns, valueColumn].find((name) => at(name) < 0);
  if (missing !== undefined) return `There is no column ${missing}`;
  return lines.flatMap((line): Row[] => {
    const timeMs = timeOf(
      timeColumns.map((name) => line[at(name)] ?? ''),
      zone,
    );
    if (timeMs === null) return [];
    const word = (line[at(valueColumn)] ?? '').trim();
    const value = word === '' ? NaN : Number(word);
    return [[timeMs, Number.isFinite(value) ? value : null]];
  });
}

function timeOf(parts: readonly string[], zone: string): number | null {
  const [first = ''] = parts;
  if (parts.length === 1) {
    if (/^\d{10,}$/.test(first)) return first.length > 11 ? Number(first) : Number(first) * 1000;
    const isZoned = /(Z|[+-]\d\d:?\d\d)$/.test(first);
    if (isZoned) {
      const timeMs = Date.parse(first);
      return Number.isNaN(timeMs) ? null : timeMs;
    }
    const found = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d))?)?/.exec(first);
    return found ? local(found.slice(1), zone) : null;
  }
  return local(parts, zone);
}

/** Year, month, day, hour, minute, second; those that are missing are zero. */
function local(parts: readonly (string | undefined)[], zone: string): number | null {
  const [year = NaN, month = NaN, day = NaN, hour = 0, minute = 0, second = 0] = parts.map((part) =>
    part === undefined || part === '' ? 0 : Number(part),
  );
  const two = (value: number) => String(value).padStart(2, '0');
  const written = `${year}-${two(month)}-${two(day)}T${two(hour)}:${two(minute)}:${two(second)}`;
  return instantOf(written, zone);
}
