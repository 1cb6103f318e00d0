/**
 * A first look at a large IFC file, before it is known what in it is alike: some of its products as a small file of their own,
 * the largest kinds first, from all over it. Products with openings are left to those who have the time.
 */
import { createReach, copyRecords, type KernelPart } from './kernelParts.ts';
import type { StepFile } from './step/stepFile.ts';
import { refOf } from './step/stepValues.ts';
import { readUnits } from './units.ts';

/** Smaller files are there before anybody asks. */
const LARGE_BYTES = 8 * 2 ** 20;
const LOOK_BYTES = 1.5 * 2 ** 20;
const MOST_PRODUCTS = 400;
/** Whose triangles one sees from afar. */
const KINDS = [
  'IFCSLAB',
  'IFCROOF',
  'IFCWALLSTANDARDCASE',
  'IFCWALL',
  'IFCCURTAINWALL',
  'IFCPLATE',
  'IFCCOLUMN',
  'IFCBEAM',
  'IFCBUILDINGELEMENTPROXY',
  'IFCMEMBER',
];
/** Without these no shape has a size. */
const ALWAYS = ['IFCPROJECT', 'IFCUNITASSIGNMENT'];

/** Null where the file is small or has no unit of length, or has nothing of these kinds. */
export function quickLook(step: StepFile): Pick<KernelPart, 'products' | 'bytes'> | null {
  if (step.bytes.byteLength < LARGE_BYTES || readUnits(step).badLengthId !== null) return null;
  const cut = new Set(Array.from(step.idsOf('IFCRELVOIDSELEMENT'), (id) => refOf(step.read(id)[4])));
  const whole = KINDS.flatMap((kind) => [...step.idsOf(kind)].filter((id) => !cut.has(id)));
  if (whole.length === 0) return null;
  const needed = new Int32Array(step.index.count);
  const reach = createReach(step, stylesOf(step), needed);
  for (const kind of ALWAYS) for (const id of step.idsOf(kind)) reach(step.rowOf(id), 1);
  const stride = Math.max(1, Math.floor(whole.length / MOST_PRODUCTS));
  const products: number[] = [];
  let bytes = 0;
  for (let i = 0; i < whole.length && bytes < LOOK_BYTES; i += stride) {
    const id = whole[i] ?? 0;
    products.push(id);
    bytes += reach(step.rowOf(id), 1);
  }
  return { products, bytes: () => copyRecords(step, (row) => needed[row] === 1) };
}

function stylesOf(step: StepFile): ReadonlyMap<number, readonly number[]> {
  const items = new Map<number, number[]>();
  for (const id of step.idsOf('IFCSTYLEDITEM')) {
    const item = refOf(step.read(id)[0]);
    if (item === null) continue;
    const row = step.rowOf(item);
    const held = items.get(row);
    if (held) held.push(step.rowOf(id));
    else items.set(row, [step.rowOf(id)]);
  }
  return items;
}
