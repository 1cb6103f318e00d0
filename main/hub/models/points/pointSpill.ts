/**
 * Points of one cloud sorted into cubes while the file is read. More than fit into memory wait on the disk, one file for
 * each cube; a cloud that is wide gets larger cubes instead of more of them.
 */
import { closeSync, openSync, readSync, fstatSync, writeSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { CELL_SHIFT, RECORD, RECORD_BYTES } from './pointRecords.ts';

const MOST_CELLS = 4096;
const MEMORY_BYTES = 256 * 2 ** 20;
const FIRST_RECORDS = 128;
const BLOCK_RECORDS = 4096;
/** Cubes are numbered by 17 bits along each axis: none is smaller than 4 m. */
const SIDE = 2 ** 17;

export interface Cell {
  /** Of its least corner, in cubes of `shift`. */
  readonly place: readonly [number, number, number];
  count: number;
  readonly min: [number, number, number];
  readonly max: [number, number, number];
}

interface HeldCell extends Cell {
  blocks: Int32Array[];
  /** Words used in the last block. */
  used: number;
  files: string[];
}

export interface PointSpill {
  /** `record`: words as `RECORD`. */
  add(record: Int32Array): void;
  /** Puts all that is held on the disk: others need the memory. */
  rest(): void;
  cells(): readonly Cell[];
  /** Edge of a cube as a power of two of units. */
  readonly shift: number;
  /** All records of one cube, and forgets them. */
  take(cell: Cell): Int32Array;
  /** The same part by part. */
  drain(cell: Cell, part: (records: Int32Array) => void): void;
  dispose(): void;
}

/** `dir`: made when it is needed. `memoryBytes`: how much is held before it goes to the disk. */
export function createPointSpill(
  dir: string,
  memoryBytes = MEMORY_BYTES,
  startShift = CELL_SHIFT,
): PointSpill {
  let shift = startShift;
  let held = new Map<number, HeldCell>();
  let bytes = 0;
  let fileNumber = 0;
  let last: HeldCell | null = null;
  let lastKey = NaN;

  const keyOf = (x: number, y: number, z: number): number =>
    ((x >> shift) * SIDE + (y >> shift)) * SIDE + (z >> shift);

  const createCell = (place: Cell['place']): HeldCell => ({
    place,
    count: 0,
    min: [Infinity, Infinity, Infinity],
    max: [-Infinity, -Infinity, -Infinity],
    blocks: [],
    used: 0,
    files: [],
  });

  function widen(): void {
    shift++;
    const wider = new Map<number, HeldCell>();
    for (const cell of held.values()) {
      const [x, y, z] = cell.min;
      const key = keyOf(x, y, z);
      const into = wider.get(key);
      const place = [x >> shift, y >> shift, z >> shift] as const;
      if (!into) {
        wider.set(key, { ...cell, place });
        continue;
      }
      into.count += cell.count;
      for (let axis = 0 as 0 | 1 | 2; axis < 3; axis++) {
        into.min[axis] = Math.min(into.min[axis], cell.min[axis]);
        into.max[axis] = Math.max(into.max[axis], cell.max[axis]);
      }
      // The last block of each is the only one that is not full.
      const own = trimmed(into);
      into.blocks = [...own, ...cell.blocks];
      into.used = cell.blocks.length > 0 ? cell.used : (own.at(-1)?.length ?? 0);
      into.files.push(...cell.files);
    }
    held = wider;
    last = null;
    lastKey = NaN;
  }

  function flush(): void {
    mkdirSync(dir, { recursive: true });
    for (const cell of held.values()) {
      if (cell.blocks.length === 0) continue;
      const path = cell.files.at(-1) ?? join(dir, `${fileNumber++}.points`);
      if (cell.files.length === 0) cell.files.push(path);
      const handle = openSync(path, 'a');
      try {
        for (const block of trimmed(cell)) writeAll(handle, block);
      } finally {
        closeSync(handle);
      }
      cell.blocks = [];
      cell.used = 0;
    }
    bytes = 0;
  }

  return {
    get shift() {
      return shift;
    },
    add(record) {
      const x = record[RECORD.x] ?? 0;
      const y = record[RECORD.y] ?? 0;
      const z = record[RECORD.z] ?? 0;
      const key = keyOf(x, y, z);
      let cell = key === lastKey ? last : (held.get(key) ?? null);
      if (!cell) {
        if (held.size >= MOST_CELLS) {
          widen();
          this.add(record);
          return;
        }
        cell = createCell([x >> shift, y >> shift, z >> shift]);
        held.set(key, cell);
      }
      last = cell;
      lastKey = key;
      let block = cell.blocks.at(-1);
      if (!block || cell.used + RECORD.size > block.length) {
        const records = Math.min(BLOCK_RECORDS, block ? (block.length / RECORD.size) * 2 : FIRST_RECORDS);
        if (bytes + records * RECORD_BYTES > memoryBytes) flush();
        block = new Int32Array(records * RECORD.size);
        bytes += block.byteLength;
        cell.blocks.push(block);
        cell.used = 0;
      }
      block.set(record, cell.used);
      cell.used += RECORD.size;
      cell.count++;
      const { min, max } = cell;
      if (x < min[0]) min[0] = x;
      if (y < min[1]) min[1] = y;
      if (z < min[2]) min[2] = z;
      if (x > max[0]) max[0] = x;
      if (y > max[1]) max[1] = y;
      if (z > max[2]) max[2] = z;
    },
    rest: () => {
      if (bytes > 0) flush();
    },
    cells: () => [...held.values()],
    take(cell) {
      const all = new Int32Array(cell.count * RECORD.size);
      let at = 0;
      this.drain(cell, (records) => {
        all.set(records, at);
        at += records.length;
      });
      return all.subarray(0, at);
    },
    drain(cell, part) {
      const own = cell as HeldCell;
      for (const path of own.files) {
        readParts(path, part);
        rmSync(path, { force: true });
      }
      for (const block of trimmed(own)) part(block);
      own.blocks = [];
      own.used = 0;
      own.files = [];
    },
    dispose: () => rmSync(dir, { recursive: true, force: true }),
  };
}

const trimmed = ({ blocks, used }: HeldCell): Int32Array[] =>
  blocks.map((block, i) => (i === blocks.length - 1 ? block.subarray(0, used) : block));

function writeAll(handle: number, { buffer, byteOffset, byteLength }: Int32Array): void {
  for (let at = 0; at < byteLength;)
    at += writeSync(handle, new Uint8Array(buffer, byteOffset + at, byteLength - at));
}

const PART_BYTES = 40_000 * RECORD_BYTES;

function readParts(path: string, part: (records: Int32Array) => void): void {
  const handle = openSync(path, 'r');
  try {
    const { size } = fstatSync(handle);
    for (let from = 0; from < size;) {
      const bytes = new Uint8Array(Math.min(PART_BYTES, size - from));
      for (let at = 0; at < bytes.length;) {
        const read = readSync(handle, bytes, at, bytes.length - at, from + at);
        if (read === 0) throw new Error('A file of points was cut off.');
        at += read;
      }
      from += bytes.length;
      part(new Int32Array(bytes.buffer));
    }
  } finally {
    closeSync(handle);
  }
}
