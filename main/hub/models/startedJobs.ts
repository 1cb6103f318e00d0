/** Imports that were begun, on the disk: a hub that was killed in the middle says afterwards which ones came to nothing. */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fault } from '#shared/protocol/result.ts';
import type { ImportProgress } from '#shared/protocol/model.ts';
import { isAlive } from './isAlive.ts';

export interface StartedJobs {
  /** What an ended hub had begun, as failed jobs; it is said once. */
  readonly interrupted: readonly ImportProgress[];
  begin(job: ImportProgress): void;
  end(jobId: string): void;
}

export function createStartedJobs(modelsDir: string): StartedJobs {
  const dir = join(modelsDir, 'jobs');
  const pathOf = (jobId: string): string => join(dir, `${process.pid}-${jobId}.json`);
  const interrupted = takeLeft(dir);
  return {
    interrupted,
    begin(job) {
      try {
        mkdirSync(dir, { recursive: true });
        writeFileSync(pathOf(job.jobId), JSON.stringify(job));
      } catch {
        // A disk that refuses this will refuse the model too, and that is said.
      }
    },
    end: (jobId) => rmSync(pathOf(jobId), { force: true }),
  };
}

/** Of processes that are no more; another one may be importing into the same directory. */
function takeLeft(dir: string): ImportProgress[] {
  let names: string[] = [];
  try {
    names = readdirSync(dir);
  } catch {
    // None were begun here.
  }
  return names.flatMap((name) => {
    if (isAlive(Number.parseInt(name, 10))) return [];
    const path = join(dir, name);
    try {
      const job = JSON.parse(readFileSync(path, 'utf8')) as ImportProgress;
      return [{ ...job, phase: 'failed' as const, error: fault('import-interrupted') }];
    } catch {
      // Killed while it was written: nothing is known of it.
      return [];
    } finally {
      rmSync(path, { force: true });
    }
  });
}
