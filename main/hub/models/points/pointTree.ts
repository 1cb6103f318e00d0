/**
 * A cloud as a tree of nested cubes that add to each other: every node holds a thinned part of what lies in its cube, evenly
 * spread, its children the rest at half the spacing. All nodes together are the cloud, each point once. Cubes are put together
 * one branch at a time, so that memory does not grow with the cloud.
 */
import { join } from 'node:path';
import { RECORD } from './pointRecords.ts';
import { createPointSpill, type Cell, type PointSpill } from './pointSpill.ts';

/** Cells along an edge of a node, of which each gives one point; 2 to this power. */
const GRID_SHIFT = 7;
const GRID = 1 << GRID_SHIFT;
/** No more in one node: it is fetched and drawn in one go. */
const MOST_IN_NODE = 65_536;
/** So few are not thinned further. */
const LEAF = 32_768;
/** Left over of a child by its parent's choice: the parent takes them too. */
const CRUMBS = 2_000;
/** A cube of more is cut up on the disk before it is read. */
const MOST_IN_MEMORY = 6_000_000;

export interface TreeNode {
  /** Number of its file; null where all of it went up to its parent. */
  readonly file: number | null;
  readonly count: number;
  readonly bytes: number;
  /** Of all below it too, units. */
  readonly min: readonly [number, number, number];
  readonly max: readonly [number, number, number];
  /** Between its points, units. */
  readonly spacing: number;
  readonly children: readonly TreeNode[];
}

/** A node whose points may still go up to its parent. */
interface Pending {
  records: Int32Array;
  readonly shift: number;
  readonly origin: readonly [number, number, number];
  readonly children: TreeNode[];
}

export interface NodeWriter {
  /** Stores the points of one node. */
  write(records: Int32Array): { readonly file: number; readonly bytes: number };
}

/** `tell`: share that is done. Null where there is no point. */
export function buildPointTree(
  spill: PointSpill,
  writer: NodeWriter,
  dir: string,
  tell: (fraction: number) => void = () => undefined,
  mostInMemory = MOST_IN_MEMORY,
): TreeNode | null {
  const total = spill.cells().reduce((sum, { count }) => sum + count, 0);
  const bitmap = new Uint32Array(GRID ** 3 / 32);
  let written = 0;
  let split = 0;

  const close = ({ records, shift, children }: Pending): TreeNode => {
    const count = records.length / RECORD.size;
    const stored = count > 0 ? writer.write(records) : null;
    written += count;
    tell(written / total);
    const { min, max } = boxOf(records);
    for (const child of children)
      for (let axis = 0 as 0 | 1 | 2; axis < 3; axis++) {
        min[axis] = Math.min(min[axis], child.min[axis]);
        max[axis] = Math.max(max[axis], child.max[axis]);
      }
    return {
      file: stored?.file ?? null,
      bytes: stored?.bytes ?? 0,
      count,
      min,
      max,
      spacing: 2 ** (shift - GRID_SHIFT),
      children,
    };
  };

  /** Thins from above; `numbers` of the records in a random order. */
  function inMemory(
    all: Int32Array,
    numbers: Uint32Array,
    shift: number,
    origin: Pending['origin'],
  ): Pending {
    if (numbers.length <= LEAF) return { records: pickRecords(all, numbers), shift, origin, children: [] };
    if (shift <= GRID_SHIFT) {
      // Nearer to each other than the grid tells apart: cut up as they come.
      const children: TreeNode[] = [];
      for (let from = LEAF; from < numbers.length; from += LEAF)
        children.push(
          close({
            records: pickRecords(all, numbers.subarray(from, from + LEAF)),
            shift,
            origin,
            children: [],
          }),
        );
      return { records: pickRecords(all, numbers.subarray(0, LEAF)), shift, origin, children };
    }
    bitmap.fill(0);
    const octants = new Uint8Array(numbers.length);
    const sizes = new Uint32Array(8);
    const [ox, oy, oz] = origin;
    const step = shift - GRID_SHIFT;
    let own = 0;
    for (let i = 0; i < numbers.length; i++) {
      const at = (numbers[i] ?? 0) * RECORD.size;
      const x = (all[at] ?? 0) - ox;
      const y = (all[at + 1] ?? 0) - oy;
      const z = (all[at + 2] ?? 0) - oz;
      const cell = ((((x >> step) << GRID_SHIFT) | (y >> step)) << GRID_SHIFT) | (z >> step);
      const word = cell >>> 5;
      const bit = 1 << (cell & 31);
      if (own < MOST_IN_NODE && ((bitmap[word] ?? 0) & bit) === 0) {
        bitmap[word] = (bitmap[word] ?? 0) | bit;
        octants[i] = 8;
        own++;
        continue;
      }
      const octant = ((x >> (shift - 1)) << 2) | ((y >> (shift - 1)) << 1) | (z >> (shift - 1));
      octants[i] = octant;
      sizes[octant] = (sizes[octant] ?? 0) + 1;
    }
    const parts = Array.from({ length: 9 }, (_, k) => new Uint32Array(k === 8 ? own : (sizes[k] ?? 0)));
    const ends = new Uint32Array(9);
    for (let i = 0; i < numbers.length; i++) {
      const octant = octants[i] ?? 8;
      const part = parts[octant];
      const end = ends[octant] ?? 0;
      if (part) part[end] = numbers[i] ?? 0;
      ends[octant] = end + 1;
    }
    const half = 2 ** (shift - 1);
    const children = parts.slice(0, 8).flatMap((part, k) => {
      if (part.length === 0) return [];
      const corner = [ox + (k >> 2) * half, oy + ((k >> 1) & 1) * half, oz + (k & 1) * half] as const;
      return [close(inMemory(all, part, shift - 1, corner))];
    });
    return { records: pickRecords(all, parts[8] ?? new Uint32Array(0)), shift, origin, children };
  }

  function fromCell(from: PointSpill, cell: Cell, shift: number): Pending {
    const size = 2 ** shift;
    const origin = [cell.place[0] * size, cell.place[1] * size, cell.place[2] * size] as const;
    if (cell.count <= mostInMemory || shift <= GRID_SHIFT) {
      const all = from.take(cell);
      return inMemory(all, shuffled(all.length / RECORD.size), shift, origin);
    }
    const finer = createPointSpill(join(dir, `split-${split++}`), undefined, shift - 1);
    from.drain(cell, (records) => {
      for (let at = 0; at < records.length; at += RECORD.size)
        finer.add(records.subarray(at, at + RECORD.size));
    });
    const pending = above(finer, finer.cells(), shift);
    finer.dispose();
    return pending;
  }

  /** The cube of this size that all these cells lie in. */
  function above(from: PointSpill, cells: readonly Cell[], shift: number): Pending {
    const [first] = cells;
    if (!first) throw new Error('A cube without points.');
    if (shift === from.shift) return fromCell(from, first, shift);
    const groups = new Map<string, Cell[]>();
    for (const cell of cells) {
      const key = cell.place.map((at) => at >> (shift - 1 - from.shift)).join();
      const held = groups.get(key);
      if (held) held.push(cell);
      else groups.set(key, [cell]);
    }
    const parts = [...groups.values()].map((group) => above(from, group, shift - 1));
    const [only] = parts;
    if (only && parts.length === 1) return only;
    const size = 2 ** shift;
    const corner = first.place.map((at) => (at >> (shift - from.shift)) * size);
    return promote(parts, shift, [corner[0] ?? 0, corner[1] ?? 0, corner[2] ?? 0]);
  }

  /** The parent's share of its children's points; what is left of them is stored. */
  function promote(parts: Pending[], shift: number, origin: Pending['origin']): Pending {
    bitmap.fill(0);
    const step = shift - GRID_SHIFT;
    const taken: Int32Array[] = [];
    let own = 0;
    const children: TreeNode[] = [];
    const [ox, oy, oz] = origin;
    for (const [i, part] of parts.entries()) {
      const count = part.records.length / RECORD.size;
      const most = Math.floor((MOST_IN_NODE - own) / (parts.length - i));
      const up: number[] = [];
      const stay: number[] = [];
      for (const number of shuffled(count)) {
        const at = number * RECORD.size;
        const x = (part.records[at] ?? 0) - ox;
        const y = (part.records[at + 1] ?? 0) - oy;
        const z = (part.records[at + 2] ?? 0) - oz;
        const cell = ((((x >> step) << GRID_SHIFT) | (y >> step)) << GRID_SHIFT) | (z >> step);
        const bit = 1 << (cell & 31);
        if (up.length < most && ((bitmap[cell >>> 5] ?? 0) & bit) === 0) {
          bitmap[cell >>> 5] = (bitmap[cell >>> 5] ?? 0) | bit;
          up.push(number);
        } else stay.push(number);
      }
      if (stay.length < CRUMBS && up.length + stay.length <= most) up.push(...stay.splice(0));
      taken.push(pickRecords(part.records, Uint32Array.from(up)));
      own += up.length;
      part.records = pickRecords(part.records, Uint32Array.from(stay));
    }
    for (const part of parts) {
      // One that has given everything away is not worth a step of its own.
      if (part.records.length === 0) children.push(...part.children);
      else children.push(close(part));
    }
    return { records: joined(taken), shift, origin, children };
  }

  const cells = spill.cells();
  const [first] = cells;
  if (!first) return null;
  let shift = spill.shift;
  const isWhole = (): boolean =>
    cells.every(({ place }) =>
      place.every(
        (at, axis) => at >> (shift - spill.shift) === (first.place[axis] ?? 0) >> (shift - spill.shift),
      ),
    );
  while (!isWhole()) shift++;
  return close(above(spill, cells, shift));
}

function pickRecords(all: Int32Array, numbers: Uint32Array): Int32Array {
  const picked = new Int32Array(numbers.length * RECORD.size);
  for (let i = 0; i < numbers.length; i++) {
    const from = (numbers[i] ?? 0) * RECORD.size;
    for (let word = 0; word < RECORD.size; word++) picked[i * RECORD.size + word] = all[from + word] ?? 0;
  }
  return picked;
}

function joined(parts: readonly Int32Array[]): Int32Array {
  const all = new Int32Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** The same order every time. */
function shuffled(count: number): Uint32Array {
  const numbers = new Uint32Array(count);
  let seed = 1;
  for (let i = 0; i < count; i++) {
    numbers[i] = i;
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    const other = Math.floor((seed / 2 ** 32) * (i + 1));
    numbers[i] = numbers[other] ?? 0;
    numbers[other] = i;
  }
  return numbers;
}

function boxOf(records: Int32Array): { min: [number, number, number]; max: [number, number, number] } {
  const min: [number, number, number] = [Infinity, Infinity, Infinity];
  const max: [number, number, number] = [-Infinity, -Infinity, -Infinity];
  for (let at = 0; at < records.length; at += RECORD.size)
    for (let axis = 0 as 0 | 1 | 2; axis < 3; axis++) {
      const value = records[at + axis] ?? 0;
      if (value < min[axis]) min[axis] = value;
      if (value > max[axis]) max[axis] = value;
    }
  return { min, max };
}
