/** Points of format 0 packed as LASzip 2 does it, for tests: places and classes change, all else stays as in the first. */
import { createSymbolModel, type SymbolModel } from './arithmetic.ts';
import { createArithmeticEncoder, createIntegerEncoder } from './testArithmetic.ts';

/** `records`: of 20 bytes, with one return each. */
export function packChunk(records: readonly Uint8Array[]): Uint8Array {
  const [first] = records;
  if (!first) return new Uint8Array(0);
  const encoder = createArithmeticEncoder();
  const changed = createSymbolModel(64);
  const classes = new Map<number, SymbolModel>();
  const dx = createIntegerEncoder(encoder, 2);
  const dy = createIntegerEncoder(encoder, 22);
  const dz = createIntegerEncoder(encoder, 20);
  const [medianX, medianY] = [createMedian(), createMedian()];
  const view = (record: Uint8Array) => new DataView(record.buffer, record.byteOffset, record.byteLength);
  let last = view(first);
  let height = 0;
  for (const record of records.slice(1)) {
    const point = view(record);
    const [before, after] = [last.getUint8(15), point.getUint8(15)];
    encoder.symbol(changed, before === after ? 0 : 8);
    if (before !== after) {
      const model = classes.get(before) ?? createSymbolModel(256);
      classes.set(before, model);
      encoder.symbol(model, after);
    }
    const x = (point.getInt32(0, true) - last.getInt32(0, true)) | 0;
    const kx = dx.put(medianX.get(), x, 1);
    medianX.add(x);
    const y = (point.getInt32(4, true) - last.getInt32(4, true)) | 0;
    const ky = dy.put(medianY.get(), y, 1 + (kx < 20 ? kx & ~1 : 20));
    medianY.add(y);
    const k = (kx + ky) >> 1;
    dz.put(height, point.getInt32(8, true), 1 + (k < 18 ? k & ~1 : 18));
    height = point.getInt32(8, true);
    last = point;
  }
  const packed = encoder.finish();
  const bytes = new Uint8Array(first.byteLength + packed.byteLength);
  bytes.set(first);
  bytes.set(packed, first.byteLength);
  return bytes;
}

/** Middle of the last five values, as LASzip keeps it. */
function createMedian() {
  const v = [0, 0, 0, 0, 0] as [number, number, number, number, number];
  let high = true;
  return {
    get: () => v[2],
    add(value: number): void {
      if (high) {
        if (value < v[2]) {
          v[4] = v[3];
          v[3] = v[2];
          if (value < v[0]) {
            v[2] = v[1];
            v[1] = v[0];
            v[0] = value;
          } else if (value < v[1]) {
            v[2] = v[1];
            v[1] = value;
          } else v[2] = value;
        } else {
          if (value < v[3]) {
            v[4] = v[3];
            v[3] = value;
          } else v[4] = value;
          high = false;
        }
        return;
      }
      if (v[2] < value) {
        v[0] = v[1];
        v[1] = v[2];
        if (v[4] < value) {
          v[2] = v[3];
          v[3] = v[4];
          v[4] = value;
        } else if (v[3] < value) {
          v[2] = v[3];
          v[3] = value;
        } else v[2] = value;
      } else {
        if (v[1] < value) {
          v[0] = v[1];
          v[1] = value;
        } else v[0] = value;
        high = true;
      }
    },
  };
}
