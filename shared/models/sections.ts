/** Binary files of named sections: magic, version, a small JSON header and 8-byte aligned sections. */

const PREFIX_BYTES = 12;
const align8 = (bytes: number): number => (bytes + 7) & ~7;

export interface SectionFormat {
  /** Four letters, little-endian. */
  readonly magic: number;
  readonly version: number;
  /** What its errors call it. */
  readonly noun: string;
}

/** Where a header says what follows it. */
export interface Sectioned<Name extends string> {
  readonly sections: readonly { readonly name: Name; readonly bytes: number }[];
}

export function joinSections<Header extends Sectioned<Name>, Name extends string>(
  { magic, version }: SectionFormat,
  header: Omit<Header, 'sections'>,
  sections: readonly { readonly name: Name; readonly data: Uint8Array }[],
): Uint8Array {
  const sizes = sections.map(({ name, data }) => ({ name, bytes: data.byteLength }));
  const text = new TextEncoder().encode(JSON.stringify({ ...header, sections: sizes }));
  let total = align8(PREFIX_BYTES + text.byteLength);
  for (const { data } of sections) total = align8(total + data.byteLength);
  const bytes = new Uint8Array(total);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, magic, true);
  view.setUint32(4, version, true);
  view.setUint32(8, text.byteLength, true);
  bytes.set(text, PREFIX_BYTES);
  let offset = align8(PREFIX_BYTES + text.byteLength);
  for (const { data } of sections) {
    bytes.set(data, offset);
    offset = align8(offset + data.byteLength);
  }
  return bytes;
}

/** Throws where the bytes are not of this format and version: they come from our own cache. */
export function splitSections<Header extends Sectioned<Name>, Name extends string>(
  { magic, version, noun }: SectionFormat,
  buffer: ArrayBuffer,
): {
  readonly header: Header;
  /** Throws where there is none of this name. */
  readonly section: (name: Name) => Uint8Array;
} {
  const view = new DataView(buffer);
  if (buffer.byteLength < PREFIX_BYTES || view.getUint32(0, true) !== magic) throw new Error(`Not ${noun}.`);
  const found = view.getUint32(4, true);
  if (found !== version) throw new Error(`${noun} of version ${found}, expected ${version}.`);
  const textBytes = view.getUint32(8, true);
  const header = JSON.parse(
    new TextDecoder().decode(new Uint8Array(buffer, PREFIX_BYTES, textBytes)),
  ) as Header;
  const sections = new Map<Name, Uint8Array>();
  let offset = align8(PREFIX_BYTES + textBytes);
  for (const { name, bytes } of header.sections) {
    sections.set(name, new Uint8Array(buffer, offset, bytes));
    offset = align8(offset + bytes);
  }
  return {
    header,
    section(name) {
      const bytes = sections.get(name);
      if (!bytes) throw new Error(`${noun} without section ${name}.`);
      return bytes;
    },
  };
}
