/**
 * Child process that packs one compound into a file or unpacks one from it (decision 20), with a watch beside it that ends it
 * when it takes more memory than it may. Whatever a file does here, the hub goes on.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { failure, success, type Result } from '#shared/protocol/result.ts';
import { packCompound, unpackCompound } from './archive.ts';
import type { StoredCompound } from './folder.ts';
import type { CompoundOwn } from './ownFiles.ts';

export type ArchiveJob =
  | {
      readonly kind: 'pack';
      readonly compound: StoredCompound;
      readonly own: CompoundOwn;
      readonly path: string;
      /** Of its recording; null: it has none. */
      readonly recordingDir: string | null;
    }
  /** Into the folder `dir`, which is there and empty. */
  | { readonly kind: 'unpack'; readonly path: string; readonly dir: string; readonly as: string | null };

export type ArchiveReply = Result<StoredCompound>;

async function run(job: ArchiveJob): Promise<ArchiveReply> {
  if (job.kind === 'unpack') return unpackCompound(readFileSync(job.path), () => job.dir, job.as);
  const packed = await packCompound(job.compound, job.own, job.recordingDir);
  if (!packed.ok) return packed;
  writeFileSync(job.path, packed.value);
  return success(job.compound);
}

if (process.send) {
  const mostBytes = Number(process.argv[2]);
  new Worker(new URL('../memoryWatch.ts', import.meta.url), { workerData: { mostBytes } }).unref();
  process.once('disconnect', () => process.exit(0));
  process.once('message', (job: ArchiveJob) => {
    run(job)
      .catch((error: unknown) => {
        const reason = error instanceof Error ? error.message : String(error);
        return failure('archive-disk', { reason });
      })
      .then((reply) => process.send?.(reply, () => process.exit(0)));
  });
}
