/** Compounds packed and unpacked outside of the hub, one at a time, within limits of memory and time. */
import { fork } from 'node:child_process';
import { rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { failure, success, type Result } from '#shared/protocol/result.ts';
import { childEnvironment } from '../childEnvironment.ts';
import type { ArchiveJob, ArchiveReply } from './archiveProcess.ts';
import { stageFolder, type StoredCompound } from './folder.ts';
import type { CompoundOwn } from './ownFiles.ts';

export interface ArchiveLimits {
  /** Resident memory of the whole process. */
  readonly memoryBytes: number;
  readonly jobMs: number;
}
const usualLimits: ArchiveLimits = { memoryBytes: 4 * 1024 ** 3, jobMs: 10 * 60_000 };

export interface ArchiveJobs {
  /** Writes the file `path`. */
  pack(
    compound: StoredCompound,
    own: CompoundOwn,
    path: string,
    recordingDir?: string | null,
  ): Promise<Result<null>>;
  /** A staged folder with what is in the file; it is the caller's to put in its place or to remove. */
  unpack(path: string, as: string | null): Promise<Result<StoredCompound>>;
}

export function createArchiveJobs(dataDir: string, change: Partial<ArchiveLimits> = {}): ArchiveJobs {
  const limits = { ...usualLimits, ...change };
  let last: Promise<unknown> = Promise.resolve();

  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const mine = last.then(work);
    last = mine.catch(() => null);
    return mine;
  }

  return {
    pack: (compound, own, path, recordingDir = null) =>
      inTurn(async () => {
        const done = await run({ kind: 'pack', compound, own, path, recordingDir }, limits);
        return done.ok ? success(null) : done;
      }),
    unpack: (path, as) =>
      inTurn(async () => {
        const dir = stageFolder(dataDir);
        const done = await run({ kind: 'unpack', path, dir, as }, limits);
        if (!done.ok) rmSync(dir, { recursive: true, force: true });
        return done;
      }),
  };
}

function run(job: ArchiveJob, { memoryBytes, jobMs }: ArchiveLimits): Promise<ArchiveReply> {
  return new Promise((resolve) => {
    const child = fork(
      fileURLToPath(new URL('./archiveProcess.ts', import.meta.url)),
      [String(memoryBytes)],
      {
        serialization: 'advanced',
        execArgv: [],
        env: childEnvironment(),
        stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      },
    );
    const late = setTimeout(() => child.kill('SIGKILL'), jobMs);
    const end = (reply: ArchiveReply) => {
      clearTimeout(late);
      resolve(reply);
    };
    child.once('message', (reply) => end(reply as ArchiveReply));
    child.once('error', () => end(ended('error')));
    // Where the reply came before, this is heard by nobody.
    child.once('exit', (_code, signal) => end(ended(signal)));
    child.send(job);
  });
}

function ended(how: string | null): Result<never> {
  switch (how) {
    case 'SIGUSR2':
      return failure('archive-memory');
    case 'SIGKILL':
      return failure('archive-time');
    default:
      return failure('archive-ended');
  }
}
