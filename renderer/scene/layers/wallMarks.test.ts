/** Windows by what is said of them: a draw for each level and its lines, whatever their number. */
import { DepthTexture, LineSegments, Mesh, Vector2, Vector4 } from 'three';
import { expect, test } from 'vitest';
import type { WallMark } from '../contract.ts';
import { createWallMarkLayer } from './wallMarks.ts';

const base = {
  depth: new DepthTexture(4, 4),
  usedPart: new Vector2(1, 1),
  bufferPx: new Vector2(4, 4),
  pane: new Vector4(0, 0, 1, 1),
};
const mark = (level: WallMark['level'], x: number): WallMark => ({
  level,
  cornersEnu: [
    [x, 0, 1],
    [x + 1, 0, 1],
    [x + 1, 0, 2],
    [x, 0, 2],
  ],
});

test('each level is one filling and one set of lines, and a poor one has more lines than a good one', () => {
  const layer = createWallMarkLayer(base);
  layer.set([mark('good', 0), mark('good', 20_000), mark('poor', 4), { level: 'fair', cornersEnu: [] }]);
  const lines = layer.group.children.filter((child) => child instanceof LineSegments);
  const faces = layer.group.children.filter((child) => child instanceof Mesh);
  expect([lines.length, faces.length]).toEqual([2, 2]);
  expect(lines.map(({ geometry }) => geometry.index?.count)).toEqual([16, 12]);
  expect(faces.map(({ geometry }) => geometry.index?.count)).toEqual([12, 6]);
  layer.set([]);
  expect(layer.group.children).toEqual([]);
  layer.dispose();
});
