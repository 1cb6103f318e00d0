/**
 * Writes a stretch of a compound's past into a folder, part by part: an hour of readings with the state it began with, an
 * hour of records, incidents, pictures. Each part stands by itself, so that one that is lost takes only its hour along.
 */
import { createHash } from 'node:crypto';
import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import {
  recordingHeaderName,
  recordingVersion,
  type RecordingHeader,
  type RecordingMark,
  type RecordingPart,
} from '#shared/compounds/recording.ts';
import type { PlannedDevice } from '#shared/protocol/device.ts';
import { success, type Result } from '#shared/protocol/result.ts';
import { packReadings, ReadingsBuilder } from '#shared/twin/packed.ts';
import type { History } from '../history/index.ts';
import type { Pictures } from '../incidents/index.ts';
import { formerCodes, isTextPoint, type CompoundTwin, type Twin } from '../twin/index.ts';
import type { WordBook } from '../wordBook.ts';
import type { RecordedIncidents } from './shapes.ts';
import type { createSliceReader } from './slices.ts';
import { addTravelling, createPointFilter, travellingDevices, travellingFormer } from './travelling.ts';

const sliceMs = 3_600_000;
/** History answers no longer window. */
const windowMs = 15 * 60_000;
const zipped = promisify(gzip);

export async function recordInto(
  dir: string,
  twin: CompoundTwin,
  { fromMs, toMs }: Pick<RecordingMark, 'fromMs' | 'toMs'>,
  rooms: {
    readonly history: Pick<History, 'stateAt' | 'window'>;
    readonly words: WordBook;
    readonly twin: Pick<Twin, 'formerAt'>;
    readonly slices: ReturnType<typeof createSliceReader>;
    /** Null: whoever asked may not see what cameras show. */
    readonly pictures: Pick<Pictures, 'find'> | null;
  },
): Promise<Result<readonly PlannedDevice[]>> {
  const { history, slices } = rooms;
  const gone = () => rooms.twin.formerAt(twin.id, fromMs);
  const goneBefore = gone().map(({ record }) => record);
  const travels = createPointFilter(twin, goneBefore);
  const parts: RecordingPart[] = [];
  const used = new Set<number>();
  const words = new Map<number, string>();
  await mkdir(dir, { recursive: true });

  async function add(
    kind: RecordingPart['kind'],
    name: string,
    bytes: Uint8Array,
    span: { readonly fromMs: number; readonly toMs: number },
  ): Promise<void> {
    await writeFile(join(dir, name), bytes);
    parts.push({ name, kind, ...span, sha256: createHash('sha256').update(bytes).digest('hex') });
  }
  const json = async (value: object) => zipped(Buffer.from(JSON.stringify(value)));

  /** The state at the beginning and what came since, to the last millisecond that is asked for. */
  async function readings(sliceFromMs: number, sliceToMs: number): Promise<Result<Uint8Array>> {
    const builder = new ReadingsBuilder();
    const state = await history.stateAt(twin.id, sliceFromMs);
    if (!state.ok) return state;
    addTravelling(builder, state.value, travels);
    for (let at = sliceFromMs; at < sliceToMs; at += windowMs) {
      const found = await history.window(twin.id, at, Math.min(sliceToMs, at + windowMs));
      if (!found.ok) return found;
      addTravelling(builder, found.value, travels);
    }
    const all = builder.take();
    for (const index of all.index) used.add(index);
    const codes = new Set([...twin.textCodes(all), ...formerCodes(all, goneBefore)]);
    const missing = [...codes].filter((code) => !words.has(code));
    for (const [code, word] of await rooms.words.find(twin, missing)) words.set(code, word);
    return success(await zipped(new Uint8Array(packReadings(all))));
  }

  const incidents = slices.incidents(twin.id, fromMs, toMs);
  await add('incidents', '0-incidents.json.gz', await json(incidents), { fromMs, toMs });
  for (let at = fromMs, nth = 0; at <= toMs; at += sliceMs, nth++) {
    // The last instant belongs to it.
    const span = { fromMs: at, toMs: Math.min(at + sliceMs, toMs + 1) };
    const number = String(nth).padStart(4, '0');
    const body = await readings(span.fromMs, span.toMs);
    if (!body.ok) return body;
    await add('readings', `${number}-readings.gz`, body.value, span);
    const records = slices.slice(twin.id, span.fromMs, span.toMs, nth === 0);
    await add('records', `${number}-records.json.gz`, await json(records), span);
  }
  if (rooms.pictures)
    for (const sha256 of picturesOf(incidents)) {
      const path = rooms.pictures.find(twin.id, sha256);
      if (path === null) continue;
      await copyFile(path, join(dir, `picture-${sha256}`));
      parts.push({ name: `picture-${sha256}`, kind: 'picture', fromMs, toMs, sha256 });
    }
  // Writing takes minutes: what was removed meanwhile is among them now.
  const former = gone();
  const formerRecords = new Map(former.map(({ record }) => [record.key, record]));
  const header: RecordingHeader = {
    format: 'linli-recording',
    version: recordingVersion,
    points: [...used].flatMap((index) => {
      const owner = twin.pointOwners[index];
      if (!owner) return [];
      const { device, point } = owner;
      const removed = formerRecords.get(device);
      const text = removed
        ? isTextPoint(removed, point)
        : twin.devices.get(device)?.slots.get(point)?.kind === 'text';
      return [{ index, device, point, text }];
    }),
    words: [...words],
    parts,
    former: travellingFormer(former, used),
  };
  await writeFile(join(dir, recordingHeaderName), JSON.stringify(header));
  return success(travellingDevices(twin));
}

function picturesOf({ incidents }: RecordedIncidents): ReadonlySet<string> {
  return new Set(incidents.flatMap(({ entries }) => entries.flatMap(({ picture }) => picture?.sha256 ?? [])));
}
