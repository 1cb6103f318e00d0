/** Where IfcLocalPlacement puts a product: its axes and origin in the file's own frame, in the file's length unit. */
import type { StepFile } from './step/stepFile.ts';
import { numberOf, refOf, type StepValue } from './step/stepValues.ts';

/** x axis, y axis, z axis, origin: twelve doubles, column-major; axes of length one. */
export type Frame = readonly number[];
type Vector = readonly [number, number, number];

export const IDENTITY_FRAME: Frame = [1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0];
const DEEPEST = 64;

/** a · b: what is in b's frame, seen from a's. */
export function multiplyFrames(a: Frame, b: Frame): number[] {
  const out: number[] = [];
  for (let column = 0; column < 4; column++) {
    const [x = 0, y = 0, z = 0] = b.slice(column * 3, column * 3 + 3);
    for (let row = 0; row < 3; row++)
      out.push(
        (a[row] ?? 0) * x +
          (a[row + 3] ?? 0) * y +
          (a[row + 6] ?? 0) * z +
          (column === 3 ? (a[row + 9] ?? 0) : 0),
      );
  }
  return out;
}

/** Of a frame whose axes are of length one and square to each other. */
export function invertFrame(f: Frame): number[] {
  const [a = 1, b = 0, c = 0, d = 0, e = 1, g = 0, h = 0, i = 0, j = 1, x = 0, y = 0, z = 0] = f;
  return [
    a,
    d,
    h,
    b,
    e,
    i,
    c,
    g,
    j,
    -(a * x + b * y + c * z),
    -(d * x + e * y + g * z),
    -(h * x + i * y + j * z),
  ];
}

/** Frames of placements by id; null where one is of a kind that only the geometry kernel understands. */
export function createPlacements(step: StepFile): (placementId: number | null) => Frame | null {
  const known = new Map<number, Frame | null>();
  const frameOf = (id: number, depth: number): Frame | null => {
    const held = known.get(id);
    if (held !== undefined) return held;
    if (depth > DEEPEST || step.typeOf(id) !== 'IFCLOCALPLACEMENT') return null;
    const [above, own] = step.read(id);
    const local = axesOf(step, refOf(own));
    const aboveId = refOf(above);
    const outer = aboveId === null ? IDENTITY_FRAME : frameOf(aboveId, depth + 1);
    const frame = local && outer ? multiplyFrames(outer, local) : null;
    known.set(id, frame);
    return frame;
  };
  return (placementId) => (placementId === null ? IDENTITY_FRAME : frameOf(placementId, 0));
}

function axesOf(step: StepFile, id: number | null): Frame | null {
  if (id === null) return null;
  const args = step.read(id);
  const origin = vectorOf(step, refOf(args[0]));
  if (!origin) return null;
  const type = step.typeOf(id);
  if (type === 'IFCAXIS2PLACEMENT2D') {
    const x = unit(vectorOf(step, refOf(args[1])) ?? [1, 0, 0]);
    return x && [x[0], x[1], 0, -x[1], x[0], 0, 0, 0, 1, origin[0], origin[1], 0];
  }
  if (type !== 'IFCAXIS2PLACEMENT3D') return null;
  const z = unit(vectorOf(step, refOf(args[1])) ?? [0, 0, 1]);
  const toward = vectorOf(step, refOf(args[2])) ?? [1, 0, 0];
  if (!z) return null;
  const along = z[0] * toward[0] + z[1] * toward[1] + z[2] * toward[2];
  const x = unit([toward[0] - along * z[0], toward[1] - along * z[1], toward[2] - along * z[2]]);
  if (!x) return null;
  const y: Vector = [z[1] * x[2] - z[2] * x[1], z[2] * x[0] - z[0] * x[2], z[0] * x[1] - z[1] * x[0]];
  return [...x, ...y, ...z, ...origin];
}

/** Of a point or a direction; a third number that is not there is zero. */
function vectorOf(step: StepFile, id: number | null): Vector | null {
  if (id === null) return null;
  const list: StepValue | undefined = step.read(id)[0];
  if (!Array.isArray(list) || list.length < 2) return null;
  const [x, y, z] = [numberOf(list[0]), numberOf(list[1]), list.length > 2 ? numberOf(list[2]) : 0];
  return x === null || y === null || z === null ? null : [x, y, z];
}

function unit([x, y, z]: Vector): Vector | null {
  const length = Math.hypot(x, y, z);
  return length > 0 && Number.isFinite(length) ? [x / length, y / length, z / length] : null;
}
