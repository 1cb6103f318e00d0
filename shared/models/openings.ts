/** Windows and doors of a model as upright boxes: what a façade is looked through for. */
import type { OrientedBox } from '#shared/twin/compound.ts';

export interface ModelOpening {
  readonly globalId: string;
  readonly name: string;
  /** Class of the file, for example `IfcWindow`. */
  readonly type: string;
  /** Index in the manifest's storeys, −1 where none. */
  readonly storey: number;
  /** Its width lies along x of the box, its depth along y. */
  readonly box: OrientedBox;
}

export const isOpening = (type: string): boolean => /^(ifc)?(window|door)(standardcase)?$/i.test(type);

/**
 * The upright box round points that is narrowest across, as windows are thinner than wide; null without points.
 * @param vertices x, y, z of each, ENU metres.
 */
export function uprightBox(vertices: readonly Float64Array[]): OrientedBox | null {
  const count = vertices.reduce((sum, one) => sum + one.length / 3, 0);
  if (count === 0) return null;
  const mean = [0, 0];
  for (const one of vertices)
    for (let v = 0; v < one.length; v += 3) {
      mean[0] = (mean[0] ?? 0) + (one[v] ?? 0) / count;
      mean[1] = (mean[1] ?? 0) + (one[v + 1] ?? 0) / count;
    }
  const [mx = 0, my = 0] = mean;
  let best: OrientedBox | null = null;
  for (const yawRad of yawsOf(vertices)) {
    const [cos, sin] = [Math.cos(yawRad), Math.sin(yawRad)];
    const low = [Infinity, Infinity, Infinity];
    const high = [-Infinity, -Infinity, -Infinity];
    const take = (axis: number, value: number): void => {
      low[axis] = Math.min(low[axis] ?? 0, value);
      high[axis] = Math.max(high[axis] ?? 0, value);
    };
    for (const one of vertices)
      for (let v = 0; v < one.length; v += 3) {
        const [x, y] = [(one[v] ?? 0) - mx, (one[v + 1] ?? 0) - my];
        take(0, cos * x + sin * y);
        take(1, cos * y - sin * x);
        take(2, one[v + 2] ?? 0);
      }
    const side = (axis: number): number => Math.max(1e-3, (high[axis] ?? 0) - (low[axis] ?? 0));
    const middle = (axis: number): number => ((low[axis] ?? 0) + (high[axis] ?? 0)) / 2;
    if (best && side(1) >= best.sizeM[1]) continue;
    best = {
      centreEnu: [mx + cos * middle(0) - sin * middle(1), my + sin * middle(0) + cos * middle(1), middle(2)],
      sizeM: [side(0), side(1), side(2)],
      yawRad,
    };
  }
  return best;
}

/** A box is narrowest along one of its edges; every degree, and the edges between neighbouring points. */
function yawsOf(vertices: readonly Float64Array[]): readonly number[] {
  const yaws = new Set(Array.from({ length: 180 }, (_, degree) => (degree * Math.PI) / 180));
  const first = vertices[0] ?? new Float64Array();
  for (let v = 3; v < Math.min(first.length, 300); v += 3) {
    const [dx, dy] = [(first[v] ?? 0) - (first[v - 3] ?? 0), (first[v + 1] ?? 0) - (first[v - 2] ?? 0)];
    if (Math.hypot(dx, dy) < 0.02) continue;
    const yaw = Math.atan2(dy, dx);
    for (const turned of [yaw, yaw + Math.PI / 2]) yaws.add(((turned % Math.PI) + Math.PI) % Math.PI);
  }
  return [...yaws];
}
