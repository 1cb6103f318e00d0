import codec from 'draco3d';
import { describe, expect, it } from 'vitest';
import { areaOf, boxOf, codesOf, readWith, sourceOf } from '../testReading.ts';
import { gltfReader } from './index.ts';

async function packedSquare(): Promise<{ readonly bytes: Buffer; readonly id: number }> {
  const draco = await codec.createEncoderModule({});
  const [builder, mesh, out] = [new draco.MeshBuilder(), new draco.Mesh(), new draco.DracoInt8Array()];
  builder.AddFacesToMesh(mesh, 2, Uint32Array.from([0, 1, 2, 0, 2, 3]));
  const places = Float32Array.from([0, 0, 0, 2, 0, 0, 2, 0, -2, 0, 0, -2]);
  const id = builder.AddFloatAttributeToMesh(mesh, draco.POSITION, 4, 3, places);
  const length = new draco.Encoder().EncodeMeshToDracoBuffer(mesh, out);
  return { bytes: Buffer.from(Int8Array.from({ length }, (_, i) => out.GetValue(i))), id };
}

const asset = (bytes: Buffer, id: number): string =>
  JSON.stringify({
    asset: { version: '2.0' },
    extensionsUsed: ['KHR_draco_mesh_compression'],
    nodes: [{ name: 'Gate', mesh: 0 }],
    meshes: [
      {
        primitives: [
          {
            attributes: { POSITION: 0 },
            extensions: { KHR_draco_mesh_compression: { bufferView: 0, attributes: { POSITION: id } } },
          },
        ],
      },
    ],
    accessors: [{ componentType: 5126, count: 4, type: 'VEC3' }],
    bufferViews: [{ buffer: 0, byteLength: bytes.length }],
    buffers: [
      { uri: `data:application/octet-stream;base64,${bytes.toString('base64')}`, byteLength: bytes.length },
    ],
  });

describe('glTF packed by Draco', () => {
  it('is drawn as it was before', async () => {
    const { bytes, id } = await packedSquare();
    const { result } = await readWith(gltfReader, sourceOf('a.gltf', asset(bytes, id)));
    if (!result.ok) throw new Error(result.error.code);
    expect(areaOf(result.value.geometry)).toBeCloseTo(4, 3);
    expect(boxOf(result.value.geometry)?.max[0]).toBeCloseTo(2, 3);
  });

  it('is left out where it is cut off, changed or not there', async () => {
    const { bytes, id } = await packedSquare();
    for (let length = 0; length < bytes.length; length += 5) {
      const cut = await readWith(gltfReader, sourceOf('a.gltf', asset(bytes.subarray(0, length), id)));
      expect(cut.result.ok).toBe(true);
    }
    for (let at = 0; at < bytes.length; at += 3) {
      const changed = Buffer.from(bytes);
      changed[at] = 255 - (changed[at] ?? 0);
      expect((await readWith(gltfReader, sourceOf('a.gltf', asset(changed, id)))).result.ok).toBe(true);
    }
    const other = await readWith(gltfReader, sourceOf('a.gltf', asset(bytes, 99)));
    expect(codesOf(other)).toContain('objects-damaged');
  });
});
