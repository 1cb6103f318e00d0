/**
 * One page of the journal: the sources merged, newest first, from a cursor on. In one order of all rows (instant, then
 * source, then key) each row has its place, so that no page loses or doubles one, also where many happened in the same
 * millisecond. What one page looks at is bounded, however long the span and however rare what is searched.
 */
import type Database from 'better-sqlite3';
import type { JournalKind, JournalPage, JournalRow } from '#shared/protocol/journal.ts';
import { writeCursor, type Cursor } from './cursor.ts';
import { createNames, type Names } from './names.ts';
import { sourcesOf, type RawRow, type Source } from './sources.ts';

export interface JournalQuestion {
  readonly compound: string;
  readonly fromMs: number;
  readonly toMs: number;
  readonly kinds: readonly JournalKind[];
  /** Blank: everything. */
  readonly search: string;
  readonly limit: number;
  readonly before: Cursor | null;
}

/** Rows looked at for one page. */
const lookedAtMost = 10_000;

interface Head {
  readonly source: Source;
  readonly nth: number;
  readonly rest: IterableIterator<RawRow>;
  row: RawRow | null;
}

export function createJournalReader(
  db: Database.Database,
  lookedAt = lookedAtMost,
): (question: JournalQuestion) => JournalPage {
  const sources = sourcesOf(db);
  const namesOf = createNames(db);

  function begin(question: JournalQuestion): Head[] {
    const { compound, fromMs: from, toMs, kinds, before } = question;
    const [at, lastSource, key] = before && before[0] < toMs ? before : [toMs, sources.length, 0];
    return sources.flatMap((source, nth) => {
      if (!source.kinds.some((kind) => kinds.includes(kind))) return [];
      const together = nth > lastSource ? 1 : nth === lastSource ? 2 : 0;
      const rest = source.rows.iterate({ compound, from, at, together, key });
      return [{ source, nth, rest, row: next(rest) }];
    });
  }

  return (question) => {
    const names = namesOf(question.compound);
    const matches = searching(question.search, names);
    const heads = begin(question);
    const rows: JournalRow[] = [];
    let last: Cursor | null = null;
    try {
      for (let looked = 0; looked < lookedAt && rows.length < question.limit; looked++) {
        const newest = newestOf(heads);
        if (!newest?.row) return { rows, next: null };
        const { row, source, nth } = newest;
        last = [row.atMs, nth, row.key];
        const told = source.tell(row.body, names);
        if (told && question.kinds.includes(told.kind)) {
          const full = { key: `${nth}-${row.key}`, atMs: row.atMs, ...told };
          if (matches(full)) rows.push(full);
        }
        newest.row = next(newest.rest);
      }
      return { rows, next: last && newestOf(heads)?.row ? writeCursor(last) : null };
    } finally {
      // A statement that is still being read cannot be asked again.
      for (const { rest } of heads) rest.return?.();
    }
  };
}

function next(rest: IterableIterator<RawRow>): RawRow | null {
  const step = rest.next();
  return step.done ? null : step.value;
}

/** Heads are in the order of their sources: of the same instant the first comes first. */
function newestOf(heads: readonly Head[]): Head | null {
  let newest: Head | null = null;
  for (const head of heads) if (head.row && head.row.atMs > (newest?.row?.atMs ?? -Infinity)) newest = head;
  return newest;
}

/** All words must be found, in whichever language, in what it says, the note, who did it, the device or the place. */
function searching(search: string, names: Names): (row: JournalRow) => boolean {
  const words = plain(search).split(/\s+/).filter(Boolean);
  if (words.length === 0) return () => true;
  return ({ text, note, by, placeId, deviceKey }) => {
    const place = placeId === null ? null : names.place(placeId);
    const device = deviceKey === null ? null : names.device(deviceKey).name;
    const said = [text, device, place].flatMap((one) => (one ? [one.zh, one.en] : []));
    const whole = plain([...said, note, by ?? '', placeId ?? '', deviceKey ?? ''].join('\n'));
    return words.every((word) => whole.includes(word));
  };
}

function plain(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}
