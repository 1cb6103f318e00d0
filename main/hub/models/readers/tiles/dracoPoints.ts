/** Points that Draco packed. The decoder is loaded when a tile has them. */
import codec from 'draco3d';

export interface UnpackedPoints {
  readonly POSITION?: Float32Array;
  readonly RGB?: Float32Array;
  readonly RGBA?: Float32Array;
  readonly BATCH_ID?: Float32Array;
}

let module: ReturnType<typeof codec.createDecoderModule> | undefined;

/** `ids`: Draco's own numbers by the name of the property. Null where it is damaged or of another length. */
export async function openDracoPoints(): Promise<
  (bytes: Uint8Array, count: number, ids: ReadonlyMap<string, number>) => UnpackedPoints | null
> {
  const draco = await (module ??= codec.createDecoderModule({}));
  return (bytes, count, ids) => {
    const decoder = new draco.Decoder();
    const cloud = new draco.PointCloud();
    try {
      const packed = Int8Array.from(bytes);
      if (!decoder.DecodeArrayToPointCloud(packed, packed.length, cloud).ok()) return null;
      if (cloud.num_points() !== count) return null;
      const read: Record<string, Float32Array> = {};
      for (const [name, id] of ids) {
        const attribute = decoder.GetAttributeByUniqueId(cloud, id);
        const length = count * attribute.num_components();
        const at = draco._malloc(length * 4);
        const isRead = decoder.GetAttributeDataArrayForAllPoints(
          cloud,
          attribute,
          draco.DT_FLOAT32,
          length * 4,
          at,
        );
        if (isRead) read[name] = Float32Array.from(new Float32Array(draco.HEAPF32.buffer, at, length));
        draco._free(at);
      }
      return read['POSITION']?.length === count * 3 ? read : null;
    } catch {
      return null;
    } finally {
      draco.destroy(cloud);
      draco.destroy(decoder);
    }
  };
}
