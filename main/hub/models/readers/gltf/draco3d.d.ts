/** The part of the Draco codec that is used here; the package brings no types. */
declare module 'draco3d' {
  interface Attribute {
    num_components(): number;
  }
  interface Mesh {
    num_faces(): number;
    num_points(): number;
  }
  interface Decoder {
    DecodeArrayToMesh(bytes: Int8Array, length: number, mesh: Mesh): { ok(): boolean };
    GetTrianglesUInt32Array(mesh: Mesh, bytes: number, at: number): boolean;
    GetAttributeByUniqueId(mesh: Mesh, id: number): Attribute;
    GetAttributeDataArrayForAllPoints(
      mesh: Mesh,
      attribute: Attribute,
      type: number,
      bytes: number,
      at: number,
    ): boolean;
  }
  interface DecoderModule {
    readonly Decoder: new () => Decoder;
    readonly Mesh: new () => Mesh;
    readonly DT_FLOAT32: number;
    readonly HEAPF32: Float32Array;
    _malloc(bytes: number): number;
    _free(at: number): void;
    destroy(held: Mesh | Decoder): void;
  }
  interface EncodedBytes {
    GetValue(at: number): number;
  }
  interface EncoderModule {
    readonly Encoder: new () => {
      EncodeMeshToDracoBuffer(mesh: object, out: EncodedBytes): number;
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
    readonly DracoInt8Array: new () => EncodedBytes;
    readonly POSITION: number;
  }
  const codec: {
    createDecoderModule(options: object): Promise<DecoderModule>;
    createEncoderModule(options: object): Promise<EncoderModule>;
  };
  export default codec;
}
