/** The screen reads back what the hub wrote: positions to a millimetre, order by size, ids, colours and BVH. */
import { BufferAttribute, BufferGeometry, DoubleSide, Ray, Vector3 } from 'three';
import { MeshBVH } from 'three-mesh-bvh';
import { expect, test } from 'vitest';
import { encodeChunk, type Piece } from '#hub/models/encodeChunk.ts';
import { decodeChunk } from '#scene/model/decodeChunk.ts';

/** A triangle at height `zM` with legs of `sizeM`. */
function triangle(element: number, sizeM: number, at: readonly [number, number, number]): Piece {
  const [x, y, z] = at;
  return {
    element,
    elementSizeM: sizeM,
    color: 0xff0000ff + element,
    positions: new Float64Array([x, y, z, x + sizeM, y, z, x, y + sizeM, z]),
    normals: new Float32Array([0, 0, 1, 0, 0, 1, 0, 0, 1]),
    index: new Uint32Array([0, 1, 2]),
  };
}

const copy = (bytes: Uint8Array): ArrayBuffer => new Uint8Array(bytes).buffer;

test.each([
  ['narrow', 45],
  ['wide', 300],
])('a %s chunk keeps a millimetre at map coordinates', async (_name, spreadM) => {
  const far = 512_345.678;
  const pieces = [triangle(7, 0.3, [far + spreadM, far, 3.3333]), triangle(9, 5, [far, far - 1.2345, 0])];
  const { bytes, triangles } = await encodeChunk(pieces, false);
  expect(triangles).toBe(2);
  const chunk = await decodeChunk(copy(bytes));
  expect([...chunk.elements]).toEqual([9, 9, 9, 7, 7, 7]);
  expect(Array.from(chunk.normals.slice(0, 4))).toEqual([0, 0, 127, 0]);
  expect(Array.from(chunk.colors.slice(0, 4))).toEqual([8, 1, 0, 255]);
  expect(chunk.tiers.map((tier) => tier.indexCount)).toEqual([3, 3, 3, 6]);
  const expected = [...(pieces[1]?.positions ?? []), ...(pieces[0]?.positions ?? [])];
  chunk.positions.forEach((value, i) => {
    expect(Math.abs(value + (chunk.originEnu[i % 3] ?? 0) - (expected[i] ?? 0))).toBeLessThan(0.001);
  });
});

test('the stored BVH finds the triangle under a ray', async () => {
  const pieces = Array.from({ length: 200 }, (_, i) => triangle(i, 0.5, [i % 20, Math.floor(i / 20), 0]));
  const { bytes } = await encodeChunk(pieces, false);
  const chunk = await decodeChunk(copy(bytes));
  const geometry = new BufferGeometry();
  geometry.setAttribute('position', new BufferAttribute(chunk.positions, 3));
  geometry.setIndex(new BufferAttribute(chunk.index, 1));
  const stored = {
    version: 1,
    roots: [...chunk.bvhRoots],
    index: chunk.index,
    indirectBuffer: chunk.bvhIndirect,
  };
  const bvh = MeshBVH.deserialize(stored, geometry, { setIndex: false });
  const hit = bvh.raycastFirst(new Ray(new Vector3(7.1, 3.1, 5), new Vector3(0, 0, -1)), DoubleSide);
  expect(chunk.elements[hit?.face?.a ?? 0]).toBe(67);
});
