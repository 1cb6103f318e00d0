/**
 * Answers to questions, out of the history file alone: what is sealed and what is journaled, seen in one transaction,
 * so that a seal meanwhile neither doubles nor hides a reading. Runs on any connection; writes nothing.
 */
import { statSync } from 'node:fs';
import type { Database } from 'better-sqlite3';
import { failure, success, type Result } from '#shared/protocol/result.ts';
import type { Readings } from '#shared/twin/packed.ts';
import { createJournalReader } from './journal.ts';
import { createBins } from './pointBins.ts';
import type {
  Answered,
  Asked,
  HistoryLimits,
  HistorySizes,
  PointBins,
  Question,
  QuestionKind,
  Span,
} from './questions.ts';
import { applyTo, chooseReadings, columnsToReadings, concatReadings } from './readings.ts';
import { cutName } from './retention.ts';
import { createSegments, longestRowMs, partRanges, type DamagedRow } from './segments.ts';
import { createTallies, sliceMs } from './tallies.ts';
import { inTimeOrder } from './timeOrder.ts';

const chunkMs = 31 * 86_400_000;

export type Reader = ReturnType<typeof createReader>;

/** `check` is called between segments; what it throws ends the question. `onDamaged`: see `createSegments`. */
export function createReader(
  db: Database,
  limits: HistoryLimits,
  check: () => void = () => {},
  onDamaged: ((row: DamagedRow) => void) | null = null,
) {
  const segments = createSegments(db, onDamaged);
  const journal = createJournalReader(db);
  const tallies = createTallies(db);
  const firstMs = db
    .prepare<[string], number | null>('SELECT min(from_ms) FROM segments WHERE compound = ?')
    .pluck();
  const lastFromMs = db
    .prepare<[string], number | null>('SELECT max(from_ms) FROM segments WHERE compound = ?')
    .pluck();
  const lastMs = db
    .prepare<[string, number], number | null>(
      'SELECT max(to_ms) FROM segments WHERE compound = ? AND from_ms >= ?',
    )
    .pluck();
  const cutMs = db.prepare<[string], number>('SELECT value FROM facts WHERE name = ?').pluck();
  const wordOf = db
    .prepare<[string, number], string>('SELECT word FROM words WHERE compound = ? AND code = ?')
    .pluck();
  const compounds = db.prepare<[], string>('SELECT DISTINCT compound FROM tallies ORDER BY compound').pluck();
  const lastPart = db
    .prepare<[string, number, number], number | null>(
      'SELECT max(part) FROM segments WHERE compound = ? AND part >= ? AND part < ?',
    )
    .pluck();

  function drain<T>(steps: Generator<void, T>): T {
    for (;;) {
      check();
      const step = steps.next();
      if (step.done) return step.value;
    }
  }

  function stateAt({ compound, atMs }: Asked['stateAt']): Readings {
    const columns = drain(segments.columnsAt(compound, atMs));
    for (const { readings, fromMs } of journal.of(compound))
      if (fromMs <= atMs) applyTo(columns, readings, -Infinity, atMs);
    return columnsToReadings(columns);
  }

  function window({ compound, fromMs, toMs }: Asked['window']): Result<Readings> {
    const parts: Readings[] = [];
    const inside = (_: number, timeMs: number) => timeMs >= fromMs && timeMs < toMs;
    let count = 0;
    const take = (readings: Readings) => {
      check();
      const found = chooseReadings(readings, inside);
      count += found.count;
      if (found.count > 0) parts.push(found);
      return count <= limits.windowReadings;
    };
    const many = failure('history-too-many', { most: limits.windowReadings });
    for (const { id } of segments.rowsIn(compound, fromMs - 1, toMs))
      if (!take(segments.read(id))) return many;
    for (const one of journal.of(compound))
      if (one.toMs >= fromMs && one.fromMs < toMs && !take(one.readings)) return many;
    return success(inTimeOrder(concatReadings(parts)));
  }

  /** Null where there are more than `most`. */
  function pointReadings(asked: Asked['pointHistory'], most: number): Readings | null {
    const { compound, index, fromMs, toMs } = asked;
    const parts: Readings[] = [];
    const inside = (i: number, timeMs: number) => i === index && timeMs >= fromMs && timeMs < toMs;
    let count = 0;
    for (const row of segments.ofPoint(compound, index, fromMs, toMs)) {
      check();
      const wholly =
        row.count === 0 || ((row.timeMs[0] ?? 0) >= fromMs && (row.timeMs[row.count - 1] ?? 0) < toMs);
      const found = wholly ? row : chooseReadings(row, inside);
      count += found.count;
      if (count > most) return null;
      if (found.count > 0) parts.push(found);
    }
    for (const one of journal.of(compound))
      if (one.toMs >= fromMs && one.fromMs < toMs) parts.push(chooseReadings(one.readings, inside));
    const ordered = inTimeOrder(concatReadings(parts));
    return ordered.count > most ? null : ordered;
  }

  function pointHistory(asked: Asked['pointHistory']): Result<Readings> {
    const most = limits.pointHistoryReadings;
    const found = pointReadings(asked, most);
    return found ? success(found) : failure('history-too-many', { most });
  }

  function pointBins(asked: Asked['pointBins']): PointBins {
    const bins = createBins(asked.fromMs, asked.toMs, asked.bins);
    // Years of a busy point do not fit in memory at once. Nothing lies outside the range.
    const known = range(asked) ?? { fromMs: 0, toMs: -1 };
    const toMs = Math.min(asked.toMs, known.toMs + 1);
    for (let fromMs = Math.max(asked.fromMs, known.fromMs); fromMs < toMs; fromMs += chunkMs) {
      const chunk = { ...asked, fromMs, toMs: Math.min(toMs, fromMs + chunkMs) };
      bins.add(pointReadings(chunk, Infinity) ?? concatReadings([]));
    }
    return bins.result();
  }

  function density({ compound, fromMs, toMs, bins }: Asked['density']): number[] {
    const counts = Array.from({ length: bins }, () => 0);
    const binOf = (timeMs: number) =>
      Math.min(bins - 1, Math.max(0, Math.floor(((timeMs - fromMs) * bins) / (toMs - fromMs))));
    tallies.forEach(compound, fromMs, toMs, (from, count) => {
      const first = binOf(from);
      const last = binOf(from + sliceMs - 1);
      for (let bin = first; bin <= last; bin++) counts[bin] = (counts[bin] ?? 0) + count / (last - first + 1);
    });
    for (const one of journal.of(compound)) {
      if (one.toMs < fromMs || one.fromMs >= toMs) continue;
      for (const timeMs of one.readings.timeMs) {
        const bin = binOf(timeMs);
        if (timeMs >= fromMs && timeMs < toMs) counts[bin] = (counts[bin] ?? 0) + 1;
      }
    }
    return counts.map(Math.round);
  }

  function range({ compound }: Asked['range']): Span | null {
    let fromMs = Math.max(firstMs.get(compound) ?? Infinity, cutMs.get(cutName(compound)) ?? -Infinity);
    const last = lastFromMs.get(compound) ?? null;
    let toMs = last === null ? -Infinity : (lastMs.get(compound, last - longestRowMs) ?? -Infinity);
    for (const one of journal.of(compound)) {
      fromMs = Math.min(fromMs, one.fromMs);
      toMs = Math.max(toMs, one.toMs);
    }
    return fromMs <= toMs ? { fromMs, toMs } : null;
  }

  function sizes(): HistorySizes {
    const number = (sql: string, ...values: string[]) =>
      db
        .prepare<string[], number | null>(sql)
        .pluck()
        .get(...values) ?? 0;
    const pageBytes = Number(db.pragma('page_size', { simple: true }));
    const length = 'CASE size_bytes WHEN 0 THEN length(body) ELSE size_bytes END';
    const rows = db.prepare<[string], { thinned: number; readings: number; bytes: number }>(
      `SELECT thinned, sum(count) AS readings, sum(${length}) AS bytes FROM segments WHERE compound = ? GROUP BY thinned`,
    );
    return {
      fileBytes: Number(db.pragma('page_count', { simple: true })) * pageBytes,
      walBytes: statSync(`${db.name}-wal`, { throwIfNoEntry: false })?.size ?? 0,
      freeBytes: Number(db.pragma('freelist_count', { simple: true })) * pageBytes,
      journalBytes: number('SELECT sum(length(body)) FROM journal'),
      words: number('SELECT count(*) FROM words'),
      compounds: compounds.all().map((compound) => {
        check();
        const found = rows.all(compound);
        const thinned = found.find((row) => row.thinned === 1);
        return {
          compound,
          range: range({ compound }),
          readings: found.reduce((sum, row) => sum + row.readings, 0),
          readingBytes: found.reduce((sum, row) => sum + row.bytes, 0),
          thinnedReadings: thinned?.readings ?? 0,
          thinnedBytes: thinned?.bytes ?? 0,
          keyframes: number('SELECT count(*) FROM keyframes WHERE compound = ?', compound),
          keyframeBytes: number('SELECT sum(length(body)) FROM keyframes WHERE compound = ?', compound),
        };
      }),
    };
  }

  /** One more than the largest index that is merged, or a little more. */
  function reach(compound: string): number {
    return partRanges.reduce((most, { from, below, points }) => {
      const last = lastPart.get(compound, from, below) ?? null;
      return last === null ? most : Math.max(most, (last - from + 1) * points);
    }, 0);
  }

  function words({ compound, codes }: Asked['words']): ReadonlyMap<number, string> {
    const found = new Map<number, string>();
    for (const code of codes) {
      const word = wordOf.get(compound, code);
      if (word !== undefined) found.set(code, word);
    }
    return found;
  }

  function answer(question: Question): Result<Answered[keyof Answered]> {
    switch (question.kind) {
      case 'stateAt':
        return success(stateAt(question));
      case 'window':
        return window(question);
      case 'pointHistory':
        return pointHistory(question);
      case 'pointBins':
        return success(pointBins(question));
      case 'density':
        return success(density(question));
      case 'range':
        return success(range(question));
      case 'words':
        return success(words(question));
      case 'sizes':
        return success(sizes());
      case 'reach':
        return success(compounds.all().map((compound) => ({ compound, points: reach(compound) })));
    }
  }

  const whole = db.transaction(answer);
  return {
    /** The switch above gives each kind what `Answered` says of it. */
    answer: <K extends QuestionKind>(question: Question & { readonly kind: K }) =>
      whole(question) as Result<Answered[K]>,
  };
}
