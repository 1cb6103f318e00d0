/**
 * A history file of which SQLite can make nothing any more, as after a disk that lost its end. It is put beside under another
 * name and never touched again; what can still be read of it, row by row, begins a new one.
 */
import { existsSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import Database, { SqliteError } from 'better-sqlite3';
import { journaled } from './readings.ts';
import { readableRows, type Source } from './readableRows.ts';
import { historySchema, openHistoryFile, openHistoryForReading } from './schema.ts';
import { longestRowMs } from './segments.ts';
import { addToTallies, type Tallies } from './tallies.ts';
import { latestInstantMs } from '#shared/time/instant.ts';

export interface Salvaged {
  /** Name of the damaged file, beside the new one. */
  readonly file: string;
  /** So many were kept of it. */
  readonly readings: number;
}

/** A larger file is not read through at each start, only what a start needs of it. */
const wholeCheckBytes = 128 * 1024 ** 2;
const rowsAtOnce = 500;
type Row = Readonly<Record<string, unknown>>;

/**
 * Before anybody opens the file. The value: which damaged files lie beside it, of this start or of an earlier one, for as long
 * as nobody takes them away.
 */
export function mendHistoryFile(path: string, nowMs: number): Salvaged[] {
  try {
    return mended(path, nowMs);
  } catch {
    // A folder that cannot be written says so to whoever opens the file next.
    return [];
  }
}

function mended(path: string, nowMs: number): Salvaged[] {
  const fresh = `${path}.salvage`;
  if (existsSync(path)) remove(fresh);
  else if (existsSync(fresh)) takePlace(fresh, path, damagedBeside(path).at(-1) ?? null);
  if (existsSync(path) && !isSound(path)) {
    const file = nameAside(path, nowMs);
    fill(fresh, path, file);
    takePlace(fresh, path, file);
  }
  const files = damagedBeside(path);
  return files.length === 0 ? [] : withCounts(path, files);
}

const prefixOf = (path: string): string => `${basename(path, '.db')}-damaged-`;

function nameAside(path: string, nowMs: number): string {
  const at = new Date(nowMs).toISOString().slice(0, 19).replaceAll(/[-:]/g, '');
  for (let nth = 0; ; nth++) {
    const file = `${prefixOf(path)}${at}${nth === 0 ? '' : `-${nth}`}.db`;
    if (!existsSync(join(dirname(path), file))) return file;
  }
}

function damagedBeside(path: string): string[] {
  if (!existsSync(dirname(path))) return [];
  const prefix = prefixOf(path);
  return readdirSync(dirname(path))
    .filter((name) => name.startsWith(prefix) && name.endsWith('.db'))
    .sort();
}

function remove(path: string): void {
  for (const end of ['', '-wal', '-shm', '-journal']) rmSync(path + end, { force: true });
}

/** Cut short at any point, the next start ends it: without a file of its name the new one is whole. */
function takePlace(fresh: string, path: string, file: string | null): void {
  if (file !== null)
    for (const end of ['', '-wal'])
      if (existsSync(path + end)) renameSync(path + end, join(dirname(path), file + end));
  rmSync(`${path}-shm`, { force: true });
  renameSync(fresh, path);
}

function withCounts(path: string, files: readonly string[]): Salvaged[] {
  const db = existsSync(path) ? openHistoryForReading(path) : null;
  try {
    const kept = db?.prepare<[string], number>('SELECT value FROM facts WHERE name = ?').pluck();
    return files.map((file) => ({ file, readings: kept?.get(factOf(file)) ?? 0 }));
  } finally {
    db?.close();
  }
}
const factOf = (file: string): string => `salvaged ${file}`;

/** Only what is wrong with the file itself counts; a disk that fails or is full says so to whoever opens it. */
function isSound(path: string): boolean {
  if (statSync(path).size === 0) return true;
  let db: Database.Database | null = null;
  try {
    db = openHistoryForReading(path);
    const version = Number(db.pragma('user_version', { simple: true }));
    if (version > historySchema) return true;
    if (version < historySchema || statSync(path).size <= wholeCheckBytes)
      return db.pragma('quick_check(1)', { simple: true }) === 'ok';
    readWhatAStartNeeds(db);
    return true;
  } catch (error) {
    return !(error instanceof SqliteError && /^SQLITE_(CORRUPT|NOTADB|ERROR$)/.test(error.code));
  } finally {
    db?.close();
  }
}

function readWhatAStartNeeds(db: Database.Database): void {
  const all = (sql: string, ...params: (string | number)[]) => {
    for (const _row of db.prepare<(string | number)[], unknown>(sql).iterate(...params));
  };
  for (const table of ['journal', 'late', 'facts']) all(`SELECT * FROM ${table}`);
  const compounds = db.prepare<[], string>('SELECT DISTINCT compound FROM tallies').pluck().all();
  const latest = db
    .prepare<[string], number | null>('SELECT max(at_ms) FROM keyframes WHERE compound = ?')
    .pluck();
  for (const compound of compounds) {
    const atMs = latest.get(compound) ?? 0;
    all('SELECT body FROM keyframes WHERE compound = ? AND at_ms = ?', compound, atMs);
    all('SELECT body FROM segments WHERE compound = ? AND from_ms > ?', compound, atMs - longestRowMs);
  }
}

/** In the order of what is missed most, should the disk not hold them all. */
const tables: readonly Source[] = [
  { name: 'facts', columns: ['name', 'value'], order: ['name'], key: null },
  { name: 'journal', columns: ['id', 'compound', 'body'], order: ['id'], key: 'id' },
  {
    name: 'segments',
    columns: ['id', 'compound', 'from_ms', 'to_ms', 'count', 'part', 'thinned', 'size_bytes', 'body'],
    order: ['id'],
    key: 'id',
  },
  { name: 'keyframes', columns: ['compound', 'at_ms', 'points', 'body'], order: ['rowid'], key: 'rowid' },
  {
    name: 'late',
    columns: ['id', 'compound', 'from_ms', 'to_ms', 'since_ms', 'body'],
    order: ['id'],
    key: 'id',
  },
  {
    name: 'words',
    columns: ['compound', 'code', 'word', 'last_ms'],
    order: ['compound', 'code'],
    key: 'code',
  },
  { name: 'tallies', columns: ['compound', 'hour', 'counts'], order: ['compound', 'hour'], key: 'hour' },
];

function fill(fresh: string, path: string, file: string): void {
  const into = openHistoryFile(fresh);
  const from = openDamaged(path);
  try {
    if (from) for (const table of tables) copy(from, into, table);
    tallyAnew(into);
  } catch (error) {
    // A disk without room takes what it can; the damaged file has everything still.
    if (!(error instanceof SqliteError)) throw error;
  }
  from?.close();
  try {
    into.prepare('INSERT OR REPLACE INTO facts VALUES (?, ?)').run(factOf(file), readingsIn(into));
  } catch (error) {
    if (!(error instanceof SqliteError)) throw error;
  }
  into.close();
}

/** Null: not even its list of tables can be read. Where the file is shorter than it says, the pages it has are read. */
function openDamaged(path: string): Database.Database | null {
  const db = new Database(path, { readonly: true });
  try {
    db.unsafeMode(true);
    db.pragma('writable_schema = ON');
    db.prepare('SELECT * FROM sqlite_schema').all();
    return db;
  } catch {
    db.close();
    return null;
  }
}

function copy(from: Database.Database, into: Database.Database, table: Source): void {
  const { name } = table;
  const has = new Set(columnsOf(from, name));
  const columns = table.columns.filter((column) => has.has(column));
  // Keyframes of version 1 mean something else and are made anew.
  if (columns.length === 0 || (name === 'keyframes' && from.pragma('user_version', { simple: true }) === 1))
    return;
  const insert = into.prepare<unknown[]>(
    `INSERT OR IGNORE INTO ${name} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
  );
  const write = into.transaction((rows: readonly Row[]) => {
    for (const row of rows) insert.run(...columns.map((column) => row[column]));
  });
  let waiting: Row[] = [];
  for (const row of readableRows(from, { ...table, columns }, () => compoundsIn(into))) {
    if (isPlausible(row)) waiting.push(row);
    if (waiting.length < rowsAtOnce) continue;
    write(waiting);
    waiting = [];
  }
  write(waiting);
}

const columnsOf = (db: Database.Database, table: string): string[] =>
  db.prepare<[string], string>('SELECT name FROM pragma_table_info(?)').pluck().all(table);

/** A page that lost its meaning gives garbage; what is NULL where nothing may be, the table itself leaves out. */
const isPlausible = (row: Row): boolean =>
  ['from_ms', 'to_ms', 'at_ms'].every((column) => {
    const at = row[column];
    return at === undefined || (typeof at === 'number' && Math.abs(at) <= latestInstantMs);
  });

const compoundsIn = (db: Database.Database): string[] =>
  db.prepare<[], string>('SELECT compound FROM segments UNION SELECT compound FROM journal').pluck().all();

/** Hours whose counts were lost, from what each row says of itself. */
function tallyAnew(db: Database.Database): void {
  const rows = db.prepare<[], { compound: string; from_ms: number; to_ms: number; count: number }>(
    `SELECT compound, from_ms, to_ms, count FROM segments AS s WHERE NOT EXISTS
       (SELECT 1 FROM tallies AS t WHERE t.compound = s.compound AND t.hour = CAST(s.to_ms / 3600000 AS INTEGER))`,
  );
  const byCompound = new Map<string, Tallies>();
  for (const { compound, from_ms: fromMs, to_ms: toMs, count } of rows.iterate()) {
    const tallies = byCompound.get(compound) ?? new Map<number, Uint32Array>();
    byCompound.set(compound, tallies);
    addToTallies(tallies, fromMs, toMs, count, null);
  }
  const insert = db.prepare('INSERT OR IGNORE INTO tallies VALUES (?, ?, ?)');
  db.transaction(() => {
    for (const [compound, tallies] of byCompound)
      for (const [hour, counts] of tallies) insert.run(compound, hour, new Uint8Array(counts.buffer));
  })();
}

function readingsIn(db: Database.Database): number {
  let readings = db.prepare<[], number>('SELECT coalesce(sum(count), 0) FROM segments').pluck().get() ?? 0;
  for (const body of db.prepare<[], Uint8Array>('SELECT body FROM journal').pluck().iterate())
    readings += journaled(body).readings.count;
  return readings;
}
