/**
 * Packed points of a LAZ file, chunk by chunk, so that only one of them is in memory unpacked: with `laz-perf`, which reads
 * point formats 0–3 and 6–8 as LASzip 2 and 3 write them.
 */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { createLazPerf, type LazPerf } from 'laz-perf';
import type { Notes } from '../notes.ts';
import { failure, fault, success, type Result } from '#shared/protocol/result.ts';
import { readChunkTable, type PackedChunk } from './chunkTable.ts';
import type { LasHeader } from './header.ts';

export interface LazPlan {
  readonly chunks: readonly PackedChunk[];
}

const POINTWISE = 1;
const LAYERED = 3;
const WAVEFORM_ITEMS = new Set([9, 13]);
/** The decoder may look beyond a damaged chunk; there it finds nothing. */
const AFTER_BYTES = 1 << 16;
/** A chunk is decoded in one piece of memory. */
const MOST_CHUNK_BYTES = 512 * 2 ** 20;

/** Where the packed chunks lie; a file that cannot be unpacked says why. */
export function planLaz(bytes: Uint8Array, header: LasHeader, file: string, notes: Notes): Result<LazPlan> {
  const record = header.records.find(({ user, id }) => user === 'laszip encoded' && id === 22_204);
  if (!record || record.bytes.byteLength < 34) return failure('laz-no-record', { file });
  const view = new DataView(record.bytes.buffer, record.bytes.byteOffset, record.bytes.byteLength);
  const [compressor, coder] = [view.getUint16(0, true), view.getUint16(2, true)];
  const version = `LASzip ${view.getUint8(4)}.${view.getUint8(5)}`;
  const chunkPoints = view.getUint32(12, true);
  const items = Math.min(view.getUint16(32, true), Math.floor((record.bytes.byteLength - 34) / 6));
  const kinds = Array.from({ length: items }, (_, i) => ({
    type: view.getUint16(34 + i * 6, true),
    version: view.getUint16(38 + i * 6, true),
  }));
  const isOld = kinds.some((item) => item.version === 1);
  if (isOld || coder !== 0 || compressor < POINTWISE || compressor > LAYERED)
    return failure('format-version', { file, version, readable: 'LASzip 2, 3, 4' });
  const { format } = header;
  if (kinds.some(({ type }) => WAVEFORM_ITEMS.has(type)) || format === 4 || format === 5 || format > 8)
    return failure('laz-waveform', { file, format });
  const whole: PackedChunk = { from: header.pointsFrom, to: header.pointsTo, points: header.points };
  if (compressor === POINTWISE) return success({ chunks: [whole] });
  const table = readChunkTable(bytes, header, chunkPoints);
  if (table) {
    const lost = table.filter(({ to }) => to > bytes.byteLength).length;
    return success({ chunks: lost > 0 ? table.slice(0, -lost) : table });
  }
  notes.add(fault('laz-no-table'));
  return success({ chunks: withoutTable(bytes, header, chunkPoints, compressor === LAYERED) });
}

/** Without its table the chunks of layered files tell their own length; of others the beginnings are looked for. */
function withoutTable(
  bytes: Uint8Array,
  header: LasHeader,
  chunkPoints: number,
  layered: boolean,
): PackedChunk[] {
  const chunks: PackedChunk[] = [];
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = Math.min(header.pointsTo, bytes.byteLength);
  let left = header.points;
  for (let from = header.pointsFrom + 8; from + header.recordBytes + 4 <= end && left > 0;) {
    if (!layered) {
      const next = nextStart(view, header, from, end);
      const points = Math.min(chunkPoints, left);
      chunks.push({ from, to: next ?? end, points });
      if (next === null) break;
      left -= points;
      from = next;
      continue;
    }
    const own = layeredChunk(view, header, from, end);
    if (!own || own.points > left) break;
    const { to, points } = own;
    chunks.push({ from, to, points });
    left -= points;
    from = to;
  }
  return chunks;
}

/** How long it says it is; null where that does not fit. */
function layeredChunk(view: DataView, header: LasHeader, from: number, end: number): PackedChunk | null {
  const layers = layersOf(header);
  const sizesFrom = from + header.recordBytes + 4;
  if (sizesFrom + layers * 4 > end) return null;
  const points = view.getUint32(sizesFrom - 4, true);
  let to = sizesFrom + layers * 4;
  for (let i = 0; i < layers; i++) to += view.getUint32(sizesFrom + i * 4, true);
  return points > 0 && to <= end ? { from, to, points } : null;
}

/** Nine of the point itself, one of colours, one of infrared, one for each further byte. */
function layersOf({ format, recordBytes }: LasHeader): number {
  const known = format === 6 ? 30 : format === 7 ? 36 : 38;
  return 9 + (format >= 7 ? 1 : 0) + (format === 8 ? 1 : 0) + Math.max(0, recordBytes - known);
}

/**
 * The first point of a chunk lies there unpacked: a place, near the first of the chunk before in all three directions, that
 * noise hits about once in a hundred million bytes.
 */
function nextStart(view: DataView, header: LasHeader, from: number, end: number): number | null {
  const near = [0, 4, 8].map((at) => view.getInt32(from + at, true));
  const reach = header.scale.map((scale) => Math.min(2 ** 30, 3000 / Math.abs(scale)));
  const isNear = (at: number, axis: number): boolean =>
    Math.abs(view.getInt32(at + axis * 4, true) - (near[axis] ?? 0)) <
    (reach[axis] ?? 0) / (axis === 2 ? 10 : 1);
  // Fewer bytes than a chunk of many points takes are not looked at.
  for (let at = from + header.recordBytes + 4; at + header.recordBytes <= end; at++) {
    if (!isNear(at, 2) || !isNear(at, 0) || !isNear(at, 1)) continue;
    const returns = view.getUint8(at + 14);
    if ((returns & 7) >= 1 && (returns & 7) <= ((returns >> 3) & 7)) return at;
  }
  return null;
}

export interface LazReader {
  /** Calls `each` with the record of every point; ends early where the chunk cannot be decoded. Returns how many there were. */
  read(chunk: PackedChunk, each: (record: DataView) => void): Promise<number>;
  dispose(): void;
}

/** No packing is denser than so many points in a byte: what says more lies. */
export const POINTS_A_BYTE = 64;
const FEW_POINTS = 100_000;

export function openLaz(bytes: Uint8Array, header: LasHeader): LazReader {
  const { format, recordBytes } = header;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let codec: LazPerf | null = null;
  let point = 0;
  let held = 0;
  let heldBytes = 0;
  const decode = (
    open: LazPerf,
    { from, points }: PackedChunk,
    length: number,
    each: (record: DataView) => void,
  ) => {
    let read = 0;
    try {
      if (length + AFTER_BYTES > heldBytes) {
        if (held) open._free(held);
        heldBytes = length + AFTER_BYTES;
        held = open._malloc(heldBytes);
      }
      open.HEAPU8.set(bytes.subarray(from, from + length), held);
      open.HEAPU8.fill(0, held + length, held + length + AFTER_BYTES);
      const decoder = new open.ChunkDecoder();
      decoder.open(format, recordBytes, held);
      let { buffer } = open.HEAPU8;
      let record = new DataView(buffer, point, recordBytes);
      const most = Math.min(points, Math.max(FEW_POINTS, length * POINTS_A_BYTE));
      for (; read < most; read++) {
        decoder.getPoint(point);
        if (buffer !== open.HEAPU8.buffer) {
          buffer = open.HEAPU8.buffer;
          record = new DataView(buffer, point, recordBytes);
        }
        each(record);
      }
      decoder.delete();
    } catch {
      // Whatever a damaged chunk did to the decoder's memory, the next one gets none of it.
      codec = null;
    }
    return read;
  };
  return {
    async read(chunk, each) {
      const length = Math.min(chunk.to, bytes.byteLength) - chunk.from;
      if (length <= 0 || length > MOST_CHUNK_BYTES) return 0;
      // The decoder believes whatever sizes it is told.
      if (format >= 6 && !layeredChunk(view, header, chunk.from, chunk.from + length)) return 0;
      if (!codec) {
        codec = await quietCodec();
        point = codec._malloc(recordBytes);
        held = heldBytes = 0;
      }
      return decode(codec, chunk, length, each);
    },
    dispose() {
      codec = null;
    },
  };
}

let module: Promise<WebAssembly.Module> | undefined;

/** Once for all files, however often a damaged one asks for a fresh decoder. */
async function compileCodec(): Promise<WebAssembly.Module> {
  const entry = createRequire(import.meta.url).resolve('laz-perf');
  return WebAssembly.compile(await readFile(join(dirname(entry), 'laz-perf.wasm')));
}

/** Without what it would do to errors of the whole process. */
async function quietCodec(): Promise<LazPerf> {
  const events = ['uncaughtException', 'unhandledRejection'] as const;
  const before = new Set(events.flatMap((event) => process.listeners(event as 'exit')));
  const compiled = await (module ??= compileCodec());
  const codec = await createLazPerf({
    instantiateWasm(imports: WebAssembly.Imports, done: (instance: WebAssembly.Instance) => void) {
      const instance = new WebAssembly.Instance(compiled, imports);
      done(instance);
      return instance.exports;
    },
  });
  for (const event of events)
    for (const listener of process.listeners(event as 'exit'))
      if (!before.has(listener)) process.removeListener(event, listener);
  return codec;
}
