/** A small city as a tileset: one coarse plate over all, below it a hundred fine ones with a named feature each. */

const text = (value: unknown): Buffer => Buffer.from(JSON.stringify(value));

/** A square of this size lying at a place, z up, facing up; feature 0. */
function plate([x, y, z]: readonly [number, number, number], sizeM: number): Buffer {
  const positions = Float32Array.from([x, y, z, x + sizeM, y, z, x + sizeM, y + sizeM, z, x, y + sizeM, z]);
  const index = Uint16Array.from([0, 1, 2, 0, 2, 3]);
  const binary = Buffer.concat(
    [positions, new Float32Array(4), index].map(({ buffer }) => Buffer.from(buffer)),
  );
  return text({
    asset: { version: '2.0' },
    scene: 0,
    scenes: [{ nodes: [0] }],
    nodes: [{ mesh: 0 }],
    meshes: [{ primitives: [{ attributes: { POSITION: 0, _BATCHID: 1 }, indices: 2 }] }],
    accessors: [
      {
        bufferView: 0,
        componentType: 5126,
        count: 4,
        type: 'VEC3',
        min: [x, y, z],
        max: [x + sizeM, y + sizeM, z],
      },
      { bufferView: 1, componentType: 5126, count: 4, type: 'SCALAR' },
      { bufferView: 2, componentType: 5123, count: 6, type: 'SCALAR' },
    ],
    bufferViews: [
      { buffer: 0, byteLength: 48 },
      { buffer: 0, byteOffset: 48, byteLength: 16 },
      { buffer: 0, byteOffset: 64, byteLength: 12 },
    ],
    buffers: [{ uri: `data:application/octet-stream;base64,${binary.toString('base64')}`, byteLength: 76 }],
  });
}

function b3dm(content: Buffer, batch: object): Buffer {
  const pad = (bytes: Buffer) => Buffer.concat([bytes, Buffer.alloc((8 - (bytes.length % 8)) % 8, ' ')]);
  const [features, batched] = [
    pad(Buffer.concat([text({ BATCH_LENGTH: 1 }), Buffer.alloc(2, ' ')])),
    pad(text(batch)),
  ];
  const header = Buffer.alloc(28);
  header.write('b3dm', 0, 'latin1');
  [1, 28 + features.length + batched.length + content.length, features.length, 0, batched.length, 0].forEach(
    (value, i) => header.writeUInt32LE(value, 4 + i * 4),
  );
  return Buffer.concat([header, features, batched, content]);
}

const PER_SIDE = 10;
export const PLATE_M = 10;
export const CITY_M = PER_SIDE * PLATE_M;

/** Files by their path in the archive. The city's lower left corner is the tileset's origin. */
export function cityTileset(): { readonly name: string; readonly bytes: Buffer }[] {
  const box = (x: number, y: number, sizeM: number) => ({
    box: [x + sizeM / 2, y + sizeM / 2, 0, sizeM / 2, 0, 0, 0, sizeM / 2, 0, 0, 0, 1],
  });
  const files = [{ name: 'City/root.b3dm', bytes: b3dm(plate([0, 0, 0], CITY_M), { id: ['whole'] }) }];
  const children = Array.from({ length: PER_SIDE ** 2 }, (_, i) => {
    const [x, y] = [(i % PER_SIDE) * PLATE_M, Math.floor(i / PER_SIDE) * PLATE_M];
    files.push({
      name: `City/fine/${i}.b3dm`,
      bytes: b3dm(plate([x, y, 0.5], PLATE_M), { id: [`house-${i}`], floors: [i] }),
    });
    return { boundingVolume: box(x, y, PLATE_M), geometricError: 0, content: { uri: `fine/${i}.b3dm` } };
  });
  const tileset = {
    asset: { version: '1.0', gltfUpAxis: 'Z' },
    geometricError: 200,
    root: {
      boundingVolume: box(0, 0, CITY_M),
      geometricError: 20,
      refine: 'REPLACE',
      content: { uri: 'root.b3dm' },
      children,
    },
  };
  return [{ name: 'City/tileset.json', bytes: text(tileset) }, ...files];
}
