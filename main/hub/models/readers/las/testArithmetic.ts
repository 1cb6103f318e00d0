/** The other side of `arithmetic.ts`, for tests. */
import { createBitModel, createSymbolModel, type BitModel, type SymbolModel } from './arithmetic.ts';

const LEAST_LENGTH = 0x0100_0000;

export function createArithmeticEncoder() {
  const out: number[] = [];
  let base = 0;
  let length = 0xffff_ffff;
  const carry = (): void => {
    for (let at = out.length - 1; at >= 0; at--) {
      if (out[at] !== 0xff) {
        out[at] = (out[at] ?? 0) + 1;
        return;
      }
      out[at] = 0;
    }
  };
  const add = (by: number): void => {
    const sum = base + by;
    if (sum > 0xffff_ffff) carry();
    base = sum >>> 0;
  };
  const renormalise = (): void => {
    while (length < LEAST_LENGTH) {
      out.push(base >>> 24);
      base = (base << 8) >>> 0;
      length = (length << 8) >>> 0;
    }
  };
  return {
    symbol(model: SymbolModel, symbol: number): void {
      const { distribution, symbols } = model;
      const step = length >>> 15;
      const low = Math.imul(distribution[symbol] ?? 0, step) >>> 0;
      const high = symbol === symbols - 1 ? length : Math.imul(distribution[symbol + 1] ?? 0, step) >>> 0;
      add(low);
      length = high - low;
      renormalise();
      model.seen(symbol);
    },
    bit(model: BitModel, bit: number): void {
      const edge = Math.imul(model.zero, length >>> 13) >>> 0;
      if (bit === 0) length = edge;
      else {
        add(edge);
        length -= edge;
      }
      renormalise();
      model.seen(bit);
    },
    bits(count: number, value: number): void {
      if (count > 19) {
        this.bits(16, value & 0xffff);
        this.bits(count - 16, value >>> 16);
        return;
      }
      length >>>= count;
      add(value * length);
      renormalise();
    },
    finish(): Uint8Array {
      const wide = length > 2 * LEAST_LENGTH;
      add(wide ? LEAST_LENGTH : LEAST_LENGTH >>> 1);
      length = wide ? LEAST_LENGTH >>> 1 : LEAST_LENGTH >>> 9;
      renormalise();
      // As long as what a decoder reads ahead.
      return Uint8Array.from([...out, 0, 0, ...(wide ? [0] : [])]);
    },
  };
}

export function createIntegerEncoder(encoder: ReturnType<typeof createArithmeticEncoder>, contexts: number) {
  const lengths = Array.from({ length: contexts }, () => createSymbolModel(33));
  const single = createBitModel();
  const corrections = Array.from({ length: 33 }, (_, k) =>
    createSymbolModel(k > 0 ? 1 << Math.min(k, 8) : 2),
  );
  return {
    /** Gives how many bits the difference took. */
    put(guess: number, value: number, context: number): number {
      const off = (value - guess) | 0;
      let rest = off <= 0 ? -off : off - 1;
      let k = 0;
      for (; rest > 0; rest = Math.floor(rest / 2)) k++;
      const model = lengths[context];
      const own = corrections[k];
      if (!model || !own) throw new Error('No such context.');
      encoder.symbol(model, k);
      if (k === 0) encoder.bit(single, off);
      else if (k < 32) {
        const coded = off < 0 ? off + 2 ** k - 1 : off - 1;
        if (k <= 8) encoder.symbol(own, coded);
        else {
          encoder.symbol(own, coded >>> (k - 8));
          encoder.bits(k - 8, coded & ((1 << (k - 8)) - 1));
        }
      }
      return k;
    },
  };
}
