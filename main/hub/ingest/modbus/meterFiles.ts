/** The meters of `modbus/*.json` in the data directory, read and written; what is wrong with a file is told with its place. */
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { faultOf, shapeFaults } from '#shared/compounds/faults.ts';
import { failure, success, type PlacedFault, type Result } from '#shared/protocol/result.ts';
import { MeterFile, type Meter } from '#shared/protocol/meter.ts';

const folder = 'modbus';

export function readMeterFiles(dataDir: string): Result<readonly Meter[]> {
  const dir = join(dataDir, folder);
  if (!existsSync(dir)) return success([]);
  const faults: PlacedFault[] = [];
  const meters: Meter[] = [];
  const names = readdirSync(dir).filter((name) => name.endsWith('.json'));
  for (const name of names.sort()) {
    const file = `${folder}/${name}`;
    try {
      const value: unknown = JSON.parse(readFileSync(join(dir, name), 'utf8').replace(/^\uFEFF/, ''));
      const found = shapeFaults(file, MeterFile, value);
      faults.push(...found);
      // Checked just now.
      if (found.length === 0) meters.push({ ...(value as Omit<Meter, 'id'>), id: name.slice(0, -5) });
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      faults.push(faultOf(file, '', 'file-closed', { reason }));
    }
  }
  return faults.length > 0 ? failure('sources-file', { faults }) : success(meters);
}

/** Whole or not at all; null: it is removed. */
export function writeMeterFile(dataDir: string, id: string, meter: MeterFile | null): Result<null> {
  const dir = join(dataDir, folder);
  const path = join(dir, `${id}.json`);
  try {
    if (meter === null) rmSync(path, { force: true });
    else {
      mkdirSync(dir, { recursive: true });
      writeFileSync(`${path}.new`, `${JSON.stringify(meter, null, 2)}\n`, { flush: true });
      renameSync(`${path}.new`, path);
    }
    return success(null);
  } catch (error) {
    return failure('sources-unwritten', { reason: error instanceof Error ? error.message : String(error) });
  }
}
