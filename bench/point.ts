/**
 * `npm run bench:point [-- --days=30 --points=2000]`: one point's long past as 1,000 bins of count, least, most and mean.
 *
 * Ours is the hub's history file as it runs, fed by half minutes of virtual time, sealed, merged and asked on one
 * thread. The peer is SQLite as one would use it: a row for each reading in order of arrival and an index (point, ts),
 * asked with one GROUP BY. The peer's rows are filled fast and asked warm, with a 256 MB cache and memory mapping; ours
 * are asked with the operating system's cache alone. Both must give the same bins.
 */
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { createHistoryStore } from '#hub/history/historyStore.ts';
import { createRandom, dayMs, firstMs, inventHistory } from './seekHistory.ts';

const target = { ms: 100, ratio: 20 };
const bins = 1_000;
const asked = 15;

const flag = (name: string, otherwise: number) =>
  Number(process.argv.find((arg) => arg.startsWith(`--${name}=`))?.slice(name.length + 3) ?? otherwise);
const [days, points] = [flag('days', 30), flag('points', 2_000)];
const toMs = firstMs + days * dayMs;

interface Bin {
  readonly count: number;
  readonly min: number;
  readonly max: number;
  readonly mean: number;
}
type Ask = (index: number) => Bin[];

const dir = mkdtempSync(join(tmpdir(), 'linli-bench-point-'));
try {
  process.exitCode = compare();
} finally {
  rmSync(dir, { recursive: true });
}

function compare(): number {
  const store = createHistoryStore(join(dir, 'ours'));
  const db = new Database(join(dir, 'rows'));
  for (const pragma of [
    'journal_mode = WAL',
    'synchronous = OFF',
    'cache_size = -262144',
    'mmap_size = 4294967296',
  ])
    db.pragma(pragma);
  db.exec('CREATE TABLE rows (point INTEGER, ts INTEGER, value REAL, quality INTEGER)');
  const insert = db.prepare('INSERT INTO rows VALUES (?, ?, ?, ?)');
  let updates = 0;
  db.exec('BEGIN');
  for (const readings of inventHistory(days, points)) {
    store.append('bench', readings);
    store.seal();
    for (let i = 0; i < readings.count; i++)
      insert.run(readings.index[i], readings.timeMs[i], readings.value[i], readings.quality[i]);
    updates += readings.count;
  }
  db.exec('COMMIT');
  db.exec('CREATE INDEX by_point ON rows (point, ts)');
  db.pragma('wal_checkpoint(TRUNCATE)');
  const grouped = db.prepare<[number, number, number, number, number], Bin & { bin: number }>(
    `SELECT CAST((ts - ?) / ? AS INTEGER) AS bin, count(*) AS count, min(value) AS min, max(value) AS max,
       avg(value) AS mean FROM rows WHERE point = ? AND ts >= ? AND ts < ? GROUP BY bin`,
  );
  const ours: Ask = (index) => {
    const found = store.ask({ kind: 'pointBins', compound: 'bench', index, fromMs: firstMs, toMs, bins });
    if (!found.ok) throw new Error(JSON.stringify(found.error));
    const { count, min, max, mean } = found.value;
    return Array.from(count, (many, i) => ({
      count: many,
      min: min[i] ?? NaN,
      max: max[i] ?? NaN,
      mean: mean[i] ?? NaN,
    }));
  };
  const rows: Ask = (index) => {
    const list = Array.from({ length: bins }, () => ({ count: 0, min: NaN, max: NaN, mean: NaN }));
    for (const { bin, ...found } of grouped.iterate(firstMs, (toMs - firstMs) / bins, index, firstMs, toMs))
      list[bin] = found;
    return list;
  };
  const random = createRandom(5);
  const chosen = Array.from({ length: asked }, () => Math.floor(random() * points));
  const equal = chosen.every((index) => same(ours(index), rows(index)));
  const [oursMs, rowsMs] = [ours, rows].map((ask) => median(chosen.map((index) => timed(() => ask(index)))));
  const bytes = (name: string) => statSync(join(dir, name)).size;
  store.close();
  db.close();
  console.log(
    `${points} points, ${days} days, ${updates} updates; one point → ${bins} bins, ${asked} points asked`,
  );
  console.log(`bins ${equal ? 'equal' : 'DIFFER'} on both sides`);
  console.table({
    'ours: parts of neighbouring points': {
      'median ms': oursMs,
      'bytes/update': round(bytes('ours') / updates),
    },
    'SQLite rows and index': { 'median ms': rowsMs, 'bytes/update': round(bytes('rows') / updates) },
  });
  const ratio = round((rowsMs ?? NaN) / (oursMs ?? NaN));
  const pass = equal && (oursMs ?? Infinity) <= target.ms && ratio >= target.ratio;
  console.log(`RESULT ${JSON.stringify({ name: 'point', ratio, ms: oursMs, days, target, pass })}`);
  return pass ? 0 : 1;
}

function same(a: readonly Bin[], b: readonly Bin[]): boolean {
  const close = (x: number, y: number) => Object.is(x, y) || Math.abs(x - y) <= 1e-9 * Math.abs(x);
  return a.every((bin, i) => {
    const other = b[i];
    return (
      other &&
      bin.count === other.count &&
      Object.is(bin.min, other.min) &&
      Object.is(bin.max, other.max) &&
      close(bin.mean, other.mean)
    );
  });
}

function timed(act: () => unknown): number {
  const startedMs = performance.now();
  act();
  return performance.now() - startedMs;
}

function median(list: readonly number[]): number {
  return round(list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)] ?? NaN);
}

function round(value: number): number {
  return Number(value.toFixed(2));
}
