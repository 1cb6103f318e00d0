/** What a hub's data takes on its disk; all sizes in bytes as the file system and SQLite count them. */
import { Type, type Static } from 'typebox';

const Bytes = Type.Integer({ minimum: 0 });
const Rows = Type.Integer({ minimum: 0 });
const InstantMs = Type.Number();

const RecordSizes = Type.Object({
  fileBytes: Bytes,
  walBytes: Bytes,
  freeBytes: Type.Integer({
    minimum: 0,
    description: 'Pages of the file that hold nothing and are used again.',
  }),
  tables: Type.Array(
    Type.Object(
      { name: Type.String(), rows: Rows, bytes: Bytes },
      { description: 'Bytes with its indices.' },
    ),
  ),
});
export type RecordSizes = Static<typeof RecordSizes>;

const Folder = Type.Object({ files: Rows, bytes: Bytes });
export type FolderSize = Static<typeof Folder>;

const CompoundSizes = Type.Object({
  compound: Type.String(),
  rows: Type.Record(Type.String(), Rows, {
    description: 'Rows of this compound in each table that has any.',
  }),
  readings: Rows,
  readingBytes: Bytes,
  thinnedReadings: Rows,
  thinnedBytes: Bytes,
  keyframes: Rows,
  keyframeBytes: Bytes,
  fromMs: Type.Union([InstantMs, Type.Null()]),
  toMs: Type.Union([InstantMs, Type.Null()]),
});
export type CompoundSizes = Static<typeof CompoundSizes>;

export const StorageReport = Type.Object({
  measuredAtMs: InstantMs,
  disk: Type.Object({ freeBytes: Bytes, totalBytes: Bytes }),
  records: RecordSizes,
  history: Type.Object({
    fileBytes: Bytes,
    walBytes: Bytes,
    freeBytes: Bytes,
    journalBytes: Bytes,
    words: Rows,
  }),
  models: Folder,
  uploads: Folder,
  compounds: Type.Array(CompoundSizes),
});
export type StorageReport = Static<typeof StorageReport>;
