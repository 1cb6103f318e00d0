/** Instances of an i3dm as matrices with the feature each is. */
type Json = Readonly<Record<string, unknown>>;

const MOST_INSTANCES = 1_000_000;

export function instancesOf(
  features: Json,
  binary: Uint8Array,
): { readonly matrix: readonly number[]; readonly feature: number }[] {
  const count = Math.min(Number(features['INSTANCES_LENGTH']) || 0, MOST_INSTANCES);
  const data = new DataView(binary.buffer, binary.byteOffset, binary.byteLength);
  const offsetOf = (name: string): number | null => {
    const held = features[name];
    const from =
      typeof held === 'object' && held !== null && 'byteOffset' in held ? Number(held.byteOffset) : NaN;
    return Number.isInteger(from) && from >= 0 ? from : null;
  };
  const floats = (name: string, size: number, i: number): number[] | null => {
    const from = offsetOf(name);
    if (from === null || from + (i + 1) * size * 4 > binary.byteLength) return null;
    return Array.from({ length: size }, (_, k) => data.getFloat32(from + (i * size + k) * 4, true));
  };
  const quantised = (i: number): number[] | null => {
    const from = offsetOf('POSITION_QUANTIZED');
    const [offset, scale] = [features['QUANTIZED_VOLUME_OFFSET'], features['QUANTIZED_VOLUME_SCALE']];
    if (
      from === null ||
      from + (i + 1) * 6 > binary.byteLength ||
      !Array.isArray(offset) ||
      !Array.isArray(scale)
    )
      return null;
    return [0, 1, 2].map(
      (k) => Number(offset[k]) + (data.getUint16(from + i * 6 + k * 2, true) / 65535) * Number(scale[k]),
    );
  };
  const batchIds = features['BATCH_ID'];
  const width =
    typeof batchIds === 'object' && batchIds !== null && 'componentType' in batchIds
      ? ({ UNSIGNED_BYTE: 1, UNSIGNED_INT: 4 }[String(batchIds.componentType)] ?? 2)
      : 2;
  const featureOf = (i: number): number => {
    const from = offsetOf('BATCH_ID');
    if (from === null || from + (i + 1) * width > binary.byteLength) return i;
    const at = from + i * width;
    return width === 1
      ? data.getUint8(at)
      : width === 4
        ? data.getUint32(at, true)
        : data.getUint16(at, true);
  };
  return Array.from({ length: count }, (_, i) => i).flatMap((i) => {
    const position = floats('POSITION', 3, i) ?? quantised(i);
    if (!position) return [];
    const up = floats('NORMAL_UP', 3, i) ?? [0, 1, 0];
    const right = floats('NORMAL_RIGHT', 3, i) ?? [1, 0, 0];
    const [ux = 0, uy = 1, uz = 0] = up;
    const [rx = 1, ry = 0, rz = 0] = right;
    const forward = [ry * uz - rz * uy, rz * ux - rx * uz, rx * uy - ry * ux];
    const even = floats('SCALE', 1, i)?.[0] ?? 1;
    const scale = (floats('SCALE_NON_UNIFORM', 3, i) ?? [1, 1, 1]).map((value) => value * even);
    const axes = [right, up, forward].flatMap((axis, k) => [
      ...axis.map((value) => value * (scale[k] ?? 1)),
      0,
    ]);
    return [{ matrix: [...axes, ...position, 1], feature: featureOf(i) }];
  });
}
