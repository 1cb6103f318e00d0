/** Counts `linli.db` in a thread of its own: a large file takes seconds, and nothing live waits for that. Ends by itself. */
import { statSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import Database from 'better-sqlite3';
import type { MeasuredRecords } from './recordSizes.ts';

const port = parentPort;
if (!port) throw new Error('sizes of records are counted in a worker thread');
const { path } = workerData as { readonly path: string };
const db = new Database(path, { readonly: true });

/** Names come from the file's own schema. */
const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;

function measured(): MeasuredRecords {
  const pageBytes = Number(db.pragma('page_size', { simple: true }));
  const tables = db
    .prepare<[], { name: string; bytes: number }>(
      `SELECT m.tbl_name AS name, sum(s.pgsize) AS bytes FROM dbstat('main', 1) AS s
       JOIN sqlite_schema AS m ON m.name = s.name WHERE m.tbl_name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
       GROUP BY m.tbl_name ORDER BY bytes DESC, name`,
    )
    .all()
    .map(({ name, bytes }) => ({
      name,
      bytes,
      rows:
        db
          .prepare<[], number>(`SELECT count(*) FROM ${quoted(name)}`)
          .pluck()
          .get() ?? 0,
    }));
  const rowsOf = tables.flatMap(({ name: table }) => {
    const hasCompound = db
      .prepare<[string], number>("SELECT count(*) FROM pragma_table_xinfo(?) WHERE name = 'compound'")
      .pluck()
      .get(table);
    if (!hasCompound) return [];
    return db
      .prepare<[], { compound: string; rows: number }>(
        `SELECT compound, count(*) AS rows FROM ${quoted(table)} WHERE compound IS NOT NULL GROUP BY compound`,
      )
      .all()
      .map((row) => ({ ...row, table }));
  });
  return {
    sizes: {
      fileBytes: Number(db.pragma('page_count', { simple: true })) * pageBytes,
      walBytes: statSync(`${path}-wal`, { throwIfNoEntry: false })?.size ?? 0,
      freeBytes: Number(db.pragma('freelist_count', { simple: true })) * pageBytes,
      tables,
    },
    rowsOf,
  };
}

// One transaction: all counts are of the same moment.
port.postMessage(db.transaction(measured)());
db.close();
