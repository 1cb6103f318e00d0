/**
 * Rows of a table whose file is damaged. They are read by their key from both ends of a stretch up to the first that cannot be;
 * what lies between is cut in two and tried again, widest first, so that a lost page costs hardly more than its own rows.
 */
import type { Database } from 'better-sqlite3';

export interface Source {
  readonly name: string;
  readonly columns: readonly string[];
  /** By which rows lie in order. */
  readonly order: readonly string[];
  /** A whole number, unique in the table, or in a compound where `order` begins with that; null: there is none. */
  readonly key: string | null;
}

type Row = Readonly<Record<string, unknown>>;
type Bounds = readonly [lo: number, hi: number];

interface Scan {
  readonly last: number | null;
  readonly isCut: boolean;
}

/** Stretches that begin with a row that cannot be read, of one table. */
const mostTries = 3_000;
/** Where the end of the table is lost: keys behind the last one found, the near ones more closely. */
const [near, doublings] = [256, 10];

/** `compounds`: by which it is read where rows of several lie between two ends. Some rows may come twice. */
export function* readableRows(
  db: Database,
  source: Source,
  compounds: () => readonly string[],
): Generator<Row, void> {
  const { order, key } = source;
  if (order[0] === key) return yield* ofStretches(db, source, null, mostTries);
  const { isCut } = yield* scan(db, source, 'ASC', null, null);
  if (!isCut) return;
  yield* scan(db, source, 'DESC', null, null);
  if (key === null) return;
  const all = compounds();
  for (const compound of all) yield* ofStretches(db, source, compound, mostTries / all.length);
}

function* ofStretches(
  db: Database,
  source: Source,
  compound: string | null,
  most: number,
): Generator<Row, void> {
  const whole = yield* scan(db, source, 'ASC', compound, [0, Number.MAX_SAFE_INTEGER]);
  if (!whole.isCut) return;
  const from = (whole.last ?? -1) + 1;
  const top = topOf(db, source, compound);
  const stretches: Bounds[] =
    top === null
      ? Array.from({ length: doublings }, (_, n) => [
          from + near * (2 ** n - 1),
          from + near * (2 ** (n + 1) - 1) - 1,
        ])
      : [[from, top]];
  for (let tries = 0; tries < most; tries++) {
    const next = stretches.shift();
    if (!next) return;
    const ahead = yield* scan(db, source, 'ASC', compound, next);
    if (!ahead.isCut) continue;
    const lo = ahead.last === null ? next[0] : ahead.last + 1;
    const back = yield* scan(db, source, 'DESC', compound, [lo, next[1]]);
    const hi = back.last === null ? next[1] : back.last - 1;
    if (hi <= lo) continue;
    const middle = Math.floor((lo + hi) / 2);
    stretches.push([lo, middle], [middle + 1, hi]);
  }
}

function* scan(
  db: Database,
  { name, columns, order, key }: Source,
  direction: 'ASC' | 'DESC',
  compound: string | null,
  bounds: Bounds | null,
): Generator<Row, Scan> {
  const wanted = [
    ...(compound === null ? [] : ['compound = ?']),
    ...(bounds === null ? [] : [`${key} >= ? AND ${key} <= ?`]),
  ];
  const where = wanted.length === 0 ? '' : `WHERE ${wanted.join(' AND ')}`;
  const by = order.map((column) => `${column} ${direction}`).join(', ');
  let last: number | null = null;
  try {
    const rows = db.prepare<(string | number)[], Row & { readonly at: number }>(
      `SELECT ${key ?? 0} AS at, ${columns.join(', ')} FROM ${name} ${where} ORDER BY ${by}`,
    );
    for (const row of rows.iterate(...(compound === null ? [] : [compound]), ...(bounds ?? []))) {
      // A page that leads back to where it was read already.
      const leadsOn =
        last === null || bounds === null || (direction === 'ASC' ? row.at > last : row.at < last);
      if (!leadsOn) return { last, isCut: true };
      yield row;
      last = row.at;
    }
    return { last, isCut: false };
  } catch {
    return { last, isCut: true };
  }
}

function topOf(db: Database, { name, key }: Source, compound: string | null): number | null {
  try {
    const where = compound === null ? '' : 'WHERE compound = ?';
    const top = db.prepare<string[], number | null>(`SELECT max(${key}) FROM ${name} ${where}`).pluck();
    return top.get(...(compound === null ? [] : [compound])) ?? null;
  } catch {
    return null;
  }
}
