/**
 * The entries of a `.linli` file. A recording whose end is missing has lost its directory: what comes whole before the cut
 * is read all the same, entry by entry, and whoever asks sees what is there.
 */
import { Unzip, UnzipInflate, unzip, type Unzipped } from 'fflate';
import { recordingFolder, recordingHeaderName } from '#shared/compounds/recording.ts';
import { failure, success, type Result } from '#shared/protocol/result.ts';

const mostFiles = 5000;
const pieceBytes = 1 << 20;

export async function openArchive(archive: Uint8Array, mostBytes: number): Promise<Result<Unzipped>> {
  const opened = await open(archive, mostBytes);
  if (opened.ok || opened.error.code !== 'archive-unreadable') return opened;
  const found = salvaged(archive, mostBytes);
  // Of a compound alone nothing may be missing.
  return found[`${recordingFolder}/${recordingHeaderName}`] ? success(found) : opened;
}

function open(archive: Uint8Array, mostBytes: number): Promise<Result<Unzipped>> {
  let bytes = 0;
  let files = 0;
  // The sizes that entries announce bound what is unpacked of them.
  const filter = ({ originalSize }: { readonly originalSize: number }) => {
    bytes += originalSize;
    return ++files <= mostFiles && bytes <= mostBytes;
  };
  return new Promise((resolve) =>
    unzip(archive, { filter }, (error, found) => {
      if (error) resolve(failure('archive-unreadable'));
      else if (files > mostFiles || bytes > mostBytes) resolve(failure('archive-large'));
      else resolve(success(found));
    }),
  );
}

/** Entries that are whole, in the order in which they lie in the file. */
function salvaged(archive: Uint8Array, mostBytes: number): Unzipped {
  const whole: Unzipped = {};
  let bytes = 0;
  let files = 0;
  const reader = new Unzip((entry) => {
    const pieces: Uint8Array[] = [];
    if (++files > mostFiles) return;
    entry.ondata = (error, data, last) => {
      bytes += data?.byteLength ?? 0;
      if (error || bytes > mostBytes) return entry.terminate();
      pieces.push(data);
      if (last) whole[entry.name] = new Uint8Array(Buffer.concat(pieces));
    };
    entry.start();
  });
  reader.register(UnzipInflate);
  try {
    for (let at = 0; at < archive.byteLength; at += pieceBytes)
      reader.push(archive.subarray(at, at + pieceBytes), at + pieceBytes >= archive.byteLength);
  } catch {
    // Where it cannot be read on, it ends.
  }
  return whole;
}
