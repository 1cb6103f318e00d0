/** Numbers in registers of 16 bits, in any order of words and bytes, and back. Pure. */
import type { Register, Write } from '#shared/protocol/meter.ts';

type Kind = Pick<Register, 'type' | 'wordOrder' | 'byteOrder' | 'scale' | 'offset'>;

const lengths = { bit: 1, int16: 1, uint16: 1, int32: 2, uint32: 2, float32: 2, float64: 4 } as const;

export function lengthOf({ type }: Pick<Register, 'type'>): number {
  return lengths[type];
}

/** Null where the registers hold no number. Coils and discrete inputs are words of 0 or 1. */
export function valueIn(words: readonly unknown[], kind: Kind): number | boolean | null {
  const plain = words.filter(
    (word): word is number =>
      typeof word === 'number' && Number.isInteger(word) && word >= 0 && word <= 65_535,
  );
  if (plain.length !== words.length || plain.length !== lengthOf(kind)) return null;
  if (kind.type === 'bit') return plain[0] !== 0;
  const view = new DataView(new ArrayBuffer(plain.length * 2));
  const ordered = kind.wordOrder === 'little' ? plain.toReversed() : plain;
  ordered.forEach((word, nth) => view.setUint16(nth * 2, word, kind.byteOrder === 'little'));
  const raw = readers[kind.type](view);
  const value = raw * (kind.scale ?? 1) + (kind.offset ?? 0);
  return Number.isFinite(value) ? value : null;
}

const readers = {
  int16: (view: DataView) => view.getInt16(0),
  uint16: (view: DataView) => view.getUint16(0),
  int32: (view: DataView) => view.getInt32(0),
  uint32: (view: DataView) => view.getUint32(0),
  float32: (view: DataView) => view.getFloat32(0),
  float64: (view: DataView) => view.getFloat64(0),
} as const;

const ranges = {
  int16: [-32_768, 32_767],
  uint16: [0, 65_535],
  int32: [-2_147_483_648, 2_147_483_647],
  uint32: [0, 4_294_967_295],
} as const;

/** Null where the type cannot hold it. */
export function wordsFor(value: number | boolean, kind: Pick<Write, keyof Kind>): number[] | null {
  if (kind.type === 'bit') return [Number(value) === 0 ? 0 : 1];
  const { type, scale = 1, offset = 0 } = kind;
  const raw = (Number(value) - offset) / scale;
  if (!Number.isFinite(raw)) return null;
  const view = new DataView(new ArrayBuffer(lengthOf(kind) * 2));
  if (type === 'float32') view.setFloat32(0, raw);
  else if (type === 'float64') view.setFloat64(0, raw);
  else {
    const whole = Math.round(raw);
    const [least, most] = ranges[type];
    if (whole < least || whole > most) return null;
    if (type === 'int16' || type === 'uint16') view.setUint16(0, whole & 0xffff);
    else view.setUint32(0, whole >>> 0);
  }
  const words = Array.from({ length: lengthOf(kind) }, (_, nth) =>
    view.getUint16(nth * 2, kind.byteOrder === 'little'),
  );
  return kind.wordOrder === 'little' ? words.toReversed() : words;
}
