/** Header of a LAS file and what is written beside its points (ASPRS LAS 1.0–1.4); what it says is checked against the file. */
import { failure, success, type Result } from '#shared/protocol/result.ts';
import { startOf } from '../startOf.ts';

export interface LasRecord {
  readonly user: string;
  readonly id: number;
  readonly bytes: Uint8Array;
}

export interface LasHeader {
  /** `1.4`. */
  readonly version: string;
  readonly minor: number;
  /** 0–10. */
  readonly format: number;
  readonly isPacked: boolean;
  readonly recordBytes: number;
  readonly pointsFrom: number;
  /** Where what follows the points begins; the end of the file where nothing does. */
  readonly pointsTo: number;
  /** As the header says. */
  readonly points: number;
  readonly scale: readonly [number, number, number];
  readonly offset: readonly [number, number, number];
  readonly system: string;
  readonly software: string;
  /** `2023-04-17`; empty where the header has none. */
  readonly date: string;
  readonly records: readonly LasRecord[];
  /** Records beside the points that do not fit into the file. */
  readonly damagedRecords: number;
}

/** Least length of a point record, by format. */
export const RECORD_BYTES = [20, 28, 26, 34, 57, 63, 30, 36, 38, 59, 67] as const;
export const NEWEST_MINOR = 4;
const READABLE = 'LAS 1.0, 1.1, 1.2, 1.3, 1.4';
const LEAST_HEADER = 227;
const MOST_RECORDS = 10_000;

export const isLas = (bytes: Uint8Array): boolean => startOf(bytes, 4) === 'LASF';

export function readHeader(bytes: Uint8Array, file: string): Result<LasHeader> {
  const damaged = failure('format-damaged', { file });
  if (!isLas(bytes) || bytes.byteLength < LEAST_HEADER) return damaged;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const [major, minor] = [view.getUint8(24), view.getUint8(25)];
  const version = `${major}.${minor}`;
  // The next version adds to the header and leaves what is there.
  if (major !== 1 || minor > NEWEST_MINOR + 1)
    return failure('format-version', { file, version: `LAS ${version}`, readable: READABLE });
  const headerBytes = view.getUint16(94, true);
  const pointsFrom = view.getUint32(96, true);
  const format = view.getUint8(104) & 0x3f;
  const recordBytes = view.getUint16(105, true);
  const least = RECORD_BYTES[format];
  if (least === undefined) return failure('las-format', { file, format });
  const numbers = [131, 139, 147, 155, 163, 171].map((at) => view.getFloat64(at, true));
  const [sx = 0, sy = 0, sz = 0, ox = 0, oy = 0, oz = 0] = numbers;
  const hasScale = numbers.every(Number.isFinite) && sx !== 0 && sy !== 0 && sz !== 0;
  if (!hasScale || recordBytes < least || pointsFrom < LEAST_HEADER || headerBytes < LEAST_HEADER)
    return damaged;
  if (pointsFrom >= bytes.byteLength) return failure('las-no-points', { file });
  const wide = minor >= 4 && headerBytes >= 375 && bytes.byteLength >= 375;
  const counted = wide ? Number(view.getBigUint64(247, true)) : 0;
  const beside = recordsOf(bytes, headerBytes, view.getUint32(100, true), pointsFrom);
  const after = wide
    ? recordsAfter(bytes, view, pointsFrom)
    : { records: [], from: bytes.byteLength, damaged: 0 };
  return success({
    version,
    minor,
    format,
    isPacked: (view.getUint8(104) & 0xc0) !== 0,
    recordBytes,
    pointsFrom,
    pointsTo: after.from,
    points: counted > 0 ? counted : view.getUint32(107, true),
    scale: [sx, sy, sz],
    offset: [ox, oy, oz],
    system: textIn(bytes, 26, 32),
    software: textIn(bytes, 58, 32),
    date: dateOf(view.getUint16(90, true), view.getUint16(92, true)),
    records: [...beside.records, ...after.records],
    damagedRecords: beside.damaged + after.damaged,
  });
}

function recordsOf(bytes: Uint8Array, from: number, count: number, end: number) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const records: LasRecord[] = [];
  let at = from;
  for (let i = 0; i < Math.min(count, MOST_RECORDS); i++) {
    if (at + 54 > end) return { records, damaged: 1 };
    const length = view.getUint16(at + 20, true);
    if (at + 54 + length > end) return { records, damaged: 1 };
    records.push({
      user: textIn(bytes, at + 2, 16),
      id: view.getUint16(at + 18, true),
      bytes: bytes.subarray(at + 54, at + 54 + length),
    });
    at += 54 + length;
  }
  return { records, damaged: 0 };
}

/** Extended records, which lie behind the points. */
function recordsAfter(bytes: Uint8Array, view: DataView, pointsFrom: number) {
  const from = Number(view.getBigUint64(235, true));
  const count = view.getUint32(243, true);
  const records: LasRecord[] = [];
  if (count === 0) return { records, from: bytes.byteLength, damaged: 0 };
  if (from < pointsFrom || from >= bytes.byteLength) return { records, from: bytes.byteLength, damaged: 1 };
  let at = from;
  for (let i = 0; i < Math.min(count, MOST_RECORDS); i++) {
    if (at + 60 > bytes.byteLength) return { records, from, damaged: 1 };
    const length = Number(view.getBigUint64(at + 20, true));
    if (at + 60 + length > bytes.byteLength) return { records, from, damaged: 1 };
    records.push({
      user: textIn(bytes, at + 2, 16),
      id: view.getUint16(at + 18, true),
      bytes: bytes.subarray(at + 60, at + 60 + length),
    });
    at += 60 + length;
  }
  return { records, from, damaged: 0 };
}

/** Ends at the first zero. */
export function textIn(bytes: Uint8Array, from: number, length: number): string {
  const part = Uint8Array.from(bytes.subarray(from, from + length));
  const end = part.indexOf(0);
  return new TextDecoder().decode(end < 0 ? part : part.subarray(0, end)).trim();
}

function dateOf(day: number, year: number): string {
  if (year < 1970 || year > 2200 || day < 1 || day > 366) return '';
  return new Date(Date.UTC(year, 0, day)).toISOString().slice(0, 10);
}
