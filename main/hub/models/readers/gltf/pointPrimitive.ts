/** Primitives of a glTF mesh that are points: places, colours and features of each. */
import type { PointCloudBuilder } from '#hub/models/points/pointCloud.ts';
import { arrayOf, isObject } from '../jsonText.ts';
import { numberAt, type Accessors } from './accessors.ts';
import type { Json } from './container.ts';

export interface GltfPoints {
  /** [n, 3] in the mesh's frame, y up. */
  readonly places: Float64Array;
  /** [n, 3] or [n, 4], 0…1; null: none. */
  readonly colors: { readonly values: Float64Array; readonly size: number } | null;
  /** Feature of each; null: the whole mesh. */
  readonly features: Float64Array | null;
  readonly propertyTable: number;
}

const POINTS = 0;
/** A row each for so many features of a tile or node: some writers number every point. */
export const MOST_POINT_FEATURES = 100_000;

export function readPointPrimitives(mesh: unknown, accessors: Accessors): GltfPoints[] {
  return arrayOf(isObject(mesh) ? mesh['primitives'] : null)
    .filter(isObject)
    .filter((primitive) => numberAt(primitive, 'mode', 4) === POINTS)
    .flatMap((primitive) => {
      const packed = accessors.readPacked(primitive);
      const places = packed?.attribute('POSITION');
      if (!packed || places?.size !== 3) return [];
      const colors = packed.attribute('COLOR_0');
      const extension: Json = isObject(primitive['extensions']) ? primitive['extensions'] : {};
      const held = extension['EXT_mesh_features'];
      const set = isObject(held) ? arrayOf(held['featureIds']).find(isObject) : undefined;
      const ids = packed.attribute(set ? `_FEATURE_ID_${numberAt(set, 'attribute', -1)}` : '_BATCHID');
      return [
        {
          places: places.values,
          colors: colors && colors.size >= 3 && colors.count === places.count ? colors : null,
          features: ids?.count === places.count ? ids.values : null,
          propertyTable: set ? numberAt(set, 'propertyTable', -1) : -1,
        },
      ];
    });
}

/** `m`: 12 numbers, axes and origin. */
export function addGltfPoints(
  { places, colors, features }: GltfPoints,
  m: readonly number[],
  cloud: PointCloudBuilder,
  rowOf: (feature: number | null) => number,
): void {
  const look = { red: 0, green: 0, blue: 0, intensity: 0 };
  const channel = (i: number, k: number): number =>
    colors
      ? Math.round(255 * Math.max(0, Math.min(1, colors.values[i * colors.size + k] ?? 0)) ** (1 / 2.2))
      : 0;
  for (let i = 0; i * 3 < places.length; i++) {
    const [x = NaN, y = NaN, z = NaN] = places.subarray(i * 3, i * 3 + 3);
    look.red = channel(i, 0);
    look.green = channel(i, 1);
    look.blue = channel(i, 2);
    const at = (axis: 0 | 1 | 2): number =>
      (m[axis] ?? 0) * x + (m[3 + axis] ?? 0) * y + (m[6 + axis] ?? 0) * z + (m[9 + axis] ?? 0);
    cloud.add(at(0), at(1), at(2), look, rowOf(features ? (features[i] ?? 0) : null));
  }
}
