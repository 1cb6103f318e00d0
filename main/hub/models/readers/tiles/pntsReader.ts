/** A single tile of points, without the tileset that would place it. */
import { failure, fault, success, type Result } from '#shared/protocol/result.ts';
import type { PointCloudBuilder } from '#hub/models/points/pointCloud.ts';
import { createShapeBuilder } from '../geometry/shapeBuilder.ts';
import { multiply } from '../gltf/nodeTransform.ts';
import type { FormatReader, ReadInto, ReadSource, ReaderSource } from '../reader.ts';
import { addRow, addSet } from '../rows.ts';
import { startOf } from '../startOf.ts';
import { addPointTile } from './addPointTile.ts';
import { earthPlace, isOnEarth, type EarthPlace } from './earthPlace.ts';
import { readContent } from './tileContent.ts';

export const pntsReader: FormatReader = {
  id: 'pnts',
  recognises: (bytes) => startOf(bytes, 4) === 'pnts',
  ending: /\.pnts$/i,
  read,
};

async function read(
  { name, path, bytes, companions }: ReaderSource,
  into: ReadInto,
): Promise<Result<ReadSource>> {
  const { clouds } = readContent(bytes, path, companions);
  const row = addRow(into, { globalId: name, type: 'PointCloud', name });
  const held: { cloud: PointCloudBuilder | null; earth: EarthPlace | null; isPlaced: boolean } = {
    cloud: null,
    earth: null,
    isPlaced: false,
  };
  for (const tile of clouds)
    await addPointTile(tile, {
      into,
      cloud: () => (held.cloud ??= into.points.create()),
      row,
      id: name,
      features: new Map(),
      placed(matrix) {
        const point = matrix.slice(12, 15);
        if (!held.isPlaced && isOnEarth(point)) held.earth = earthPlace(point, into.anchors);
        held.isPlaced = true;
        return held.earth ? multiply(held.earth.toEnu, matrix) : matrix;
      },
    });
  const { cloud, earth } = held;
  into.notes.add(fault('points-not-numbers'), cloud?.lost ?? 0);
  if (!cloud || cloud.count === 0) {
    cloud?.dispose();
    return failure('las-no-points', { file: name });
  }
  const points = cloud.finish(row);
  addSet(into, row, '点云', [['点数', points.count, null]]);
  return success({
    schema: '3D Tiles 1.0 pnts',
    geometry: createShapeBuilder().finish(),
    georeference: earth?.georeference ?? null,
    points,
  });
}
