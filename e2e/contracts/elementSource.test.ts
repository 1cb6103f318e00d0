/** What the scene asks of anything with elements, kept by a converted model as the hub writes it. */
import { createServer, type Server } from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { encodeChunk, type Piece } from '#hub/models/encodeChunk.ts';
import type { SceneModel } from '#scene/contract.ts';
import { createChunkSource } from '#scene/model/chunkSource.ts';
import { createSceneUniforms } from '#scene/shading/uniforms.ts';
import { flatPiece } from './flatPiece.ts';

/** A square metre lying at a height; two triangles. */
function plate(element: number, zM: number): Piece {
  return flatPiece(element, 1, [
    [0, 0, zM],
    [1, 0, zM],
    [1, 1, zM],
    [0, 1, zM],
  ]);
}

let server: Server;
let base = '';
const manifest: SceneModel = {
  id: 'm',
  name: 'm',
  contentKey: 'k',
  bounds: { minEnu: [0, 0, 0], maxEnu: [1, 1, 3] },
  storeys: [],
  chunks: [{ index: 0, triangles: 4, transparent: false }],
};
beforeAll(async () => {
  const { bytes } = await encodeChunk([plate(0, 3), plate(1, 0)], { transparent: false, wide: false });
  const columns = {
    globalId: ['roof', 'floor'],
    type: ['Slab', 'Slab'],
    name: ['', ''],
    storey: [-1, -1],
    parent: [-1, -1],
    centreEnu: [
      [0.5, 0.5, 3],
      [0.5, 0.5, 0],
    ],
    sizeM: [1, 1],
  };
  server = createServer(({ url = '' }, response) =>
    response.end(url.includes('/chunks/') ? bytes : JSON.stringify(columns)),
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  base = `http://127.0.0.1:${address !== null && typeof address === 'object' ? address.port : 0}`;
});
afterAll(() => void server.close());

test('loads, answers rays by stable names, skips what is hidden, stands where it was moved to, and lets go', async () => {
  const source = createChunkSource(base, manifest, [100, 200, 10], createSceneUniforms(), {
    ready: () => undefined,
    chunk: () => undefined,
    covered: () => undefined,
    missing: () => undefined,
  });
  expect(source.bounds()).toBeNull();
  expect(source.pick([100.4, 200.4, 20], [0, 0, -1])).toBeNull();
  await source.load();
  expect(source.bounds()).toEqual({ minEnu: [100, 200, 10], maxEnu: [101, 201, 13] });
  const fromAbove = () => source.pick([100.4, 200.6, 20], [0, 0, -1]);
  expect(fromAbove()?.elementId).toBe('roof');
  expect(fromAbove()?.distanceM).toBeCloseTo(7, 3);
  source.setStates(new Map([['roof', { hidden: true }]]));
  expect(fromAbove()?.elementId).toBe('floor');
  // What is not said stays as it was; who is not there is no fault.
  source.setStates(
    new Map([
      ['roof', { selected: true }],
      ['nobody', { hidden: true }],
    ] as const),
  );
  expect(fromAbove()?.elementId).toBe('floor');
  source.setStates(new Map([['roof', { hidden: false }]]));
  expect(fromAbove()?.elementId).toBe('roof');
  source.dispose();
  expect(fromAbove()).toBeNull();
});
