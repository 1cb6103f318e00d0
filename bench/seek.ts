/**
 * `npm run bench:seek [-- --days=30 --peer-days=1 --points=20000]`: the state of 20,000 points at random instants of a
 * long history. Fewer points make a year fit into an afternoon; the result says how many there were.
 *
 * Ours is the hub's HistoryStore as it runs, fed by half minutes of virtual time and sealed after each. The peer is
 * SQLite as one would use it: a clustered table (point, ts) WITHOUT ROWID filled in key order, one prepared statement
 * that seeks every point, a 256 MB cache and memory mapping. It holds the last `--peer-days` of the history (its seeks
 * cost the logarithm of the rows, so less is to its favour) and both are asked for instants in those days; every
 * answer of the checked instants must be equal. Cold: a new process opens the file, and opening counts; the operating
 * system's file cache is left as it is, for both. Bytes are the whole files, keyframes and indices included.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readings } from '#shared/twin/packed.ts';
import { createRandom, dayMs, firstMs, inventHistory, seekPoints } from './seekHistory.ts';
import { fillOurs, fillRows, openSide, sides, type SideName } from './seekSides.ts';

/** Of nineteen in twenty seeks; a year may take twice as long as a month. */
const targetOf = (days: number) => ({
  ...(days > 31 ? { warmMs: 50, coldMs: 100 } : { warmMs: 25, coldMs: 50 }),
  bytes: 4,
});
const [warmSeeks, coldSeeks, checked] = [40, 20, 5];

interface Measured {
  readonly updates: number;
  readonly bytes: number;
  readonly warm: readonly number[];
  readonly cold: readonly number[];
}

const flag = (name: string, otherwise: number) =>
  Number(process.argv.find((arg) => arg.startsWith(`--${name}=`))?.slice(name.length + 3) ?? otherwise);
const [mode, file, instant] = process.argv.slice(2);
if (mode === 'cold-ours' || mode === 'cold-rows')
  cold(mode === 'cold-ours' ? 'ours' : 'rows', file ?? '', Number(instant));
else process.exitCode = compare(flag('days', 1), flag('peer-days', 1), flag('points', seekPoints));

function cold(side: SideName, path: string, atMs: number): void {
  const startedMs = performance.now();
  openSide(side, path).stateAt(atMs);
  console.log(performance.now() - startedMs);
}

function compare(days: number, askedPeerDays: number, points: number): number {
  const target = targetOf(days);
  const peerDays = Math.min(days, askedPeerDays);
  const dir = mkdtempSync(join(tmpdir(), 'linli-bench-seek-'));
  try {
    const peerFromMs = firstMs + (days - peerDays) * dayMs;
    const random = createRandom(7);
    const from = peerFromMs + peerDays * dayMs * 0.1;
    const instants = Array.from({ length: warmSeeks }, () =>
      Math.floor(from + random() * peerDays * dayMs * 0.9),
    );
    const filled = {
      ours: fill('ours', dir, { days, points, fromMs: -Infinity }),
      rows: fill('rows', dir, { days, points, fromMs: peerFromMs }),
    };
    const [ours, rows] = sides.map((side) => measure(side, dir, instants, filled[side])) as [
      Measured,
      Measured,
    ];
    const equal = instants.slice(0, checked).every((atMs) => sameState(dir, atMs, points));
    console.log(
      `${points} points, ${days} days, ${ours.updates} updates; rows: last ${peerDays} days, ${rows.updates} updates`,
    );
    console.log(`states at ${checked} instants ${equal ? 'equal' : 'DIFFER'} on both sides`);
    console.table({ 'ours: segments and keyframes': row(ours), 'SQLite rows, index seeks': row(rows) });
    const result = {
      warmMs: at(ours.warm, 0.95),
      coldMs: at(ours.cold, 0.95),
      bytes: round(ours.bytes / ours.updates),
    };
    const pass =
      equal && result.warmMs < target.warmMs && result.coldMs < target.coldMs && result.bytes <= target.bytes;
    const ratio = round(result.warmMs / at(rows.warm, 0.95), 4);
    console.log(`RESULT ${JSON.stringify({ name: 'seek', ratio, ...result, days, points, target, pass })}`);
    return pass ? 0 : 1;
  } finally {
    rmSync(dir, { recursive: true });
  }
}

function fill(
  side: SideName,
  dir: string,
  { days, points, fromMs }: { readonly days: number; readonly points: number; readonly fromMs: number },
): number {
  const startedMs = performance.now();
  const updates = (side === 'ours' ? fillOurs : fillRows)(
    join(dir, side),
    since(inventHistory(days, points), fromMs),
    points,
  );
  console.log(`${side}: ${updates} updates written in ${round((performance.now() - startedMs) / 1000, 1)} s`);
  return updates;
}

function* since(history: Iterable<Readings>, fromMs: number): Generator<Readings> {
  for (const readings of history) if ((readings.timeMs[0] ?? 0) >= fromMs) yield readings;
}

function measure(side: SideName, dir: string, instants: readonly number[], updates: number): Measured {
  const path = join(dir, side);
  const coldMs = instants.slice(0, coldSeeks).map((atMs) =>
    Number(
      execFileSync(process.execPath, [import.meta.filename, `cold-${side}`, path, String(atMs)], {
        encoding: 'utf8',
      }),
    ),
  );
  const opened = openSide(side, path);
  for (const atMs of instants.slice(0, 8)) opened.stateAt(atMs);
  const warm = instants.map((atMs) => {
    const startedMs = performance.now();
    opened.stateAt(atMs);
    return performance.now() - startedMs;
  });
  opened.close();
  return { updates, bytes: statSync(path).size, warm, cold: coldMs };
}

/** Where the peer's history is shorter, a point it has not heard yet is left out. */
function sameState(dir: string, atMs: number, points: number): boolean {
  const [ours, rows] = sides.map((side) => {
    const opened = openSide(side, join(dir, side));
    const { count, index, timeMs, value, quality } = opened.stateAt(atMs);
    opened.close();
    return new Map(
      Array.from({ length: count }, (_, i) => [index[i], `${timeMs[i]} ${value[i]} ${quality[i]}`]),
    );
  });
  return (
    rows !== undefined &&
    rows.size === points &&
    [...rows].every(([point, state]) => ours?.get(point) === state)
  );
}

function at(list: readonly number[], share: number): number {
  const sorted = list.toSorted((a, b) => a - b);
  return round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN);
}

function round(value: number, places = 2): number {
  return Number(value.toFixed(places));
}

function row({ updates, bytes, warm, cold: coldMs }: Measured): Record<string, number> {
  return {
    'warm p50 ms': at(warm, 0.5),
    'warm p95 ms': at(warm, 0.95),
    'cold p50 ms': at(coldMs, 0.5),
    'cold p95 ms': at(coldMs, 0.95),
    'bytes/update': round(bytes / updates),
  };
}
