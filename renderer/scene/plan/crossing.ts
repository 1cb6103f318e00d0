/**
 * What of a triangle belongs on a storey's plan: where the plane of the cut goes through it, and, of those that look up
 * from below the cut, their edges. Pure; metres.
 */

/** Lines of one element: [x, y, x, y, …], four numbers each. */
export interface ElementLines {
  readonly cut: number[];
  readonly below: Map<string, readonly [number, number, number, number] | null>;
}

export interface Band {
  /** Height of the plane. */
  readonly cutM: number;
  /** What lies under this is of the storey below. */
  readonly lowM: number;
}

export function noLines(): ElementLines {
  return { cut: [], below: new Map() };
}

/** Steeper than this is a side, not a top: cosine of its angle to the vertical. */
const TOP = 0.5;
/** A plane that runs along faces would meet them in lines without end. */
const BESIDE_M = 1e-5;

const millimetres = (m: number) => Math.round(m * 1000);

/** Nine coordinates of a triangle, from `at` on. */
export function addTriangle(lines: ElementLines, { cutM, lowM }: Band, t: Float64Array): void {
  const [x0 = 0, y0 = 0, z0 = 0, x1 = 0, y1 = 0, z1 = 0, x2 = 0, y2 = 0, z2 = 0] = t;
  const least = Math.min(z0, z1, z2);
  const most = Math.max(z0, z1, z2);
  if (least > cutM || most < lowM) return;
  if (most > cutM) {
    const at = cutM + BESIDE_M;
    const ends: number[] = [];
    const cross = (ax: number, ay: number, az: number, bx: number, by: number, bz: number) => {
      if (az > at === bz > at) return;
      const share = (at - az) / (bz - az);
      ends.push(ax + (bx - ax) * share, ay + (by - ay) * share);
    };
    cross(x0, y0, z0, x1, y1, z1);
    cross(x1, y1, z1, x2, y2, z2);
    cross(x2, y2, z2, x0, y0, z0);
    const [ax = 0, ay = 0, bx = 0, by = 0] = ends;
    if (ends.length === 4 && Math.hypot(bx - ax, by - ay) > BESIDE_M) lines.cut.push(ax, ay, bx, by);
    return;
  }
  if (least < lowM) return;
  const [ux, uy, uz] = [x1 - x0, y1 - y0, z1 - z0];
  const [vx, vy, vz] = [x2 - x0, y2 - y0, z2 - z0];
  const [nx, ny, nz] = [uy * vz - uz * vy, uz * vx - ux * vz, ux * vy - uy * vx];
  if (nz <= TOP * Math.hypot(nx, ny, nz)) return;
  edge(lines.below, x0, y0, z0, x1, y1, z1);
  edge(lines.below, x1, y1, z1, x2, y2, z2);
  edge(lines.below, x2, y2, z2, x0, y0, z0);
}

/** An edge that two tops share lies within a face and is not drawn. */
function edge(
  below: ElementLines['below'],
  ax: number,
  ay: number,
  az: number,
  bx: number,
  by: number,
  bz: number,
): void {
  const a = `${millimetres(ax)},${millimetres(ay)},${millimetres(az)}`;
  const b = `${millimetres(bx)},${millimetres(by)},${millimetres(bz)}`;
  if (a === b) return;
  const key = a < b ? `${a} ${b}` : `${b} ${a}`;
  below.set(key, below.has(key) ? null : [ax, ay, bx, by]);
}
