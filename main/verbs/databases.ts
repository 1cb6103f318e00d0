/** The hub's two databases seen from outside: copied while it writes, looked over, counted. */
import { existsSync } from 'node:fs';
import Database from 'better-sqlite3';

export const databaseNames = ['history.db', 'linli.db'] as const;

export interface LookedOver {
  readonly schema: number;
  /** `ok`, or SQLite's first complaint. */
  readonly verdict: string;
  readonly rows: Readonly<Record<string, number>>;
}

/** In one read transaction: a writer goes on beside it, and what it writes meanwhile is not in the copy. */
export async function copyDatabase(from: string, to: string): Promise<void> {
  const db = new Database(from, { readonly: true, timeout: 5000 });
  try {
    // All pages in one step; in small ones a busy hub would make the copy begin anew for ever.
    await db.backup(to, { progress: () => 0x7fffffff });
  } finally {
    db.close();
  }
  // One file, without the logs that would lie beside it.
  const copy = new Database(to);
  copy.pragma('journal_mode = DELETE');
  copy.close();
}

export function lookOver(path: string): LookedOver {
  const db = new Database(path, { readonly: true, timeout: 5000 });
  try {
    const verdict = String(db.pragma('quick_check(1)', { simple: true }))
      .replaceAll(/\s+/g, ' ')
      .slice(0, 200);
    const tables = db
      .prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
      .pluck()
      .all();
    const count = (table: string) =>
      db.prepare<[], number>(`SELECT count(*) FROM "${table}"`).pluck().get() ?? 0;
    return {
      schema: Number(db.pragma('user_version', { simple: true })),
      verdict,
      rows: verdict === 'ok' ? Object.fromEntries(tables.map((table) => [table, count(table)])) : {},
    };
  } catch (error) {
    return { schema: 0, verdict: error instanceof Error ? error.message : String(error), rows: {} };
  } finally {
    db.close();
  }
}

/** Compounds whose history knows more points than `linli.db` has numbered: its readings would belong to nobody. */
export function unnamedPoints(history: string, records: string): string[] {
  if (!existsSync(history) || !existsSync(records)) return [];
  const [past, named] = [history, records].map(
    (path) => new Database(path, { readonly: true, timeout: 5000 }),
  );
  try {
    const known = new Map(
      named
        ?.prepare<[], { compound: string; points: number }>(
          'SELECT compound, max(idx) + 1 AS points FROM points GROUP BY compound',
        )
        .all()
        .map(({ compound, points }) => [compound, points]),
    );
    return (
      past
        ?.prepare<[], { compound: string; points: number }>(
          'SELECT compound, max(points) AS points FROM keyframes GROUP BY compound',
        )
        .all()
        .filter(({ compound, points }) => points > (known.get(compound) ?? 0))
        .map(({ compound }) => compound) ?? []
    );
  } finally {
    past?.close();
    named?.close();
  }
}
