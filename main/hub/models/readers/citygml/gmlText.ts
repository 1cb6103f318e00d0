/** An XML text of any length through the parser in small pieces, until its end or the first damage. */
import { SaxesParser, type SaxesTagPlain } from 'saxes';

const PIECE_BYTES = 2 ** 20;

export interface XmlListener {
  open(tag: SaxesTagPlain): void;
  text(text: string): void;
  close(name: string): void;
}

/** Line of the first damage, or null. */
export function readXml(bytes: Uint8Array, listener: XmlListener): number | null {
  const parser = new SaxesParser<{ xmlns: false; position: true }>({ xmlns: false, position: true });
  const damage: { line: number | null } = { line: null };
  parser.on('error', () => {
    damage.line ??= parser.line;
  });
  // After a damage the parser goes on guessing; what it says then is not heard.
  parser.on('opentag', (tag) => damage.line ?? listener.open(tag));
  parser.on('text', (text) => damage.line ?? listener.text(text));
  parser.on('cdata', (text) => damage.line ?? listener.text(text));
  parser.on('closetag', ({ name }) => damage.line ?? listener.close(name));
  const decoder = new TextDecoder(encodingOf(bytes));
  for (let at = 0; at < bytes.length && damage.line === null; at += PIECE_BYTES) {
    // Shared memory is not decoded in place.
    const piece = Uint8Array.from(bytes.subarray(at, at + PIECE_BYTES));
    parser.write(decoder.decode(piece, { stream: true }));
  }
  if (damage.line === null) parser.close();
  return damage.line;
}

function encodingOf(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  const head = String.fromCharCode(...bytes.subarray(0, 200));
  const named = /encoding=["']([\w-]+)["']/.exec(head)?.[1] ?? 'utf-8';
  try {
    return new TextDecoder(named).encoding;
  } catch {
    return 'utf-8';
  }
}
