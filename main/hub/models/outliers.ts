/** Boxes that lie far off all others: one lost vertex must not move a building. */
import { emptyBox, joinBox, type Box } from './shapes.ts';

/** Below so few boxes nobody can say which of them is lost. */
const FEWEST = 8;
/** Share of the boxes at each end that the range of the others is not asked of. */
const TAIL = 0.1;
/** So many times their range from the others, and no less than that many metres. */
const RANGES = 10;
const LEAST_M = 500;

export function findOutliers(boxes: readonly Box[]): {
  /** Of all that are none; null where there is no box. */
  readonly bounds: Box | null;
  /** Places in `boxes`. */
  readonly outliers: readonly number[];
} {
  const bounds = emptyBox();
  if (boxes.length === 0) return { bounds: null, outliers: [] };
  const limits = boxes.length < FEWEST ? null : ([0, 1, 2] as const).map((axis) => limitsOf(boxes, axis));
  const outliers: number[] = [];
  for (const [i, box] of boxes.entries()) {
    const isOut = limits?.some(
      ({ low, high }, axis) => (box.min[axis] ?? 0) < low || (box.max[axis] ?? 0) > high,
    );
    if (isOut) outliers.push(i);
    else joinBox(bounds, box);
  }
  return { bounds, outliers };
}

function limitsOf(boxes: readonly Box[], axis: 0 | 1 | 2): { readonly low: number; readonly high: number } {
  const tail = Math.ceil(boxes.length * TAIL);
  const mins = Float64Array.from(boxes, ({ min }) => min[axis]).sort();
  const maxs = Float64Array.from(boxes, ({ max }) => max[axis]).sort();
  const low = mins[tail] ?? 0;
  const high = maxs[maxs.length - 1 - tail] ?? 0;
  const reachM = Math.max(LEAST_M, RANGES * (high - low));
  return { low: low - reachM, high: high + reachM };
}
