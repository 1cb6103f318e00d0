/** Which products of an IFC file the geometry kernel makes: of those with the same shape one, the others are placed beside it. */
import { cutParts, type KernelPart, type KeptProduct, type ShapedRow } from './kernelParts.ts';
import { elementTypes, featureTypes, otherTypes } from './ifcTypes.ts';
import { createEvaluations } from './shapeEvaluations.ts';
import { readStyles } from './shapeStyles.ts';
import { createPlacements, invertFrame, multiplyFrames } from './productPlacement.ts';
import { createCanonicalRecords } from './step/canonicalRecords.ts';
import type { StepFile } from './step/stepFile.ts';
import { refOf, refsOf } from './step/stepValues.ts';
import type { ProjectUnits } from './units.ts';

/** A product that looks like another one: it is where `frame` takes the other. Doubles, column-major, metres, z up. */
export interface Copy {
  readonly id: number;
  readonly of: number;
  readonly frame: readonly number[];
}

export interface KernelInput {
  readonly parts: readonly KernelPart[];
  readonly copies: readonly Copy[];
  /** Records that contain themselves; products made of them are left out. */
  readonly circular: readonly number[];
  /** Styles that contain themselves; what has them is drawn without. */
  readonly circularStyles: readonly number[];
  /** Products and openings that are too much for a kernel; they are left out. */
  readonly tooMuch: readonly number[];
}

/** `partBytes`: above which a further part pays for opening it. */
export function kernelInput(
  step: StepFile,
  { lengthM, badLengthId }: Pick<ProjectUnits, 'lengthM' | 'badLengthId'>,
  partBytes?: number,
): KernelInput {
  const styles = readStyles(step);
  const canonical = createCanonicalRecords(step, styles.stylesOf);
  const frameOf = createPlacements(step);
  const openingsOf = readOpenings(step);
  const materialOf = materialsOfProducts(step);

  const idOfRow = (row: number): number => step.index.ids[row] ?? 0;

  const firstOf = new Map<string, number>();
  const copies: Copy[] = [];
  const kept: KeptProduct[] = [];
  const dropped = new Set<number>(styles.dropped);
  if (badLengthId !== null) dropped.add(step.rowOf(badLengthId));
  const isTooMuch = createEvaluations(step);
  const tooMuch: number[] = [];
  /** Whether a kernel may be asked for it. */
  const canBeMade = (id: number, row: number, shapeRow: number): boolean => {
    const isCircular = canonical.isCircular(shapeRow);
    if (!isCircular && !isTooMuch(shapeRow)) return true;
    dropped.add(row);
    if (!isCircular) tooMuch.push(id);
    return false;
  };
  const features = new Map<number, ShapedRow>();
  for (const type of step.types.filter((one) => featureTypes.has(one))) {
    for (const id of step.idsOf(type)) {
      const row = step.rowOf(id);
      const shapeRow = rowOfRef(step, refOf(step.read(id)[6]));
      if (shapeRow < 0) continue;
      canonical.of(shapeRow);
      if (canBeMade(id, row, shapeRow)) features.set(id, { row, shapeRow });
    }
  }
  for (const type of step.types) {
    if (!elementTypes.has(type) && !otherTypes.has(type)) continue;
    for (const id of step.idsOf(type)) {
      const args = step.read(id);
      const placement = refOf(args[5]);
      const shapeRow = rowOfRef(step, refOf(args[6]));
      if (shapeRow < 0) continue;
      const row = step.rowOf(id);
      const meaning = canonical.of(shapeRow);
      if (!canBeMade(id, row, shapeRow)) continue;
      const isDrawn = type !== 'IFCSPACE';
      const openings = openingsOf.get(id);
      if (openings) {
        const own = [...openings].flatMap((opening) => features.get(opening) ?? []);
        kept.push({ isDrawn, row, shapeRow, features: own });
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
      kept.push({ isDrawn, row, shapeRow, features: [] });
    }
  }
  return {
    parts: cutParts(
      step,
      {
        kept,
        features: [...features.values()],
        dropped,
        isShape: canonical.isSeen,
        styledItemsOf: styles.itemsOf,
        added: badLengthId === null ? '' : `#${badLengthId}=IFCSIUNIT(*,.LENGTHUNIT.,$,.METRE.);`,
      },
      partBytes,
    ),
    copies,
    circular: canonical.circular.map(idOfRow),
    circularStyles: styles.circular.map(idOfRow),
    tooMuch,
  };
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

/** What is cut out of products or added to them; parts of a whole have what the whole has. Their triangles are their own. */
function readOpenings(step: StepFile): ReadonlyMap<number, ReadonlySet<number>> {
  const openings = new Map<number, Set<number>>();
  const add = (product: number, more: Iterable<number>): void => {
    openings.set(product, new Set([...(openings.get(product) ?? []), ...more]));
  };
  for (const type of ['IFCRELVOIDSELEMENT', 'IFCRELPROJECTSELEMENT']) {
    for (const id of step.idsOf(type)) {
      const args = step.read(id);
      const host = refOf(args[4]);
      const feature = refOf(args[5]);
      if (host !== null && feature !== null) add(host, [feature]);
    }
  }
  for (const id of step.idsOf('IFCRELAGGREGATES')) {
    const args = step.read(id);
    const ofWhole = openings.get(refOf(args[4]) ?? -1);
    if (ofWhole) for (const part of refsOf(args[5])) add(part, ofWhole);
  }
  return openings;
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
