/** The screen reads back what the hub wrote: positions to half a millimetre, order by size, ids, colours, mirrors. */
import { expect, test } from 'vitest';
import { encodeChunk, type Piece } from '#hub/models/encodeChunk.ts';
import { boxOf } from '#hub/models/shapes.ts';
import { decodeChunk } from '#scene/model/decodeChunk.ts';
import { flatPiece } from './flatPiece.ts';

const copy = (bytes: Uint8Array): ArrayBuffer => new Uint8Array(bytes).buffer;
const plain = { transparent: false, wide: false };

/** A triangle with legs of `sizeM` at `at`. */
const triangle = (element: number, sizeM: number, at: readonly [number, number, number]): Piece =>
  flatPiece(
    element,
    sizeM,
    [
      [0.1, 0.2, 0.3],
      [0.1 + sizeM, 0.2, 0.3],
      [0.1, 0.2 + sizeM, 0.3],
    ],
    { atEnu: at, color: 0xff0000ff + element },
  );

/** In one order on both sides, whatever the last digits are. */
const sorted = (places: number[][]): number[][] =>
  places.sort((a, b) => {
    const [x = 0, y = 0] = [0, 1].map((axis) => Math.round(((a[axis] ?? 0) - (b[axis] ?? 0)) * 100));
    return x || y;
  });

/** Where the vertices of a chunk lie, as triples of their coordinates, sorted. */
function placesOf(chunk: Awaited<ReturnType<typeof decodeChunk>>): number[][] {
  const places: number[][] = [];
  for (let v = 0; v < chunk.positions.length; v += 3)
    places.push(chunk.originEnu.map((origin, axis) => origin + (chunk.positions[v + axis] ?? 0)));
  return sorted(places);
}

test.each([
  ['narrow', 45, false],
  ['wide', 300, true],
])('a %s chunk keeps half a millimetre at map coordinates', async (_name, spreadM, wide) => {
  const far = 512_345.678;
  const pieces = [
    triangle(7, 0.3, [far + spreadM, far, 3.3333]),
    triangle(9, spreadM, [far, far - 1.2345, 0]),
  ];
  const { bytes, triangles } = await encodeChunk(pieces, { transparent: false, wide });
  expect(triangles).toBe(2);
  const chunk = await decodeChunk(copy(bytes));
  expect([...chunk.elements]).toEqual([9, 9, 9, 7, 7, 7]);
  expect(Array.from(chunk.normals.slice(0, 4))).toEqual([0, 0, 127, 0]);
  expect(Array.from(chunk.colors.slice(0, 4))).toEqual([8, 1, 0, 255]);
  expect(chunk.tiers.map((tier) => tier.indexCount)).toEqual([3, 3, 3, 6]);
  const expected = sorted(
    pieces.flatMap(({ shape: { vertices }, frame }) =>
      [0, 6, 12].map((v) => [0, 1, 2].map((axis) => (vertices[v + axis] ?? 0) + (frame[9 + axis] ?? 0))),
    ),
  );
  placesOf(chunk).forEach((place, i) =>
    place.forEach((value, axis) => expect(Math.abs(value - (expected[i]?.[axis] ?? 0))).toBeLessThan(0.0006)),
  );
});

test('a shape that is placed often is stored once and laid out everywhere', async () => {
  const shared = triangle(0, 0.5, [0, 0, 0]);
  const at = (i: number): Piece => {
    const frame = [0, 1, 0, -1, 0, 0, 0, 0, 1, i % 50, Math.floor(i / 50), 0];
    return { ...shared, element: i, frame, box: boxOf(shared.shape, frame) };
  };
  const one = await encodeChunk([at(0)], plain);
  const many = await encodeChunk(
    Array.from({ length: 1000 }, (_, i) => at(i)),
    plain,
  );
  expect(many.bytes.length).toBeLessThan(one.bytes.length * 12);
  const chunk = await decodeChunk(copy(many.bytes));
  expect(chunk.index.length).toBe(3000);
  expect(chunk.positions.length).toBe(9000);
  // Turned by a quarter: x of the shape is y of the compound.
  const first = placesOf(await decodeChunk(copy(one.bytes)));
  expect(first[0]?.map((value) => Number(value.toFixed(2)))).toEqual([-0.7, 0.1, 0.3]);
});

test('through a mirror triangles turn round and normals stay outside', async () => {
  const piece = triangle(0, 1, [0, 0, 0]);
  const frame = [-1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0];
  const { bytes } = await encodeChunk([{ ...piece, frame, box: boxOf(piece.shape, frame) }], plain);
  const { positions, index, normals } = await decodeChunk(copy(bytes));
  const corner = (k: number) => [0, 1].map((axis) => positions[(index[k] ?? 0) * 3 + axis] ?? 0);
  const [a = [], b = [], c = []] = [corner(0), corner(1), corner(2)];
  const doubled =
    ((b[0] ?? 0) - (a[0] ?? 0)) * ((c[1] ?? 0) - (a[1] ?? 0)) -
    ((b[1] ?? 0) - (a[1] ?? 0)) * ((c[0] ?? 0) - (a[0] ?? 0));
  expect(doubled).toBeGreaterThan(0);
  expect(Array.from(normals.slice(0, 3))).toEqual([0, 0, 127]);
});

test.each([false, true])('pictures and where they lie come through (wide: %s)', async (wide) => {
  const skinned = (element: number, key: string, uv: readonly number[]): Piece => {
    const own = triangle(element, 1, [element * 3, 0, 0]);
    const picture = { bytes: new Uint8Array(0), key, widthPx: 64, heightPx: 64, isCutOut: false };
    return {
      ...own,
      shape: {
        ...own.shape,
        skin: { picture, uv: Float32Array.from(uv), repeats: uv.some((one) => one < 0 || one > 1) },
      },
    };
  };
  const pieces = [skinned(1, 'roof', [0, 1, 1, 1, 0, 0.25]), skinned(2, 'wall', [-2.5, 7, 0, 0, 1, 3])];
  const pictures = [
    { file: 4, isCutOut: false },
    { file: 9, isCutOut: true },
  ];
  const layers = { widthPx: 64, heightPx: 64, pictures };
  const layerOf = ({ key }: { readonly key: string }) => (key === 'roof' ? 0 : 1);
  const { bytes } = await encodeChunk(pieces, { transparent: false, wide, layers: { ...layers, layerOf } });
  const chunk = await decodeChunk(copy(bytes));
  expect(chunk.layers).toEqual(layers);
  const found = [...chunk.elements].map((element, v) => [
    element,
    (chunk.positions[v * 3] ?? 0) + chunk.originEnu[0],
    ...(chunk.onLayers?.slice(v * 3, v * 3 + 3) ?? []),
  ]);
  const close = (value: number) => expect.closeTo(value, 3) as number;
  // Half a texel of the layer: beyond it the opposite edge begins.
  const edge = 0.5 / 64;
  const inOrder = found.toSorted((a, b) =>
    a.reduce((way, one, i) => way || Math.round((one - (b[i] ?? 0)) * 100), 0),
  );
  expect(inOrder).toEqual(
    [
      [1, 3.1, edge, 0.25, 0],
      [1, 3.1, edge, 1 - edge, 0],
      [1, 4.1, 1 - edge, 1 - edge, 0],
      [2, 6.1, -2.5, 7, 1],
      [2, 6.1, 1, 3, 1],
      [2, 7.1, 0, 0, 1],
    ].map((row) => row.map(close)),
  );
});
