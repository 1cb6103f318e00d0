/** The part of the Draco codec that is used here; the package brings no types. */
declare module 'draco3d' {
  interface Attribute {
    num_components(): number;
  }
  interface Mesh {
    num_faces(): number;
    num_points(): number;
  }
  interface PointCloud {
    num_points(): number;
  }
  interface Decoder {
    DecodeArrayToPointCloud(bytes: Int8Array, length: number, cloud: PointCloud): { ok(): boolean };
    DecodeArrayToMesh(bytes: Int8Array, length: number, mesh: Mesh): { ok(): boolean };
    GetTrianglesUInt32Array(mesh: Mesh, bytes: number, at: number): boolean;
    GetAttributeByUniqueId(mesh: Mesh | PointCloud, id: number): Attribute;
    GetAttributeDataArrayForAllPoints(
      mesh: Mesh | PointCloud,
      attribute: Attribute,
      type: number,
      bytes: number,
      at: number,
    ): boolean;
  }
  interface DecoderModule {
    readonly Decoder: new () => Decoder;
    readonly Mesh: new () => Mesh;
    readonly PointCloud: new () => PointCloud;
    readonly DT_FLOAT32: number;
    readonly HEAPF32: Float32Array;
    _malloc(bytes: number): number;
    _free(at: number): void;
    destroy(held: Mesh | PointCloud | Decoder): void;
  }
  interface EncodedBytes {
    GetValue(at: number): number;
  }
  interface EncoderModule {
    readonly Encoder: new () => {
      EncodeMeshToDracoBuffer(mesh: object, out: EncodedBytes): number;
      EncodePointCloudToDracoBuffer(cloud: object, duplicates: boolean, out: EncodedBytes): number;
    };
    readonly Mesh: new () => object;
    readonly MeshBuilder: new () => {
      AddFacesToMesh(mesh: object, faces: number, index: Uint32Array): void;
      AddFloatAttributeToMesh(
        mesh: object,
        type: number,
        points: number,
        size: number,
        values: Float32Array,
      ): number;
    };
    readonly PointCloud: new () => object;
    readonly PointCloudBuilder: new () => {
      AddFloatAttribute(
        cloud: object,
        type: number,
        points: number,
        size: number,
        values: Float32Array,
      ): number;
      AddUInt8Attribute(
        cloud: object,
        type: number,
        points: number,
        size: number,
        values: Uint8Array,
      ): number;
    };
    readonly DracoInt8Array: new () => EncodedBytes;
    readonly POSITION: number;
    readonly COLOR: number;
  }
  const codec: {
    createDecoderModule(options: object): Promise<DecoderModule>;
    createEncoderModule(options: object): Promise<EncoderModule>;
  };
  export default codec;
}
