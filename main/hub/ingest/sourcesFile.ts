/**
 * `sources.json` read, checked and written: which dialects are listened to under which topics, and further brokers beside
 * the first. Without the file every dialect is on under its usual topic, and there is one broker. Version 1.
 */
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { faultOf, shapeFaults } from '#shared/compounds/faults.ts';
import { failure, success, type PlacedFault, type Result } from '#shared/protocol/result.ts';
import type { Meter } from '#shared/protocol/meter.ts';
import {
  SourcesFile,
  type CameraSettings,
  type DialectChoices,
  type ViidSettings,
} from '#shared/protocol/sources.ts';

const fileName = 'sources.json';
/** The broker that the hub is started with. */
export const mainSource = 'main';

/** What comes over HTTP and the socket; no broker may be called so. */
export const httpSource = 'http';

export interface SourceSettings {
  readonly id: string;
  /** Null: the broker that the hub is started with. */
  readonly url: string | null;
  readonly dialects: DialectChoices;
  /** It is these, and no broker. */
  readonly meters?: readonly Meter[];
  /** It is this one, and no broker. */
  readonly camera?: CameraSettings;
  /** It is those that register here, and no broker. */
  readonly viid?: ViidSettings;
}

export const usualSources: readonly [SourceSettings] = [{ id: mainSource, url: null, dialects: {} }];

export function readSourcesFile(dataDir: string): Result<SourcesFile> {
  const path = join(dataDir, fileName);
  if (!existsSync(path)) return success({ version: 1 });
  try {
    return checkSources(JSON.parse(readFileSync(path, 'utf8').replace(/^\uFEFF/, '')));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return failure('sources-file', { faults: [faultOf(fileName, '', 'file-closed', { reason })] });
  }
}

export function checkSources(value: unknown): Result<SourcesFile> {
  const faults: PlacedFault[] = shapeFaults(fileName, SourcesFile, value);
  if (faults.length > 0) return failure('sources-file', { faults });
  // Checked just now.
  const file = value as SourcesFile;
  const ids = new Set([mainSource, httpSource, modbusSource, viidSource]);
  const checkIds = (list: readonly { readonly id: string }[] | undefined, at: string) =>
    list?.forEach(({ id }, nth) => {
      if (ids.has(id)) faults.push(faultOf(fileName, `${at}[${nth}].id`, 'file-source-twice', { id }));
      ids.add(id);
    });
  checkIds(file.brokers, 'brokers');
  checkIds(file.cameras, 'cameras');
  checkIds(file.viid?.devices, 'viid.devices');
  return faults.length > 0 ? failure('sources-file', { faults }) : success(file);
}

/** Whole or not at all; it holds logins and is nobody else's to read. */
export function writeSourcesFile(dataDir: string, file: SourcesFile): Result<null> {
  const path = join(dataDir, fileName);
  try {
    writeFileSync(`${path}.new`, `${JSON.stringify(file, null, 2)}\n`, { mode: 0o600, flush: true });
    renameSync(`${path}.new`, path);
    return success(null);
  } catch (error) {
    return failure('sources-unwritten', { reason: error instanceof Error ? error.message : String(error) });
  }
}

export const modbusSource = 'modbus';
export const viidSource = 'viid';

/** Of every dialect none: the source speaks one that brokers do not. */
const noDialects: DialectChoices = {
  native: { on: false },
  'home-assistant': { on: false },
  zigbee2mqtt: { on: false },
  tasmota: { on: false },
  thingsboard: { on: false },
  frigate: { on: false },
  sparkplug: { on: false },
};

/** Of those that are on; the first is the broker that the hub is started with. */
export function settingsOf({
  dialects = {},
  brokers = [],
  cameras = [],
  viid,
}: SourcesFile): readonly [SourceSettings, ...SourceSettings[]] {
  return [
    { id: mainSource, url: null, dialects },
    ...brokers
      .filter(({ on }) => on !== false)
      .map(({ id, url, dialects: own = {} }) => ({ id, url, dialects: own })),
    ...cameras
      .filter(({ on }) => on !== false)
      .map((camera) => ({ id: camera.id, url: camera.url, dialects: noDialects, camera })),
    ...(viid?.devices.some(({ on }) => on !== false)
      ? [{ id: viidSource, url: null, dialects: noDialects, viid }]
      : []),
  ];
}

export function metersSource(meters: readonly Meter[]): readonly SourceSettings[] {
  const read = meters.filter(({ on }) => on !== false);
  return read.length === 0 ? [] : [{ id: modbusSource, url: null, dialects: noDialects, meters: read }];
}

/** The native dialect alone: whoever sends over HTTP names the device. */
export const httpSettings: SourceSettings = {
  id: httpSource,
  url: null,
  dialects: { ...noDialects, native: { on: true } },
};
