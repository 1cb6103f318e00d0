/** `run.json` in the data directory tells demo and import commands where the running hub is. */
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface RunFile {
  readonly url: string;
  readonly mqttUrl: string;
  readonly pid: number;
}

const pathOf = (dataDir: string) => join(dataDir, 'run.json');

export function announceRun(dataDir: string, run: RunFile): void {
  writeFileSync(pathOf(dataDir), JSON.stringify(run));
}

export function withdrawRun(dataDir: string): void {
  rmSync(pathOf(dataDir), { force: true });
}

/** Null where no hub runs on this directory. */
export function findRun(dataDir: string): RunFile | null {
  try {
    const run = JSON.parse(readFileSync(pathOf(dataDir), 'utf8')) as RunFile;
    process.kill(run.pid, 0);
    return run;
  } catch {
    return null;
  }
}
