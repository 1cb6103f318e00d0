/**
 * A cloud of points on its way from a reader to the cache: the reader adds point by point, in metres of the file's frame, and
 * hands the cloud over; the import asks where it lies, and has its nodes written once that is known.
 */
import { writeFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import type { PointNode } from '#shared/models/pointContainer.ts';
import type { Sums } from '../cacheParts.ts';
import { emptyBox, joinBox, type Box } from '../shapes.ts';
import { encodePoints, encoderReady } from './encodePoints.ts';
import { FIRST_POINTS, middlePlace, type Place } from './middlePlace.ts';
import { createPaintCensus, type Paint } from './pointPaint.ts';
import { MOST_UNITS, ORIGIN_UNITS, RECORD, UNIT_M } from './pointRecords.ts';
import { createPointSpill } from './pointSpill.ts';
import { buildPointTree, type TreeNode } from './pointTree.ts';

/** Of all a file gives for one point; colours and intensity in 16 bits, 0 where there is none. */
export interface PointLook {
  readonly red: number;
  readonly green: number;
  readonly blue: number;
  readonly intensity: number;
}

export interface PointCloudBuilder {
  /**
   * Metres, z up, the file's frame. False: not a number, or farther off than anything is wide; it was left out. The first
   * ones wait until it is known where most of them lie, and may be left out later.
   */
  add(x: number, y: number, z: number, look: PointLook, element: number): boolean;
  /** All that were handed over, whatever becomes of them. */
  readonly tried: number;
  /** Asked once all points are there. */
  readonly count: number;
  /** Left out; asked once all points are there. */
  readonly lost: number;
  /** `whole`: element that stands for all of it, beside those of its points. Its points leave the memory. */
  finish(whole?: number): PointCloud;
  /** Nothing came of it. */
  dispose(): void;
}

export interface WrittenPoints {
  readonly nodes: readonly PointNode[];
  readonly sums: Sums;
}

export interface PointCloud {
  readonly count: number;
  readonly colors: Paint['colors'];
  /** Points of each element. */
  readonly counts: ReadonlyMap<number, number>;
  /** By element, in the file's frame. */
  readonly boxes: ReadonlyMap<number, Box>;
  /** Of parts that lie together, for finding what lies far off. */
  readonly parts: readonly { readonly box: Box; readonly count: number }[];
  /** Encodes all nodes into files of this directory, numbered from `from` on. */
  write(dir: string, from: number, tell: (fraction: number) => void): Promise<WrittenPoints>;
  dispose(): void;
}

/** More of one file are not read. */
export const MOST_POINTS = 200_000_000;

export const pointFile = (file: number): string => `points-${file}.bin`;

/** `dir`: of its own, for what does not fit into memory. */
export function createPointCloud(dir: string, memoryBytes?: number): PointCloudBuilder {
  const spill = createPointSpill(join(dir, 'spill'), memoryBytes);
  const census = createPaintCensus();
  const record = new Int32Array(RECORD.size);
  const elements = new Map<number, HeldElement>();
  let first: FirstPoint[] = [];
  let origin: Place | null = null;
  let lastElement = -1;
  let lastHeld: HeldElement = { box: emptyBox(), count: 0 };
  let count = 0;
  let tried = 0;

  const heldOf = (element: number): HeldElement => {
    if (element === lastElement) return lastHeld;
    const held = elements.get(element) ?? { box: emptyBox(), count: 0 };
    elements.set(element, held);
    lastElement = element;
    lastHeld = held;
    return held;
  };
  const toFile = (units: number, axis: 0 | 1 | 2): number =>
    (units - ORIGIN_UNITS) * UNIT_M + (origin?.[axis] ?? 0);
  const corner = ([x, y, z]: readonly [number, number, number]): [number, number, number] => [
    toFile(x, 0),
    toFile(y, 1),
    toFile(z, 2),
  ];

  function put(
    around: Place,
    x: number,
    y: number,
    z: number,
    { red, green, blue, intensity }: PointLook,
    element: number,
  ): boolean {
    const ux = Math.round((x - around[0]) / UNIT_M) + ORIGIN_UNITS;
    const uy = Math.round((y - around[1]) / UNIT_M) + ORIGIN_UNITS;
    const uz = Math.round((z - around[2]) / UNIT_M) + ORIGIN_UNITS;
    // Also false for what is no number.
    if (!(ux >= 0 && ux <= MOST_UNITS && uy >= 0 && uy <= MOST_UNITS && uz >= 0 && uz <= MOST_UNITS))
      return false;
    record[RECORD.x] = ux;
    record[RECORD.y] = uy;
    record[RECORD.z] = uz;
    record[RECORD.redGreen] = (red & 0xffff) | (green << 16);
    record[RECORD.blueIntensity] = (blue & 0xffff) | (intensity << 16);
    record[RECORD.element] = element;
    spill.add(record);
    census.see(record);
    count++;
    const held = heldOf(element);
    held.count++;
    const { min, max } = held.box;
    if (x < min[0]) min[0] = x;
    if (y < min[1]) min[1] = y;
    if (z < min[2]) min[2] = z;
    if (x > max[0]) max[0] = x;
    if (y > max[1]) max[1] = y;
    if (z > max[2]) max[2] = z;
    return true;
  }

  function settle(): void {
    if (first.length === 0) return;
    const [x, y, z] = middlePlace(first.map(({ place }) => place));
    const around: Place = [Math.round(x), Math.round(y), Math.round(z)];
    origin = around;
    for (const { place, look, element } of first) put(around, ...place, look, element);
    first = [];
  }

  return {
    add(x, y, z, look, element) {
      tried++;
      if (origin) return put(origin, x, y, z, look, element);
      if (!Number.isFinite(x + y + z)) return false;
      first.push({ place: [x, y, z], look: { ...look }, element });
      if (first.length >= FIRST_POINTS) settle();
      return true;
    },
    get tried() {
      return tried;
    },
    get count() {
      settle();
      return count;
    },
    get lost() {
      settle();
      return tried - count;
    },
    dispose: () => spill.dispose(),
    finish(whole) {
      settle();
      spill.rest();
      const boxes = new Map([...elements].map(([element, { box }]) => [element, box]));
      const counts = new Map([...elements].map(([element, held]) => [element, held.count]));
      if (whole !== undefined) {
        const around = emptyBox();
        for (const own of boxes.values()) joinBox(around, own);
        boxes.set(whole, around);
      }
      const paint = census.finish();
      const parts = spill.cells().map(({ min, max, count: own }) => ({
        box: { min: corner(min), max: corner(max) },
        count: own,
      }));
      return {
        count,
        colors: paint.colors,
        counts,
        boxes,
        parts,
        dispose: () => spill.dispose(),
        async write(into, from, tell) {
          await encoderReady;
          mkdirSync(into, { recursive: true });
          const sums: Record<string, readonly [bytes: number, crc: number]> = {};
          let next = from;
          const tree = buildPointTree(
            spill,
            {
              write(records) {
                const bytes = encodePoints(records, origin ?? [0, 0, 0], paint);
                const file = next++;
                writeFileSync(join(into, pointFile(file)), bytes);
                sums[pointFile(file)] = [bytes.byteLength, crc32(bytes)];
                return { file, bytes: bytes.byteLength };
              },
            },
            dir,
            tell,
          );
          spill.dispose();
          const nodes = tree ? listed(tree, corner) : [];
          return { nodes, sums };
        },
      };
    },
  };
}

interface HeldElement {
  readonly box: Box;
  count: number;
}

/** Read before it is known where the cloud lies. */
interface FirstPoint {
  readonly place: Place;
  readonly look: PointLook;
  readonly element: number;
}

/** Parents before their children; what has no points of its own gives its children to its parent. */
function listed(
  root: TreeNode,
  corner: (units: readonly [number, number, number]) => readonly [number, number, number],
): PointNode[] {
  const nodes: PointNode[] = [];
  const open: { readonly node: TreeNode; readonly parent: number }[] = [{ node: root, parent: -1 }];
  for (let next = open.shift(); next; next = open.shift()) {
    const { node, parent } = next;
    let own = parent;
    if (node.file !== null)
      own =
        nodes.push({
          file: node.file,
          points: node.count,
          bytes: node.bytes,
          parent,
          spacingM: node.spacing * UNIT_M,
          min: corner(node.min),
          max: corner(node.max),
        }) - 1;
    for (const child of node.children) open.push({ node: child, parent: own });
  }
  return nodes;
}
