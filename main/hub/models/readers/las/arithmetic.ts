/** Adaptive arithmetic decoding as LASzip does it: what the chunk table of a LAZ file is packed with. */

const LEAST_LENGTH = 0x0100_0000;
const LENGTH_SHIFT = 15;
const MOST_COUNT = 1 << LENGTH_SHIFT;
const BIT_LENGTH_SHIFT = 13;
const BIT_MOST_COUNT = 1 << BIT_LENGTH_SHIFT;

export interface SymbolModel {
  readonly symbols: number;
  readonly distribution: Uint32Array;
  seen(symbol: number): void;
}

/** Frequencies of symbols, scaled to 2^15; the same on both sides of a file. */
export function createSymbolModel(symbols: number): SymbolModel {
  const distribution = new Uint32Array(symbols);
  const counts = new Uint32Array(symbols).fill(1);
  let total = 0;
  let cycle = symbols;
  let until = 0;
  const update = (): void => {
    total += cycle;
    if (total > MOST_COUNT) {
      total = 0;
      for (let i = 0; i < symbols; i++) total += counts[i] = ((counts[i] ?? 0) + 1) >>> 1;
    }
    const scale = Math.floor(0x8000_0000 / total);
    let sum = 0;
    for (let i = 0; i < symbols; i++) {
      distribution[i] = Number((BigInt(scale) * BigInt(sum)) >> BigInt(31 - LENGTH_SHIFT));
      sum += counts[i] ?? 0;
    }
    cycle = Math.min((5 * cycle) >>> 2, (symbols + 6) << 3);
    until = cycle;
  };
  update();
  until = cycle = (symbols + 6) >>> 1;
  return {
    symbols,
    distribution,
    seen(symbol) {
      counts[symbol] = (counts[symbol] ?? 0) + 1;
      if (--until === 0) update();
    },
  };
}

export interface BitModel {
  readonly zero: number;
  seen(bit: number): void;
}

export function createBitModel(): BitModel {
  let zeros = 1;
  let total = 2;
  let zero = 1 << (BIT_LENGTH_SHIFT - 1);
  let cycle = 4;
  let until = 4;
  return {
    get zero() {
      return zero;
    },
    seen(bit) {
      if (bit === 0) zeros++;
      if (--until > 0) return;
      total += cycle;
      if (total > BIT_MOST_COUNT) {
        total = (total + 1) >>> 1;
        zeros = (zeros + 1) >>> 1;
        if (zeros === total) total++;
      }
      const scale = Math.floor(0x8000_0000 / total);
      zero = Number((BigInt(zeros) * BigInt(scale)) >> BigInt(31 - BIT_LENGTH_SHIFT));
      cycle = Math.min((5 * cycle) >>> 2, 64);
      until = cycle;
    },
  };
}

export interface ArithmeticDecoder {
  symbol(model: SymbolModel): number;
  bit(model: BitModel): number;
  bits(count: number): number;
}

/** Throws beyond the end of the bytes. */
export function createArithmeticDecoder(bytes: Uint8Array, from: number): ArithmeticDecoder {
  let at = from;
  let length = 0xffff_ffff;
  let value = 0;
  // The coder reads a few bytes more than were written.
  const byte = (): number => {
    if (at > bytes.byteLength + 8) throw new Error('The coded numbers end too soon.');
    return bytes[at++] ?? 0;
  };
  for (let i = 0; i < 4; i++) value = ((value << 8) | byte()) >>> 0;
  const renormalise = (): void => {
    while (length < LEAST_LENGTH) {
      value = ((value << 8) | byte()) >>> 0;
      length = (length << 8) >>> 0;
    }
  };
  return {
    symbol(model) {
      const { distribution, symbols } = model;
      const step = length >>> LENGTH_SHIFT;
      let symbol = 0;
      let low = 0;
      let high = length;
      for (let end = symbols, middle = symbols >>> 1; middle !== symbol; middle = (symbol + end) >>> 1) {
        const edge = Math.imul(step, distribution[middle] ?? 0) >>> 0;
        if (edge > value) {
          end = middle;
          high = edge;
        } else {
          symbol = middle;
          low = edge;
        }
      }
      value -= low;
      length = high - low;
      renormalise();
      model.seen(symbol);
      return symbol;
    },
    bit(model) {
      const edge = Math.imul(model.zero, length >>> BIT_LENGTH_SHIFT) >>> 0;
      const bit = value >= edge ? 1 : 0;
      if (bit === 0) length = edge;
      else {
        value -= edge;
        length -= edge;
      }
      renormalise();
      model.seen(bit);
      return bit;
    },
    bits(count) {
      if (count > 19) {
        const low = this.bits(16);
        return ((this.bits(count - 16) << 16) | low) >>> 0;
      }
      length >>>= count;
      const read = Math.floor(value / length);
      value -= read * length;
      renormalise();
      return read;
    },
  };
}

const BITS_HIGH = 8;

/** Numbers of 32 bits as differences from what was guessed, in several contexts. */
export function createIntegerDecoder(decoder: ArithmeticDecoder, contexts: number) {
  const lengths = Array.from({ length: contexts }, () => createSymbolModel(33));
  const single = createBitModel();
  const corrections = Array.from({ length: 33 }, (_, k) =>
    createSymbolModel(k > 0 ? 1 << Math.min(k, BITS_HIGH) : 2),
  );
  return {
    next(guess: number, context: number): number {
      const model = lengths[context];
      if (!model) throw new Error('No such context.');
      const k = decoder.symbol(model);
      return (guess + correction(k)) | 0;
    },
  };

  function correction(k: number): number {
    if (k === 0) return decoder.bit(single);
    if (k === 32) return -0x8000_0000;
    const own = corrections[k];
    if (!own) throw new Error('No such length.');
    let read = decoder.symbol(own);
    if (k > BITS_HIGH) {
      const low = k - BITS_HIGH;
      read = ((read << low) | decoder.bits(low)) >>> 0;
    }
    return read >= 2 ** (k - 1) ? read + 1 : read - (2 ** k - 1);
  }
}
