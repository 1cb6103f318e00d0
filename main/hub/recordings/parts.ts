/** A recording's parts as they lie in its folder: each is what its header says, or it counts as lost. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { Compile } from 'typebox/compile';
import {
  recordingHeaderName,
  recordingVersion,
  RecordingHeader,
  type RecordingPart,
} from '#shared/compounds/recording.ts';
import { failure, success, type Result } from '#shared/protocol/result.ts';
import { lastQuality } from '#shared/twin/columns.ts';
import { unpackReadings, type Readings } from '#shared/twin/packed.ts';
import { recordedIncidentsIn, sliceRecordsIn, type RecordedIncidents, type SliceRecords } from './shapes.ts';

const isHeader = Compile(RecordingHeader);
const unzipped = promisify(gunzip);
/** Of one part, unpacked: two million readings and far more than an hour of records. */
const mostBytes = 256 * 1024 ** 2;

export const hasRecording = (dir: string): boolean => existsSync(join(dir, recordingHeaderName));

export function readHeader(dir: string): Result<RecordingHeader> {
  try {
    const header: unknown = JSON.parse(readFileSync(join(dir, recordingHeaderName), 'utf8'));
    if (!isHeader.Check(header)) return failure('recording-header');
    if (header.version > recordingVersion) return failure('archive-newer', { version: header.version });
    return success(header);
  } catch {
    return failure('recording-header');
  }
}

/** Null: it is not there, or not what was written. */
async function bytesOf(dir: string, { name, sha256 }: RecordingPart): Promise<Buffer | null> {
  const bytes = await readFile(join(dir, name)).catch(() => null);
  return bytes && createHash('sha256').update(bytes).digest('hex') === sha256 ? bytes : null;
}

async function unpacked(dir: string, part: RecordingPart): Promise<Buffer | null> {
  const bytes = await bytesOf(dir, part);
  return bytes && unzipped(bytes, { maxOutputLength: mostBytes }).catch(() => null);
}

function parsed(bytes: Buffer | null): unknown {
  try {
    return bytes && JSON.parse(bytes.toString('utf8'));
  } catch {
    return null;
  }
}

/** Begins with the state that stood, however old; `NaN` is a device's word for no reading, no other value is without end. */
function areOf({ toMs }: RecordingPart, { count, timeMs, value, quality }: Readings): boolean {
  for (let i = 0; i < count; i++) {
    const at = timeMs[i] ?? NaN;
    if (!(at > 0 && at < toMs) || Math.abs(value[i] ?? NaN) === Infinity) return false;
    if ((quality[i] ?? 0) > lastQuality) return false;
  }
  return true;
}

export async function readingsOf(dir: string, part: RecordingPart): Promise<Readings | null> {
  const bytes = await unpacked(dir, part);
  try {
    const readings = bytes && unpackReadings(bytes);
    return readings && areOf(part, readings) ? readings : null;
  } catch {
    return null;
  }
}

export async function recordsOf(dir: string, part: RecordingPart): Promise<SliceRecords | null> {
  const found = sliceRecordsIn(parsed(await unpacked(dir, part)));
  return found && lieBefore(part.toMs, found) ? found : null;
}

/** What an hour tells of came before its end. */
function lieBefore(toMs: number, { standing, transitions, events, actions, steps }: SliceRecords): boolean {
  return [standing, transitions, events, actions, steps].every((all) => all.every(({ atMs }) => atMs < toMs));
}

export async function incidentsOf(dir: string, part: RecordingPart): Promise<RecordedIncidents | null> {
  return recordedIncidentsIn(parsed(await unpacked(dir, part)));
}

export const pictureOf = bytesOf;
