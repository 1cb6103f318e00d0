/**
 * The rows of the history file that hold readings, for reading: which rows a time or a point needs, and the state at
 * an instant out of a keyframe, the late readings it still lacks and the segments since. Writer and readers share it;
 * generators, so that whoever runs one may stop between two segments.
 */
import type { Database } from 'better-sqlite3';
import { TwinColumns } from '#shared/twin/columns.ts';
import type { Readings } from '#shared/twin/packed.ts';
import { applyLate, applyTo, concatReadings } from './readings.ts';
import { decodePoint, decodeSegment } from './segmentCodec.ts';

/**
 * A part is 2^exponent points of neighbouring indices; few points make narrow parts, so that one of them is read with
 * few others, many make wide ones, so that all together are not too many rows.
 */
export const mostParts = 64;
const mostExponent = 16;
const exponents = Array.from({ length: mostExponent + 1 }, (_, exponent) => exponent);
const perExponent = 2 ** 32;

export function exponentFor(points: number, parts = mostParts): number {
  return Math.min(mostExponent, Math.max(0, Math.ceil(Math.log2(Math.max(1, points) / parts))));
}
export const partOf = (index: number, exponent: number): number =>
  exponent * perExponent + Math.floor(index / 2 ** exponent);
/** Of each width of parts: the range of their numbers, and how many points one has. */
export const partRanges = exponents.map((exponent) => ({
  from: exponent * perExponent,
  below: (exponent + 1) * perExponent,
  points: 2 ** exponent,
}));
/** Holds every point. */
export const wholePart = -1;
export const hourMs = 3_600_000;
/** Longest time that one row of merged readings covers. */
export const blockMs = 8 * hourMs;
/** Old readings are thinned by as much at a time, and keep a keyframe each. */
export const thinnedSpanMs = 2 * hourMs;
/** No row covers more: thinned ones end with the block that began last in their span. */
export const longestRowMs = blockMs + thinnedSpanMs;

export interface Row {
  readonly id: number;
  readonly part: number;
  readonly from_ms: number;
  readonly to_ms: number;
  readonly count: number;
}

export interface Keyframe {
  readonly at_ms: number;
  readonly body: Uint8Array;
}

const columns = 'id, part, from_ms, to_ms, count';

/** Parts were merged out of what came before the whole rows that still lie beside them. */
const byArrival = (a: Row, b: Row): number =>
  Number(a.part === wholePart) - Number(b.part === wholePart) || a.id - b.id;

/** A row that is not what was written; `id` is null of a keyframe. */
export interface DamagedRow {
  readonly compound: string;
  readonly id: number | null;
  readonly fromMs: number;
}

/**
 * `onDamaged`: what cannot be decoded is left out and told, and the rest is answered. Without it it throws: whoever writes
 * must not put into one row what another has lost.
 */
export function createSegments(db: Database, onDamaged: ((row: DamagedRow) => void) | null = null) {
  const bodyOf = db.prepare<[number], Uint8Array>('SELECT body FROM segments WHERE id = ?').pluck();
  const within = db.prepare<[string, number, number, number], Row>(
    `SELECT ${columns} FROM segments INDEXED BY segments_by_time
       WHERE compound = ? AND from_ms > ? AND from_ms <= ? AND to_ms > ?`,
  );
  const ofPart = db.prepare<[string, number, number, number, number], Row>(
    `SELECT ${columns} FROM segments INDEXED BY segments_by_part
       WHERE compound = ? AND part = ? AND from_ms > ? AND from_ms < ? AND to_ms >= ?`,
  );
  const before = db.prepare<[string, number], Keyframe>(
    'SELECT at_ms, body FROM keyframes WHERE compound = ? AND at_ms <= ? ORDER BY at_ms DESC LIMIT 1',
  );
  const lateRows = db.prepare<[string, number, number], { id: number }>(
    'SELECT id FROM late WHERE compound = ? AND from_ms <= ? AND since_ms < ? ORDER BY id',
  );
  const lateBody = db.prepare<[number], Uint8Array>('SELECT body FROM late WHERE id = ?').pluck();
  /** Decoded, by id; ids are never used twice. */
  let late = new Map<number, Readings>();

  const whose = db.prepare<[number], { compound: string; from_ms: number }>(
    'SELECT compound, from_ms FROM segments WHERE id = ?',
  );

  function read(id: number): Readings {
    return decoded(id, bodyOf.get(id) ?? missing(id), decodeSegment) ?? concatReadings([]);
  }

  /** Null of a damaged one. */
  function decoded<T>(id: number, body: Uint8Array, decode: (body: Uint8Array) => T): T | null {
    try {
      return decode(body);
    } catch (error) {
      const row = whose.get(id);
      if (!onDamaged || !row) throw error;
      onDamaged({ compound: row.compound, id, fromMs: row.from_ms });
      return null;
    }
  }

  /** The newest one before an instant that can be read, decoded. */
  function keyframeBefore(
    compound: string,
    atMs: number,
  ): { readonly atMs: number; readonly state: Readings } | null {
    for (let keyframe = before.get(compound, atMs); keyframe;) {
      try {
        return { atMs: keyframe.at_ms, state: decodeSegment(keyframe.body) };
      } catch (error) {
        if (!onDamaged) throw error;
        onDamaged({ compound, id: null, fromMs: keyframe.at_ms });
        keyframe = before.get(compound, keyframe.at_ms - 1);
      }
    }
    return null;
  }

  /** Rows that may hold fromMs < t ≤ untilMs, in order of arrival. */
  function rowsIn(compound: string, fromMs: number, untilMs: number): Row[] {
    return within.all(compound, fromMs - longestRowMs, untilMs, fromMs).sort(byArrival);
  }

  function lateFor(compound: string, keyframeMs: number): Readings[] {
    const ids = lateRows.all(compound, keyframeMs, keyframeMs).map(({ id }) => id);
    const found = ids.map((id) => late.get(id) ?? decodeSegment(lateBody.get(id) ?? missing(id)));
    late = new Map(ids.map((id, at) => [id, found[at] as Readings]));
    return found;
  }

  return {
    rowsIn,
    read,
    /** When the newest keyframe at or before an instant was taken. */
    keyframeTime: (compound: string, atMs: number) => before.get(compound, atMs)?.at_ms ?? null,
    /** Last reading of every point at or before `atMs`, of what is sealed. */
    *columnsAt(compound: string, atMs: number): Generator<void, TwinColumns> {
      const state = new TwinColumns();
      const keyframe = keyframeBefore(compound, atMs);
      const sinceMs = keyframe?.atMs ?? -Infinity;
      if (keyframe) {
        applyTo(state, keyframe.state, -Infinity, atMs);
        for (const readings of lateFor(compound, sinceMs)) {
          applyLate(state, readings, sinceMs);
          yield;
        }
      }
      for (const { id } of rowsIn(compound, sinceMs, atMs)) {
        applyTo(state, read(id), sinceMs, atMs);
        yield;
      }
      return state;
    },
    /** Of one point: a row each, ascending in time unless rows overlap, then in order of arrival. May hold more. */
    *ofPoint(compound: string, index: number, fromMs: number, toMs: number): Generator<Readings> {
      const parts = exponents.map((exponent) => partOf(index, exponent));
      const rows = [...parts, wholePart].flatMap((part) =>
        ofPart.all(compound, part, fromMs - longestRowMs, toMs, fromMs),
      );
      rows.sort((a, b) => a.from_ms - b.from_ms);
      if (rows.some((row, at) => row.from_ms <= (rows[at - 1]?.to_ms ?? -Infinity))) rows.sort(byArrival);
      for (const { id } of rows) {
        const found = decoded(id, bodyOf.get(id) ?? missing(id), (body) => decodePoint(body, index));
        if (found) yield found;
      }
    },
  };
}

export type Segments = ReturnType<typeof createSegments>;

function missing(id: number): never {
  throw new Error(`row ${id} has vanished while it was read`);
}
