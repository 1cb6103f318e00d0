/** References in the bytes of a record, without parsing it; what stands in quotes is text. */
const HASH = 35;
const QUOTE = 39;

export function forEachReference(
  bytes: Uint8Array,
  from: number,
  to: number,
  visit: (id: number) => void,
): void {
  for (let at = from; at < to; at++) {
    const c = bytes[at] ?? 0;
    if (c === QUOTE) {
      const close = bytes.indexOf(QUOTE, at + 1);
      if (close < 0) return;
      at = close;
    } else if (c === HASH) {
      let id = 0;
      let digit = bytes[at + 1] ?? 0;
      while (digit >= 48 && digit <= 57) {
        id = id * 10 + digit - 48;
        at++;
        digit = bytes[at + 1] ?? 0;
      }
      visit(id);
    }
  }
}

const OPEN = 40;
const CLOSE = 41;
const COMMA = 44;

/** Where an argument of a record begins, counted from 0; the record's end where it has fewer. */
export function argumentStart(bytes: Uint8Array, from: number, to: number, argument: number): number {
  let depth = 0;
  let commas = 0;
  for (let at = from; at < to; at++) {
    const c = bytes[at] ?? 0;
    if (c === QUOTE) {
      const close = bytes.indexOf(QUOTE, at + 1);
      if (close < 0) return to;
      at = close;
    } else if (c === OPEN) depth++;
    else if (c === CLOSE) depth--;
    else if (c === COMMA && depth === 1 && ++commas === argument) return at + 1;
  }
  return to;
}
