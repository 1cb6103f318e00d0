/**
 * What of an IFC file the geometry kernel is given. Parsing is most of a kernel's work, so it gets neither properties nor
 * what only properties lead to, and of products with the same shape only one; the others are placed beside it. A large
 * file is cut into parts of whole products, for several kernels.
 */
import { elementTypes, featureTypes, otherTypes } from './ifcTypes.ts';
import { createPlacements, invertFrame, multiplyFrames } from './productPlacement.ts';
import { createCanonicalRecords } from './step/canonicalRecords.ts';
import { forEachReference } from './step/references.ts';
import type { StepFile } from './step/stepFile.ts';
import { refOf, refsOf } from './step/stepValues.ts';

/** Bytes of records that belong to some products alone, above which a further part pays for opening it. */
const PART_BYTES = 8 * 2 ** 20;
const FOOTER = Buffer.from('\nENDSEC;\nEND-ISO-10303-21;\n');

/** A product that looks like another one: it is where `frame` takes the other. Doubles, column-major, metres, z up. */
export interface Copy {
  readonly id: number;
  readonly of: number;
  readonly frame: readonly number[];
}

export interface KernelPart {
  /** Express ids of what triangles are made of; openings and spaces are not among them. */
  readonly products: readonly number[];
  /** An IFC file of its own, backed by shared memory. */
  bytes(): Uint8Array;
}

export interface KernelInput {
  readonly parts: readonly KernelPart[];
  readonly copies: readonly Copy[];
  /** Records that contain themselves; products made of them are left out. */
  readonly circular: readonly number[];
}

/** Records that no triangle depends on. What is not named here is kept. */
const WITHOUT_SHAPE =
  /^IFC(PROPERTY|QUANTITY|PHYSICAL|COMPLEXPROPERTY|ELEMENTQUANTITY|DOOR(LINING|PANEL)PROP|WINDOW(LINING|PANEL)PROP|RELDEFINES|RELASSOCIATES(CLASS|DOC|LIB|APPR|CONSTR)|CLASSIFICATION|DOCUMENT|LIBRARY|RELSPACEBOUNDARY|CONNECTION(SURFACE|CURVE|POINT|VOLUME)GEOMETRY|RELCONNECTS|PRESENTATIONLAYER|RELCONTAINED|RELASSIGNS|RELREFERENCED|RELSERVICES|ENERGY|FLUIDFLOW|SPACETHERMAL|TASK|WORK|COST|RELSEQUENCE)/;

export function kernelInput(step: StepFile, lengthM: number): KernelInput {
  const styles = readStyles(step);
  const canonical = createCanonicalRecords(step, styles.stylesOf);
  const frameOf = createPlacements(step);
  const isCut = productsWithOpenings(step);
  const materialOf = materialsOfProducts(step);

  const firstOf = new Map<string, number>();
  const copies: Copy[] = [];
  const kept: Kept[] = [];
  const dropped = new Set<number>();
  let circularBefore = 0;
  for (const type of step.types) {
    const isFeature = featureTypes.has(type);
    if (!isFeature && !elementTypes.has(type) && !otherTypes.has(type)) continue;
    for (const id of step.idsOf(type)) {
      const args = step.read(id);
      const placement = refOf(args[5]);
      const shapeRow = rowOfRef(step, refOf(args[6]));
      if (shapeRow < 0) continue;
      const row = step.rowOf(id);
      const meaning = canonical.of(shapeRow);
      if (canonical.circular.length > circularBefore) {
        circularBefore = canonical.circular.length;
        dropped.add(row);
        continue;
      }
      if (isFeature || isCut.has(id)) {
        kept.push({ isDrawn: !isFeature, row, shapeRow });
        continue;
      }
      const key = `${type} ${meaning} ${materialOf(id)}`;
      const first = firstOf.get(key);
      const frame = first === undefined ? null : between(frameOf, step, first, placement);
      if (first !== undefined && frame) {
        copies.push({ id, of: first, frame: inMetres(frame, lengthM) });
        dropped.add(row);
        continue;
      }
      firstOf.set(key, id);
      kept.push({ isDrawn: type !== 'IFCSPACE', row, shapeRow });
    }
  }
  return {
    parts: cutParts(step, kept, dropped, canonical.isSeen, styles.itemsOf),
    copies,
    circular: canonical.circular.map((row) => step.index.ids[row] ?? 0),
  };
}

interface Kept {
  readonly isDrawn: boolean;
  readonly row: number;
  readonly shapeRow: number;
}

const rowOfRef = (step: StepFile, id: number | null): number => (id === null ? -1 : step.rowOf(id));

/** From one product's frame to the other's, both in the file's unit; null where one cannot be told. */
function between(
  frameOf: ReturnType<typeof createPlacements>,
  step: StepFile,
  firstId: number,
  placement: number | null,
): number[] | null {
  const first = frameOf(refOf(step.read(firstId)[5]));
  const own = frameOf(placement);
  return first && own && multiplyFrames(own, invertFrame(first));
}

const inMetres = (frame: readonly number[], lengthM: number): number[] =>
  frame.map((value, i) => (i < 9 ? value : value * lengthM));

/** A style is given from outside: IfcStyledItem names the shape, not the other way round. */
function readStyles(step: StepFile) {
  const stylesOf = new Map<number, number[]>();
  const itemsOf = new Map<number, number[]>();
  const add = (map: Map<number, number[]>, row: number, more: readonly number[]): void => {
    const held = map.get(row);
    if (held) held.push(...more);
    else map.set(row, [...more]);
  };
  for (const id of step.idsOf('IFCSTYLEDITEM')) {
    const [item, given] = step.read(id);
    const row = rowOfRef(step, refOf(item));
    if (row < 0) continue;
    add(itemsOf, row, [step.rowOf(id)]);
    add(
      stylesOf,
      row,
      refsOf(given)
        .map((style) => step.rowOf(style))
        .filter((style) => style >= 0),
    );
  }
  return { stylesOf, itemsOf };
}

/** Products that something is cut out of or added to, their parts included: their triangles are their own. */
function productsWithOpenings(step: StepFile): Set<number> {
  const cut = new Set<number>();
  for (const type of ['IFCRELVOIDSELEMENT', 'IFCRELPROJECTSELEMENT']) {
    for (const id of step.idsOf(type)) {
      const host = refOf(step.read(id)[4]);
      if (host !== null) cut.add(host);
    }
  }
  for (const id of step.idsOf('IFCRELAGGREGATES')) {
    const args = step.read(id);
    const whole = refOf(args[4]);
    if (whole === null || !cut.has(whole)) continue;
    for (const part of refsOf(args[5])) cut.add(part);
  }
  return cut;
}

/** A material may bring the colour: products of materials that look different are never taken for the same. */
function materialsOfProducts(step: StepFile): (id: number) => number {
  const pictures = step.idsOf('IFCMATERIALDEFINITIONREPRESENTATION');
  if (pictures.length === 0) return () => 0;
  const picturesOf = new Map<number, number[]>();
  for (const id of pictures) {
    const [, , representations, material] = step.read(id);
    const rows = refsOf(representations).map((one) => step.rowOf(one));
    picturesOf.set(
      rowOfRef(step, refOf(material)),
      rows.filter((row) => row >= 0),
    );
  }
  const canonical = createCanonicalRecords(step, picturesOf);
  const materials = new Map<number, number>();
  for (const id of step.idsOf('IFCRELASSOCIATESMATERIAL')) {
    const args = step.read(id);
    const row = rowOfRef(step, refOf(args[5]));
    if (row < 0) continue;
    const meaning = canonical.of(row);
    for (const product of refsOf(args[4])) materials.set(product, meaning);
  }
  return (id) => materials.get(id) ?? -1;
}

function cutParts(
  step: StepFile,
  kept: readonly Kept[],
  dropped: ReadonlySet<number>,
  isShape: (row: number) => boolean,
  styledItemsOf: ReadonlyMap<number, readonly number[]>,
): KernelPart[] {
  const { types, typeNames, count, ids } = step.index;
  const useless = typeNames.map((name) => WITHOUT_SHAPE.test(name));
  /** Rows that only the parts with their products need; all others go into every part. */
  const owned = new Uint8Array(count);
  for (let row = 0; row < count; row++) if (isShape(row)) owned[row] = 1;
  for (const { row } of kept) owned[row] = 1;
  for (const items of styledItemsOf.values()) for (const row of items) owned[row] = 1;
  const neededBy = new Int32Array(count);
  const need = createReach(step, styledItemsOf, neededBy);
  let stamp = 0;

  const partOf = (products: readonly Kept[]): KernelPart => ({
    products: products.filter(({ isDrawn }) => isDrawn).map(({ row }) => ids[row] ?? 0),
    bytes() {
      stamp++;
      for (const { row, shapeRow } of products) {
        neededBy[row] = stamp;
        need(shapeRow, stamp);
      }
      return copyRecords(
        step,
        (row) =>
          useless[types[row] ?? 0] !== true &&
          !dropped.has(row) &&
          (owned[row] === 0 || neededBy[row] === stamp),
      );
    },
  });

  const parts: KernelPart[] = [];
  let from = 0;
  let bytes = 0;
  stamp++;
  for (const [i, { shapeRow }] of kept.entries()) {
    bytes += need(shapeRow, stamp);
    if (bytes < PART_BYTES && i + 1 < kept.length) continue;
    parts.push(partOf(kept.slice(from, i + 1)));
    from = i + 1;
    bytes = 0;
    stamp++;
  }
  return parts;
}

/** Marks a row and all it leads to as needed by a part; says how many bytes were not marked before. */
function createReach(
  step: StepFile,
  styledItemsOf: ReadonlyMap<number, readonly number[]>,
  neededBy: Int32Array,
): (row: number, part: number) => number {
  const { starts, ends } = step.index;
  const waiting: number[] = [];
  return (first, part) => {
    let bytes = 0;
    const look = (row: number): void => {
      if (row < 0 || neededBy[row] === part) return;
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

/** Header, the records that are kept in their order, and an end: a file of its own. */
function copyRecords({ bytes, index }: StepFile, keeps: (row: number) => boolean): Uint8Array {
  const { ends, count, firstAt } = index;
  const runs: number[] = [0, firstAt];
  let total = firstAt + FOOTER.length;
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
  out.set(FOOTER, at);
  return out;
}
