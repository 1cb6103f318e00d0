import codec from 'draco3d';
import { describe, expect, it } from 'vitest';
import { breakAndRead, codesOf, propertyOf, readWith, sourceOf } from '../testReading.ts';
import { gltfReader } from '../gltf/index.ts';
import { pntsReader } from './pntsReader.ts';
import { tilesReader } from './index.ts';

const text = (value: unknown): Buffer => {
  const plain = JSON.stringify(value);
  return Buffer.from(plain.padEnd(Math.ceil(plain.length / 8) * 8));
};

function pnts(
  features: object,
  binary: Buffer,
  batch: object | null = null,
  batchBinary = Buffer.alloc(0),
): Buffer {
  const [feature, batched] = [text(features), batch ? text(batch) : Buffer.alloc(0)];
  const header = Buffer.alloc(28);
  header.write('pnts', 0, 'latin1');
  header.writeUInt32LE(1, 4);
  header.writeUInt32LE(28 + feature.length + binary.length + batched.length + batchBinary.length, 8);
  [feature.length, binary.length, batched.length, batchBinary.length].forEach((size, i) =>
    header.writeUInt32LE(size, 12 + i * 4),
  );
  return Buffer.concat([header, feature, binary, batched, batchBinary]);
}

const floats = (...values: readonly number[]): Buffer => Buffer.from(Float32Array.from(values).buffer);
const places = floats(0, 0, 0, 10, 0, 0, 10, 20, 3);

async function cloudOf(bytes: Uint8Array) {
  const reading = await readWith(pntsReader, sourceOf('a.pnts', bytes));
  if (!reading.result.ok) throw new Error(reading.result.error.code);
  const { points, georeference } = reading.result.value;
  return { ...reading, count: points?.count, colors: points?.colors, boxes: points?.boxes, georeference };
}

describe('tiles of points', () => {
  it('plain places, quantised ones, and those that Draco packed', async () => {
    const plain = await cloudOf(pnts({ POINTS_LENGTH: 3, POSITION: { byteOffset: 0 } }, places));
    expect(plain.boxes?.get(0)).toEqual({ min: [0, 0, 0], max: [10, 20, 3] });
    const steps = Buffer.from(Uint16Array.from([0, 0, 0, 65535, 65535, 65535]).buffer);
    const volume = { QUANTIZED_VOLUME_OFFSET: [-5, -5, 0], QUANTIZED_VOLUME_SCALE: [10, 10, 4] };
    const quantised = await cloudOf(
      pnts({ POINTS_LENGTH: 2, POSITION_QUANTIZED: { byteOffset: 0 }, ...volume }, steps),
    );
    expect(quantised.boxes?.get(0)).toEqual({ min: [-5, -5, 0], max: [5, 5, 4] });

    const draco = await codec.createEncoderModule({});
    const [builder, cloud, out] = [
      new draco.PointCloudBuilder(),
      new draco.PointCloud(),
      new draco.DracoInt8Array(),
    ];
    const place = builder.AddFloatAttribute(
      cloud,
      draco.POSITION,
      3,
      3,
      new Float32Array(places.buffer, places.byteOffset, 9),
    );
    const color = builder.AddUInt8Attribute(
      cloud,
      draco.COLOR,
      3,
      3,
      Uint8Array.from([255, 0, 0, 0, 255, 0, 0, 0, 255]),
    );
    const length = new draco.Encoder().EncodePointCloudToDracoBuffer(cloud, false, out);
    const bytes = Buffer.from(Int8Array.from({ length }, (_, i) => out.GetValue(i)));
    const extension = { properties: { POSITION: place, RGB: color }, byteOffset: 0, byteLength: length };
    const packed = {
      POINTS_LENGTH: 3,
      POSITION: { byteOffset: 0 },
      RGB: { byteOffset: 0 },
      extensions: { '3DTILES_draco_point_compression': extension },
    };
    const unpacked = await cloudOf(pnts(packed, bytes));
    expect(unpacked).toMatchObject({ count: 3, colors: 'own' });
    expect(unpacked.boxes?.get(0)?.max[1]).toBeCloseTo(20, 3);
  });

  it.each([
    ['RGB', { RGB: { byteOffset: 36 } }, Buffer.from([255, 0, 0, 0, 255, 0, 0, 0, 255])],
    ['RGBA', { RGBA: { byteOffset: 36 } }, Buffer.alloc(12, 200)],
    [
      'RGB565',
      { RGB565: { byteOffset: 36 } },
      Buffer.from(Uint16Array.from([0xf800, 0x07e0, 0x001f]).buffer),
    ],
    ['CONSTANT_RGBA', { CONSTANT_RGBA: [10, 20, 30, 255] }, Buffer.alloc(0)],
  ])('%s', async (_name, color, bytes) => {
    const features = { POINTS_LENGTH: 3, POSITION: { byteOffset: 0 }, ...color };
    expect((await cloudOf(pnts(features, Buffer.concat([places, bytes])))).colors).toBe('own');
  });

  it('makes features of the batch table elements with their properties', async () => {
    const features = {
      POINTS_LENGTH: 3,
      BATCH_LENGTH: 2,
      POSITION: { byteOffset: 0 },
      BATCH_ID: { byteOffset: 36, componentType: 'UNSIGNED_BYTE' },
    };
    const reading = await cloudOf(
      pnts(features, Buffer.concat([places, Buffer.from([0, 1, 1, 0])]), {
        name: ['roof', 'wall'],
        height: [4, 5],
      }),
    );
    expect(reading.rows.map(({ name }) => name)).toEqual(['a.pnts', 'roof', 'wall']);
    expect(propertyOf(reading, 2, 'height')).toBe(5);
    expect([...(reading.boxes?.keys() ?? [])]).toEqual([1, 2, 0]);
  });

  it('makes no element of every point where each is a feature of its own', async () => {
    const count = 100_500;
    const features = {
      POINTS_LENGTH: count,
      BATCH_LENGTH: count,
      POSITION: { byteOffset: 0 },
      BATCH_ID: { byteOffset: count * 12, componentType: 'UNSIGNED_INT' },
    };
    const ids = Uint32Array.from({ length: count }, (_, i) => i);
    const reading = await readWith(
      pntsReader,
      sourceOf('a.pnts', pnts(features, Buffer.concat([Buffer.alloc(count * 12), Buffer.from(ids.buffer)]))),
    );
    expect(reading.rows).toHaveLength(100_001);
    expect(reading.notes).toEqual([expect.objectContaining({ code: 'points-many-features', count: 500 })]);
    expect(reading.result.ok && reading.result.value.points?.counts.get(0)).toBe(500);
  });

  it('makes classes of points elements', async () => {
    const batch = { Classification: { byteOffset: 0, componentType: 'UNSIGNED_BYTE', type: 'SCALAR' } };
    const bytes = pnts(
      { POINTS_LENGTH: 3, POSITION: { byteOffset: 0 } },
      places,
      batch,
      Buffer.from([2, 5, 2]),
    );
    expect((await cloudOf(bytes)).rows.map(({ name }) => name)).toEqual(['a.pnts', '地面', '高植被']);
  });

  it('stands where its centre says, alone and in a tileset', async () => {
    const centre = [-2_276_041, 5_012_090, 3_211_940];
    const tile = pnts({ POINTS_LENGTH: 3, POSITION: { byteOffset: 0 }, RTC_CENTER: centre }, places);
    const alone = await cloudOf(tile);
    expect(alone.georeference?.georeference).toMatchObject({ kind: 'map' });
    expect(alone.georeference?.georeference).toHaveProperty('lonDeg', expect.closeTo(114.42, 1));
    const root = { geometricError: 0, refine: 'ADD', content: { uri: 'a.pnts' } };
    const tileset = JSON.stringify({ asset: { version: '1.0' }, geometricError: 10, root });
    const { result, ...rest } = await readWith(
      tilesReader,
      sourceOf('tileset.json', tileset, { 'a.pnts': tile }),
    );
    if (!result.ok) throw new Error(result.error.code);
    expect(result.value.points?.count).toBe(3);
    expect(result.value.georeference?.georeference).toMatchObject({ kind: 'map' });
    expect(codesOf({ result, ...rest })).toEqual([]);
  });

  it('answers whatever was cut off or changed', async () => {
    const bytes = pnts(
      { POINTS_LENGTH: 3, POSITION: { byteOffset: 0 }, RGB: { byteOffset: 36 } },
      Buffer.concat([places, Buffer.alloc(9)]),
    );
    const broken = await breakAndRead(pntsReader, sourceOf('a.pnts', bytes), 200);
    expect(broken.answers).toBe(200);
    expect(broken.slowestMs).toBeLessThan(10_000);
  });
});

it('points of a glTF are a cloud below their node, turned z up', async () => {
  const binary = Buffer.concat([places, floats(1, 0, 0, 0, 1, 0, 0, 0, 1)]);
  const asset = JSON.stringify({
    asset: { version: '2.0' },
    nodes: [{ name: 'Scan', mesh: 0, translation: [100, 0, 0] }],
    meshes: [{ primitives: [{ mode: 0, attributes: { POSITION: 0, COLOR_0: 1 } }] }],
    accessors: [0, 1].map((bufferView) => ({ bufferView, componentType: 5126, count: 3, type: 'VEC3' })),
    bufferViews: [0, 36].map((byteOffset) => ({ buffer: 0, byteOffset, byteLength: 36 })),
    buffers: [{ uri: `data:application/octet-stream;base64,${binary.toString('base64')}`, byteLength: 72 }],
  });
  const reading = await readWith(gltfReader, sourceOf('a.gltf', asset));
  if (!reading.result.ok) throw new Error(reading.result.error.code);
  const { points } = reading.result.value;
  expect(codesOf(reading)).toEqual([]);
  expect(reading.rows.map(({ name }) => name)).toEqual(['Scan']);
  expect(points?.colors).toBe('own');
  // Without the sign of zero.
  expect(JSON.stringify(points?.boxes.get(0))).toBe('{"min":[100,-3,0],"max":[110,0,20]}');
});

it('leaves out points that instances multiply beyond all measure', async () => {
  const zeros = { componentType: 5126, count: 1_000_000, type: 'VEC3' };
  const asset = JSON.stringify({
    asset: { version: '2.0' },
    nodes: [
      {
        mesh: 0,
        extensions: { EXT_mesh_gpu_instancing: { attributes: { TRANSLATION: 1 } } },
      },
    ],
    meshes: [{ primitives: [{ mode: 0, attributes: { POSITION: 0 } }] }],
    accessors: [zeros, { ...zeros, count: 1000 }],
  });
  const reading = await readWith(gltfReader, sourceOf('a.gltf', asset));
  expect(codesOf(reading)).toContain('points-too-many');
});

it('makes no element of every point of a glTF either', async () => {
  const count = 100_500;
  const ids = Float32Array.from({ length: count }, (_, i) => i);
  const bytes = Buffer.from(ids.buffer);
  const feature = { featureIds: [{ featureCount: count, attribute: 0 }] };
  const attributes = { POSITION: 0, _FEATURE_ID_0: 1 };
  const asset = JSON.stringify({
    asset: { version: '2.0' },
    nodes: [{ name: 'Scan', mesh: 0 }],
    meshes: [{ primitives: [{ mode: 0, attributes, extensions: { EXT_mesh_features: feature } }] }],
    accessors: [
      { componentType: 5126, count, type: 'VEC3' },
      { bufferView: 0, componentType: 5126, count, type: 'SCALAR' },
    ],
    bufferViews: [{ buffer: 0, byteOffset: 0, byteLength: bytes.byteLength }],
    buffers: [
      {
        uri: `data:application/octet-stream;base64,${bytes.toString('base64')}`,
        byteLength: bytes.byteLength,
      },
    ],
  });
  const reading = await readWith(gltfReader, sourceOf('a.gltf', asset));
  expect(reading.rows).toHaveLength(100_001);
  expect(codesOf(reading)).toContain('points-many-features');
});
