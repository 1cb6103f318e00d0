/**
 * The files that the geometry kernels open: parts of an IFC file with some of its products each. Parsing is most of a kernel's
 * work, so they hold neither properties nor what only properties lead to; each has its size, so that several can work.
 */
import { forEachReference } from './step/references.ts';
import { DAMAGED } from './step/recordIndex.ts';
import type { StepFile } from './step/stepFile.ts';

/** Bytes of records that belong to some products alone, above which a further part pays for opening it. */
const PART_BYTES = 8 * 2 ** 20;
const FOOTER = '\nENDSEC;\nEND-ISO-10303-21;\n';

export interface KernelPart {
  /** Express ids of what triangles are made of; openings and spaces are not among them. */
  readonly products: readonly number[];
  /** An IFC file of its own, backed by shared memory. */
  bytes(): Uint8Array;
  /** Those of its products whose shape names records that are not in the file. */
  incomplete(): ReadonlySet<number>;
}

/** A product's record and that of its shape. */
export interface ShapedRow {
  readonly row: number;
  readonly shapeRow: number;
}

export interface KeptProduct extends ShapedRow {
  readonly isDrawn: boolean;
  /** Openings and additions: they belong into the part of what they change. */
  readonly features: readonly ShapedRow[];
}

export interface KernelProducts {
  readonly kept: readonly KeptProduct[];
  /** All there are, also those that change nothing. */
  readonly features: readonly ShapedRow[];
  /** Rows of products that no part holds. */
  readonly dropped: ReadonlySet<number>;
  /** Rows that shapes are made of. */
  readonly isShape: (row: number) => boolean;
  /** Shape → the records that give it a style. */
  readonly styledItemsOf: ReadonlyMap<number, readonly number[]>;
  /** Records that every part gets besides. */
  readonly added?: string;
}

/** Records that no triangle depends on. What is not named here is kept. */
const WITHOUT_SHAPE =
  /^IFC(PROPERTY|QUANTITY|PHYSICAL|COMPLEXPROPERTY|ELEMENTQUANTITY|DOOR(LINING|PANEL)PROP|WINDOW(LINING|PANEL)PROP|RELDEFINES|RELASSOCIATES(CLASS|DOC|LIB|APPR|CONSTR)|CLASSIFICATION|DOCUMENT|LIBRARY|RELSPACEBOUNDARY|CONNECTION(SURFACE|CURVE|POINT|VOLUME)GEOMETRY|RELCONNECTS|PRESENTATIONLAYER|RELCONTAINED|RELASSIGNS|RELREFERENCED|RELSERVICES|ENERGY|FLUIDFLOW|SPACETHERMAL|TASK|WORK|COST|RELSEQUENCE)/;

export function cutParts(
  step: StepFile,
  { kept, features, dropped, isShape, styledItemsOf, added = '' }: KernelProducts,
  partBytes = PART_BYTES,
): KernelPart[] {
  const { types, typeNames, count, ids } = step.index;
  const useless = typeNames.map((name) => name === DAMAGED || WITHOUT_SHAPE.test(name));
  /** Rows that only the parts with their products need; all others go into every part. */
  const owned = new Uint8Array(count);
  for (let row = 0; row < count; row++) if (isShape(row)) owned[row] = 1;
  for (const { row } of [...kept, ...features]) owned[row] = 1;
  for (const items of styledItemsOf.values()) for (const row of items) owned[row] = 1;
  const neededBy = new Int32Array(count);
  let isIncomplete = false;
  const reach = createReach(step, styledItemsOf, neededBy, () => (isIncomplete = true));
  let stamp = 0;
  /** Marks what a product is made of; says how many bytes were not marked before. */
  const need = (product: KeptProduct): number =>
    [product, ...product.features].reduce((sum, { row, shapeRow }) => {
      neededBy[row] = stamp;
      return sum + reach(shapeRow, stamp);
    }, 0);

  const idOf = ({ row }: KeptProduct): number => ids[row] ?? 0;
  const partOf = (products: readonly KeptProduct[]): KernelPart => ({
    products: products.filter(({ isDrawn }) => isDrawn).map(idOf),
    bytes() {
      stamp++;
      for (const product of products) need(product);
      return copyRecords(
        step,
        (row) =>
          useless[types[row] ?? 0] !== true &&
          !dropped.has(row) &&
          (owned[row] === 0 || neededBy[row] === stamp),
        added,
      );
    },
    incomplete: () =>
      new Set(
        products
          .filter((product) => {
            // Looked at anew for each: they share shapes.
            stamp++;
            isIncomplete = false;
            need(product);
            return isIncomplete;
          })
          .map(idOf),
      ),
  });

  const parts: KernelPart[] = [];
  let from = 0;
  let bytes = 0;
  stamp++;
  for (const [i, product] of kept.entries()) {
    bytes += need(product);
    if (bytes < partBytes && i + 1 < kept.length) continue;
    parts.push(partOf(kept.slice(from, i + 1)));
    from = i + 1;
    bytes = 0;
    stamp++;
  }
  return parts;
}

/**
 * Marks a row and all it leads to as needed by a part; says how many bytes were not marked before.
 * @param missing Called for each reference to a record that is not there.
 */
export function createReach(
  step: StepFile,
  styledItemsOf: ReadonlyMap<number, readonly number[]>,
  neededBy: Int32Array,
  missing: () => void = () => undefined,
): (row: number, part: number) => number {
  const { starts, ends } = step.index;
  const waiting: number[] = [];
  return (first, part) => {
    let bytes = 0;
    const look = (row: number): void => {
      if (row < 0) return missing();
      if (neededBy[row] === part) return;
      neededBy[row] = part;
      waiting.push(row);
    };
    look(first);
    for (let row = waiting.pop(); row !== undefined; row = waiting.pop()) {
      bytes += (ends[row] ?? 0) - (starts[row] ?? 0);
      forEachReference(step.bytes, starts[row] ?? 0, ends[row] ?? 0, (id) => look(step.rowOf(id)));
      for (const item of styledItemsOf.get(row) ?? []) look(item);
    }
    return bytes;
  };
}

/** Header, the records that are kept in their order, what is added, and an end: a file of its own. */
export function copyRecords(
  { bytes, index }: StepFile,
  keeps: (row: number) => boolean,
  added = '',
): Uint8Array {
  const footer = Buffer.from(`\n${added}${FOOTER}`);
  const { ends, count, firstAt } = index;
  const runs: number[] = [0, firstAt];
  let total = firstAt + footer.length;
  for (let row = 0; row < count; row++) {
    if (!keeps(row)) continue;
    const from = row === 0 ? firstAt : (ends[row - 1] ?? 0) + 1;
    const to = (ends[row] ?? 0) + 1;
    total += to - from;
    if (runs.at(-1) === from) runs[runs.length - 1] = to;
    else runs.push(from, to);
  }
  const out = new Uint8Array(new SharedArrayBuffer(total));
  let at = 0;
  for (let run = 0; run < runs.length; run += 2) {
    const piece = bytes.subarray(runs[run], runs[run + 1]);
    out.set(piece, at);
    at += piece.length;
  }
  out.set(footer, at);
  return out;
}
