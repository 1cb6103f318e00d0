/** Everything that says where messages come from: `sources.json` and the meters of `modbus/`. */
import { success, type Result } from '#shared/protocol/result.ts';
import type { Meter } from '#shared/protocol/meter.ts';
import type { SourcesFile } from '#shared/protocol/sources.ts';
import { readMeterFiles } from './modbus/meterFiles.ts';
import { metersSource, readSourcesFile, settingsOf, type SourceSettings } from './sourcesFile.ts';

export interface ReadSources {
  readonly file: SourcesFile;
  readonly meters: readonly Meter[];
  readonly settings: readonly SourceSettings[];
}

export function readSources(dataDir: string): Result<ReadSources> {
  const file = readSourcesFile(dataDir);
  if (!file.ok) return file;
  const meters = readMeterFiles(dataDir);
  if (!meters.ok) return meters;
  return success({
    file: file.value,
    meters: meters.value,
    settings: [...settingsOf(file.value), ...metersSource(meters.value)],
  });
}
