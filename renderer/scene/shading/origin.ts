/**
 * Where a layer's own coordinates begin. The card counts in single precision, which at 20 km from the compound's
 * origin means millimetres; so every layer keeps its points relative to a place among them, and the way from there to
 * the camera is worked out in doubles (three's model-view matrix). Pure.
 */
import type { Enu } from '#shared/twin/compound.ts';

/** The middle of what the points span; the compound's origin where there are none. */
export function originOf(points: readonly Enu[]): Enu {
  if (points.length === 0) return [0, 0, 0];
  const middle = (axis: 0 | 1 | 2) => {
    let [low, high] = [Infinity, -Infinity];
    for (const point of points) {
      low = Math.min(low, point[axis]);
      high = Math.max(high, point[axis]);
    }
    return (low + high) / 2;
  };
  return [middle(0), middle(1), middle(2)];
}

export function offsetFrom(origin: Enu, point: Enu): Enu {
  return [point[0] - origin[0], point[1] - origin[1], point[2] - origin[2]];
}
