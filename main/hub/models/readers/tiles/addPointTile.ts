/** Points of a tile into the cloud of its model: each under the row of its feature, of its class, or of the tile itself. */
import { MOST_POINTS, type PointCloudBuilder } from '#hub/models/points/pointCloud.ts';
import { POINT_CLASS_TYPE, pointClassName } from '#shared/models/pointClasses.ts';
import { fault } from '#shared/protocol/result.ts';
import { textAt } from '../attributes.ts';
import { MOST_POINT_FEATURES } from '../gltf/pointPrimitive.ts';
import { IDENTITY } from '../gltf/nodeTransform.ts';
import type { ReadInto } from '../reader.ts';
import { addRow, addSet } from '../rows.ts';
import { batchProperties } from './batchTable.ts';
import { readPointTile } from './pointTile.ts';
import type { PointTile } from './tileContent.ts';

const IDS = ['GlobalId', 'globalId', 'gml_id', 'guid', 'id'];

export interface PointTarget {
  readonly into: ReadInto;
  readonly cloud: () => PointCloudBuilder;
  /** Row of the tile. */
  readonly row: number;
  readonly id: string;
  /** Rows that other parts of the tile have made, by key. */
  readonly features: Map<string, number>;
  /** From a matrix of the tile to the file's frame. */
  readonly placed: (matrix: readonly number[]) => readonly number[];
}

export async function addPointTile(tile: PointTile, target: PointTarget): Promise<void> {
  const { into, row } = target;
  const read = await readPointTile(tile);
  if (!read) {
    into.notes.add(fault('points-damaged'));
    return;
  }
  const { count, places, centre, colors, features, classes } = read;
  if (count === 0) return;
  const first = [0, 1, 2].map((axis) => (centre[axis] ?? 0) + (places[axis] ?? 0));
  // Where it lies on earth is asked of the first point: the tile's own frame may be that of the earth.
  const m = target.placed([...IDENTITY.slice(0, 12), ...first, 1]);
  const [x0 = 0, y0 = 0, z0 = 0] = m.slice(12, 15);
  const cloud = target.cloud();
  if (cloud.tried + count > MOST_POINTS) {
    into.notes.add(fault('points-too-many'));
    return;
  }
  let beyond = 0;
  const look = { red: 0, green: 0, blue: 0, intensity: 0 };
  for (let i = 0; i < count; i++) {
    const x = (places[i * 3] ?? NaN) - (places[0] ?? 0);
    const y = (places[i * 3 + 1] ?? NaN) - (places[1] ?? 0);
    const z = (places[i * 3 + 2] ?? NaN) - (places[2] ?? 0);
    if (colors) {
      look.red = colors[i * 3] ?? 0;
      look.green = colors[i * 3 + 1] ?? 0;
      look.blue = colors[i * 3 + 2] ?? 0;
    }
    const own = features
      ? featureRow(tile, target, features[i] ?? 0)
      : classes
        ? classRow(target, classes[i] ?? 0)
        : row;
    if (own === null) beyond++;
    const element = own ?? row;
    cloud.add(
      x0 + (m[0] ?? 0) * x + (m[4] ?? 0) * y + (m[8] ?? 0) * z,
      y0 + (m[1] ?? 0) * x + (m[5] ?? 0) * y + (m[9] ?? 0) * z,
      z0 + (m[2] ?? 0) * x + (m[6] ?? 0) * y + (m[10] ?? 0) * z,
      look,
      element,
    );
  }
  into.notes.add(fault('points-many-features'), beyond);
}

/** Null: there are too many of them. */
function featureRow(
  { batchTable }: PointTile,
  { into, row, id, features }: PointTarget,
  feature: number,
): number | null {
  const key = `-1 ${feature}`;
  const known = features.get(key);
  if (known !== undefined) return known;
  if (features.size >= MOST_POINT_FEATURES) return null;
  const properties = batchTable ? batchProperties(batchTable, feature) : [];
  const told = Object.fromEntries(properties.map(([property, value]) => [property, value]));
  const own = textAt(told, IDS) || `${id}/${feature}`;
  const fresh = addRow(into, {
    globalId: own,
    type: 'Feature',
    name: textAt(told, ['name', 'Name']) || own,
    parent: row,
  });
  addSet(into, fresh, 'Attributes', properties);
  features.set(key, fresh);
  return fresh;
}

function classRow({ into, row, id, features }: PointTarget, number: number): number {
  const key = `class ${number}`;
  const known = features.get(key);
  if (known !== undefined) return known;
  const fresh = addRow(into, {
    globalId: `${id}/class-${number}`,
    type: POINT_CLASS_TYPE,
    name: pointClassName(number),
    parent: row,
  });
  features.set(key, fresh);
  return fresh;
}
