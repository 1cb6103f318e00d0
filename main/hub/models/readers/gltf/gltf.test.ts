import { describe, expect, it } from 'vitest';
import {
  areaOf,
  boxOf,
  breakAndRead,
  codesOf,
  elementsWithGeometry,
  hasRealFile,
  propertyOf,
  readWith,
  realSource,
  sourceOf,
} from '../testReading.ts';
import { gltfReader } from './index.ts';

const POSITIONS = [0, 0, 0, 2, 0, 0, 2, 0, -2, 0, 0, -2];
const INDEX = [0, 1, 2, 0, 2, 3];

/** A square of 2 m on the ground (y up, so x and −z), with room for more buffer views. */
function asset(change: (json: Record<string, unknown>) => void = () => {}, more: Buffer = Buffer.alloc(0)) {
  const binary = Buffer.concat([
    Buffer.from(Float32Array.from(POSITIONS).buffer),
    Buffer.from(Uint16Array.from(INDEX).buffer),
    more,
  ]);
  const json: Record<string, unknown> = {
    asset: { version: '2.0' },
    scene: 0,
    scenes: [{ nodes: [0] }],
    nodes: [{ name: 'Gate', mesh: 0, extras: { GlobalId: 'g-1', material: 'oak' } }],
    meshes: [{ primitives: [{ attributes: { POSITION: 0 }, indices: 1 }] }],
    accessors: [
      { bufferView: 0, componentType: 5126, count: 4, type: 'VEC3' },
      { bufferView: 1, componentType: 5123, count: 6, type: 'SCALAR' },
    ],
    bufferViews: [
      { buffer: 0, byteOffset: 0, byteLength: 48 },
      { buffer: 0, byteOffset: 48, byteLength: 12 },
      { buffer: 0, byteOffset: 60, byteLength: more.byteLength },
    ],
    buffers: [{ byteLength: binary.byteLength }],
  };
  change(json);
  return { json, binary };
}

function glb({ json, binary }: ReturnType<typeof asset>): Buffer {
  const text = Buffer.from(JSON.stringify(json));
  const padded = Buffer.concat([text, Buffer.alloc((4 - (text.length % 4)) % 4, 0x20)]);
  const chunk = (type: number, bytes: Buffer): Buffer => {
    const head = Buffer.alloc(8);
    head.writeUInt32LE(bytes.length, 0);
    head.writeUInt32LE(type, 4);
    return Buffer.concat([head, bytes]);
  };
  const body = Buffer.concat([chunk(0x4e4f534a, padded), chunk(0x004e4942, binary)]);
  const head = Buffer.alloc(12);
  head.write('glTF', 0, 'latin1');
  head.writeUInt32LE(2, 4);
  head.writeUInt32LE(12 + body.length, 8);
  return Buffer.concat([head, body]);
}

async function readGood(made: ReturnType<typeof asset>) {
  const reading = await readWith(gltfReader, sourceOf('a.glb', glb(made)));
  if (!reading.result.ok) throw new Error(reading.result.error.code);
  return { ...reading, read: reading.result.value };
}

describe('glTF', () => {
  it('makes nodes rows, extras properties, and turns y up into z up', async () => {
    const reading = await readGood(asset());
    expect(reading.rows).toMatchObject([{ globalId: 'g-1', type: 'Mesh', name: 'Gate' }]);
    expect(propertyOf(reading, 0, 'material')).toBe('oak');
    expect(boxOf(reading.read.geometry)).toEqual({ min: [0, 0, 0], max: [2, 2, 0] });
    expect(areaOf(reading.read.geometry)).toBeCloseTo(4, 6);
    expect(reading.read.geometry.vertices[4]).toBe(1);
  });

  it('places a mesh that several nodes use as one shape, along their transforms', async () => {
    const { rows, read } = await readGood(
      asset((json) => {
        json['nodes'] = [
          { name: 'Row', children: [1, 2], translation: [10, 0, 0] },
          { name: 'a', mesh: 0, scale: [2, 1, 1] },
          { name: 'b', mesh: 0, translation: [0, 5, 0] },
        ];
      }),
    );
    expect(rows.map(({ name, parent }) => [name, parent])).toEqual([
      ['Row', -1],
      ['a', 0],
      ['b', 0],
    ]);
    expect(read.geometry.shapes.length / 4).toBe(1);
    expect(boxOf(read.geometry, 1)).toEqual({ min: [10, 0, 0], max: [14, 2, 0] });
    expect(boxOf(read.geometry, 2)).toEqual({ min: [10, 0, 5], max: [12, 2, 5] });
  });

  it('takes the base colour of a material, coded for screens', async () => {
    const { read } = await readGood(
      asset((json) => {
        json['materials'] = [
          { alphaMode: 'BLEND', pbrMetallicRoughness: { baseColorFactor: [1, 0.2140411, 0, 0.5] } },
        ];
        json['meshes'] = [{ primitives: [{ attributes: { POSITION: 0 }, indices: 1, material: 0 }] }];
      }),
    );
    expect(read.geometry.pieces[2]).toBe(0x80007fff);
  });

  it('makes features of a mesh rows of their own, with what their table says', async () => {
    const ids = Buffer.from(Float32Array.from([0, 0, 0, 1]).buffer);
    const text = Buffer.from('Haus屋');
    const offsets = Buffer.from(Uint32Array.from([0, 4, text.length]).buffer);
    const heights = Buffer.from(Float32Array.from([3.5, 7]).buffer);
    const reading = await readGood(
      asset(
        (json) => {
          const last = { buffer: 0, byteLength: 8 };
          json['accessors'] = [
            ...(json['accessors'] as unknown[]),
            { bufferView: 2, componentType: 5126, count: 4, type: 'SCALAR' },
          ];
          json['bufferViews'] = [
            ...(json['bufferViews'] as unknown[]).slice(0, 2),
            { buffer: 0, byteOffset: 60, byteLength: 16 },
            { ...last, byteOffset: 76 },
            { buffer: 0, byteOffset: 84, byteLength: 12 },
            { buffer: 0, byteOffset: 96, byteLength: text.length },
          ];
          json['meshes'] = [
            {
              primitives: [
                {
                  attributes: { POSITION: 0, _FEATURE_ID_0: 2 },
                  extensions: {
                    EXT_mesh_features: { featureIds: [{ featureCount: 2, attribute: 0, propertyTable: 0 }] },
                  },
                },
              ],
            },
          ];
          json['meshes'] = JSON.parse(
            JSON.stringify(json['meshes']).replace('{"attributes"', '{"indices":1,"mode":5,"attributes"'),
          );
          json['extensions'] = {
            EXT_structural_metadata: {
              schema: {
                classes: {
                  house: {
                    properties: {
                      height: { type: 'SCALAR', componentType: 'FLOAT32' },
                      name: { type: 'STRING' },
                    },
                  },
                },
              },
              propertyTables: [
                {
                  class: 'house',
                  count: 2,
                  properties: { height: { values: 3 }, name: { values: 5, stringOffsets: 4 } },
                },
              ],
            },
          };
        },
        Buffer.concat([ids, heights, offsets, text]),
      ),
    );
    expect(reading.rows.slice(1)).toMatchObject([{ type: 'Feature', name: 'Haus', parent: 0 }]);
    expect(propertyOf(reading, 1, 'height')).toBe(3.5);
  });

  it('reads buffers that came with it, and tells of those that did not', async () => {
    const made = asset((json) => {
      json['buffers'] = [{ uri: 'data%20files/geometry.bin', byteLength: 60 }];
    });
    const source = sourceOf('a.gltf', JSON.stringify(made.json), { 'data files/geometry.bin': made.binary });
    expect((await readWith(gltfReader, source)).result).toMatchObject({ ok: true });
    expect((await readWith(gltfReader, source)).notes).toEqual([]);
    const missing = await readWith(gltfReader, sourceOf('a.gltf', JSON.stringify(made.json)));
    expect(missing.notes[0]).toMatchObject({
      code: 'companion-missing',
      params: { name: 'data%20files/geometry.bin' },
    });
  });

  it('gives a verdict on other versions and tells of what it cannot read', async () => {
    const old = await readWith(gltfReader, sourceOf('a.gltf', '{"asset":{"version":"1.0"},"meshes":{}}'));
    expect(old.result).toMatchObject({ ok: false, error: { code: 'format-version' } });
    const reading = await readGood(
      asset((json) => {
        json['meshes'] = [
          {
            primitives: [
              { attributes: { POSITION: 0 }, mode: 1 },
              { attributes: { POSITION: 0 }, extensions: { KHR_draco_mesh_compression: {} } },
              { attributes: { POSITION: 99 } },
            ],
          },
        ];
      }),
    );
    expect(codesOf(reading)).toEqual(['not-surfaces', 'objects-damaged', 'nothing-drawn']);
  });

  it('ends where nodes contain themselves, and where they go ten thousand deep', async () => {
    const circle = await readGood(
      asset((json) => {
        json['nodes'] = [
          { name: 'a', children: [1] },
          { name: 'b', mesh: 0, children: [0] },
        ];
      }),
    );
    expect(codesOf(circle)).toEqual(['reference-endless']);
    const deep = await readGood(
      asset((json) => {
        json['nodes'] = Array.from({ length: 10_000 }, (_, i) => ({ name: `n${i}`, children: [i + 1] }));
      }),
    );
    expect(codesOf(deep)).toContain('nested-too-deep');
  });

  it('believes no count that its bytes do not bear out', async () => {
    for (const count of [4_000_000_000, 1e300, -1, 100]) {
      const reading = await readGood(
        asset((json) => {
          (json['accessors'] as { count: number }[])[0] = { ...(json['accessors'] as object[])[0], count };
        }),
      );
      expect(codesOf(reading)).toContain('objects-damaged');
    }
  });

  it('answers whatever is cut off or changed', async () => {
    const { answers, slowestMs } = await breakAndRead(gltfReader, sourceOf('a.glb', glb(asset())), 400);
    expect(answers).toBe(400);
    expect(slowestMs).toBeLessThan(1000);
  });
});

describe('real glTF', () => {
  const HOUSE = '3dtiles/samples-1.1/MetadataGranularities/house-3-0.glb';
  it.skipIf(!hasRealFile(HOUSE))(
    'a house of a sample tileset (skipped without the shared data)',
    async () => {
      const { result } = await readWith(gltfReader, realSource(HOUSE));
      if (!result.ok) throw new Error(result.error.code);
      expect(elementsWithGeometry(result.value.geometry).size).toBeGreaterThan(0);
      expect(result.value.geometry.index.length).toBeGreaterThan(300);
    },
  );
});
