/** Meshes that Draco packed. The decoder is loaded when a file has one. */
import codec from 'draco3d';

export interface UnpackedMesh {
  readonly index: Float64Array;
  /** By Draco's own number of the attribute; null where it is missing. */
  attribute(
    id: number,
  ): { readonly values: Float64Array; readonly size: number; readonly count: number } | null;
}

export type UnpackMesh = (bytes: Uint8Array, attributes: readonly number[]) => UnpackedMesh | null;

const MOST_POINTS = 50_000_000;

export async function openDraco(): Promise<UnpackMesh> {
  const draco = await codec.createDecoderModule({});

  /** Numbers that a decoder writes into its own memory. */
  function copied<T>(
    bytes: number,
    write: (at: number) => boolean,
    read: (memory: ArrayBufferLike, at: number) => T,
  ): T | null {
    const at = draco._malloc(bytes);
    try {
      return write(at) ? read(draco.HEAPF32.buffer, at) : null;
    } finally {
      draco._free(at);
    }
  }

  return (bytes, attributes) => {
    const decoder = new draco.Decoder();
    const mesh = new draco.Mesh();
    try {
      const packed = Int8Array.from(bytes);
      if (!decoder.DecodeArrayToMesh(packed, packed.length, mesh).ok()) return null;
      const [corners, count] = [mesh.num_faces() * 3, mesh.num_points()];
      if (corners > MOST_POINTS || count > MOST_POINTS) return null;
      const index = copied(
        corners * 4,
        (at) => decoder.GetTrianglesUInt32Array(mesh, corners * 4, at),
        (memory, at) => Float64Array.from(new Uint32Array(memory, at, corners)),
      );
      if (!index) return null;
      const read = new Map<number, ReturnType<UnpackedMesh['attribute']>>();
      for (const id of attributes) {
        const attribute = decoder.GetAttributeByUniqueId(mesh, id);
        const size = attribute.num_components();
        const values = copied(
          count * size * 4,
          (at) =>
            decoder.GetAttributeDataArrayForAllPoints(
              mesh,
              attribute,
              draco.DT_FLOAT32,
              count * size * 4,
              at,
            ),
          (memory, at) => Float64Array.from(new Float32Array(memory, at, count * size)),
        );
        read.set(id, values && { values, size, count });
      }
      return { index, attribute: (id) => read.get(id) ?? null };
    } catch {
      return null;
    } finally {
      draco.destroy(mesh);
      draco.destroy(decoder);
    }
  };
}
