/** Files of an archive of Electron's, as its header lists them. */
import { readFileSync } from 'node:fs';
import { Type, type Static } from 'typebox';
import { Value } from 'typebox/value';

const Folder = Type.Cyclic(
  {
    Entry: Type.Object({
      size: Type.Optional(Type.Integer()),
      offset: Type.Optional(Type.String()),
      unpacked: Type.Optional(Type.Boolean()),
      files: Type.Optional(Type.Record(Type.String(), Type.Ref('Entry'))),
    }),
  },
  'Entry',
);
type Folder = Static<typeof Folder>;

/** Bytes before the header's text: lengths, of which the last is the text's own. */
const lengthsBytes = 16;
const headerLengthAt = 4;
const textLengthAt = 12;

export interface ArchivedFile {
  readonly path: string;
  /** Null where it lies beside the archive. */
  readonly text: string | null;
}

export function readAsar(path: string): readonly ArchivedFile[] {
  const bytes = readFileSync(path);
  const text = bytes.toString('utf8', lengthsBytes, lengthsBytes + bytes.readUInt32LE(textLengthAt));
  const bodyAt = 8 + bytes.readUInt32LE(headerLengthAt);
  const found: ArchivedFile[] = [];
  const walk = (folder: Folder, at: string): void => {
    for (const [name, entry] of Object.entries(folder.files ?? {})) {
      const to = `${at}${name}`;
      if (entry.files) walk(entry, `${to}/`);
      else if (entry.unpacked === true) found.push({ path: to, text: null });
      else {
        const from = bodyAt + Number(entry.offset);
        found.push({ path: to, text: bytes.toString('utf8', from, from + (entry.size ?? 0)) });
      }
    }
  };
  walk(Value.Parse(Folder, JSON.parse(text)), '');
  return found;
}
