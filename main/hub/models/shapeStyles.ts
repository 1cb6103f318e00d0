/** Which styles shapes are given, and which of these contain themselves: a kernel that follows them would never end. */
import { createCanonicalRecords } from './step/canonicalRecords.ts';
import type { StepFile } from './step/stepFile.ts';
import { refOf, refsOf } from './step/stepValues.ts';

export interface ShapeStyles {
  /** Shape → styles, both as rows. */
  readonly stylesOf: ReadonlyMap<number, readonly number[]>;
  /** Shape → the records that give it a style, as rows. */
  readonly itemsOf: ReadonlyMap<number, readonly number[]>;
  /** Rows that contain themselves. */
  readonly circular: readonly number[];
  /** Rows that give such a style, to a shape or to a material: what has them is drawn without. */
  readonly dropped: readonly number[];
}

/** Records that give styles, and which of their arguments names these. */
const GIVING = [
  ['IFCSTYLEDITEM', 1],
  ['IFCSTYLEDREPRESENTATION', 3],
  ['IFCMATERIALDEFINITIONREPRESENTATION', 2],
] as const;

/** A style is given from outside: IfcStyledItem names the shape, not the other way round. */
export function readStyles(step: StepFile): ShapeStyles {
  const stylesOf = new Map<number, number[]>();
  const itemsOf = new Map<number, number[]>();
  const dropped: number[] = [];
  const add = (map: Map<number, number[]>, row: number, more: readonly number[]): void => {
    const held = map.get(row);
    if (held) held.push(...more);
    else map.set(row, [...more]);
  };
  const given = GIVING.flatMap(([type, argument]) =>
    Array.from(step.idsOf(type), (id) => ({ id, argument })),
  );
  const canonical = given.length > 0 ? createCanonicalRecords(step, new Map()) : null;
  for (const { id, argument } of given) {
    const args = step.read(id);
    const styles = refsOf(args[argument])
      .map((style) => step.rowOf(style))
      .filter((style) => style >= 0);
    for (const style of styles) canonical?.of(style);
    if (styles.some((style) => canonical?.isCircular(style))) {
      dropped.push(step.rowOf(id));
      continue;
    }
    const item = argument === 1 ? refOf(args[0]) : null;
    const row = item === null ? -1 : step.rowOf(item);
    if (row < 0) continue;
    add(itemsOf, row, [step.rowOf(id)]);
    add(stylesOf, row, styles);
  }
  return { stylesOf, itemsOf, circular: canonical?.circular ?? [], dropped };
}
