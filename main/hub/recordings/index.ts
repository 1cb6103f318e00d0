/**
 * The room of recordings: a stretch of a compound's past written into a folder that its archive carries, and one that came
 * in such an archive made the past of the compound that bears its mark. What was damaged stands as an alert for as long as
 * the compound is served.
 */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Type, type Static } from 'typebox';
import { Compile } from 'typebox/compile';
import { longestRecordingMs, recordingFolder, type RecordingMark } from '#shared/compounds/recording.ts';
import type { PlannedDevice } from '#shared/protocol/device.ts';
import { failure, fault, type Result } from '#shared/protocol/result.ts';
import { localTime } from '#shared/time/localTime.ts';
import type { Alerts } from '../alerts.ts';
import type { History } from '../history/index.ts';
import type { Pictures } from '../incidents/index.ts';
import type { Records } from '../records/index.ts';
import type { CompoundTwin, Twin } from '../twin/index.ts';
import type { WordBook } from '../wordBook.ts';
import { hasRecording, readHeader } from './parts.ts';
import { recordInto } from './record.ts';
import { createSliceReader } from './slices.ts';
import { takeIn } from './takeIn.ts';

export interface Recordings {
  /** Writes the parts into `dir`; the value: the devices that stood there. */
  record(
    twin: CompoundTwin,
    span: Pick<RecordingMark, 'fromMs' | 'toMs'>,
    dir: string,
    withPictures: boolean,
  ): Promise<Result<readonly PlannedDevice[]>>;
  /** Takes in what lies in the compound's folder, if anything does. The value: how many parts are lost of it. */
  take(twin: CompoundTwin): Promise<number>;
}

/** Of which recording this compound's past is, and what is lost of it. */
const Taken = Type.Object({
  version: Type.Literal(1),
  recordedAtMs: Type.Number(),
  lost: Type.Integer(),
  firstMs: Type.Number(),
});
type Taken = Static<typeof Taken>;
const isTaken = Compile(Taken);
const setting = 'recording';

export function createRecordings(rooms: {
  readonly records: Records;
  readonly history: History;
  readonly words: WordBook;
  readonly pictures: Pictures;
  readonly alerts: Alerts;
  readonly twin: Pick<Twin, 'onCompound' | 'compounds' | 'formerAt' | 'keepFormer'>;
  readonly now: () => number;
  /** Folder of a compound. */
  readonly dirOf: (compound: string) => string;
}): Recordings {
  const { records, alerts, twin } = rooms;
  const slices = createSliceReader(records.db);
  const settingOf = records.db
    .prepare<[string], string>(
      `SELECT value FROM compound_settings WHERE compound = ? AND name = '${setting}'`,
    )
    .pluck();
  twin.onCompound((id) => {
    if (!twin.compounds.has(id)) alerts.clear(`recording:${id}`);
  });

  function takenOf(id: string): Taken | null {
    const text = settingOf.get(id);
    const taken: unknown = text === undefined ? null : JSON.parse(text);
    return isTaken.Check(taken) ? taken : null;
  }

  async function keep(id: string, taken: Taken): Promise<void> {
    const sql = 'INSERT OR REPLACE INTO compound_settings (compound, name, value) VALUES (?, ?, ?)';
    await records.stored([{ sql, params: [id, setting, JSON.stringify(taken)] }]);
  }

  function tell({ id, manifest }: CompoundTwin): number {
    const { lost = 0, firstMs = 0 } = takenOf(id) ?? {};
    if (lost === 0) return 0;
    const { date, clock } = localTime(firstMs, manifest.origin.timeZone);
    alerts.raise({
      id: `recording:${id}`,
      severity: 'warning',
      compound: id,
      ...fault('recording-damaged', { compound: id, count: lost, first: `${date} ${clock}` }),
    });
    return lost;
  }

  /** An attempt that was cut short is made again; a past of something else is left alone. */
  async function mayTake(id: string, { recordedAtMs }: RecordingMark): Promise<boolean> {
    if (takenOf(id)?.recordedAtMs === recordedAtMs) return true;
    const heard = await rooms.history.range(id);
    return heard.ok && heard.value === null;
  }

  return {
    async record(compound, span, dir, withPictures) {
      const { fromMs, toMs } = span;
      if (!(toMs > fromMs) || toMs > rooms.now()) return failure('range');
      if (toMs - fromMs > longestRecordingMs)
        return failure('recording-long', { most: longestRecordingMs / 86_400_000 });
      const heard = await rooms.history.range(compound.id);
      if (!heard.ok) return heard;
      if (!heard.value || heard.value.fromMs > toMs || heard.value.toMs < fromMs)
        return failure('recording-empty');
      const pictures = withPictures ? rooms.pictures : null;
      return recordInto(dir, compound, span, { ...rooms, slices, pictures });
    },
    async take(compound) {
      const { id, manifest } = compound;
      const { recording } = manifest;
      const dir = join(rooms.dirOf(id), recordingFolder);
      if (!recording) return 0;
      if (!hasRecording(dir)) return tell(compound);
      if (!(await mayTake(id, recording))) {
        const past = fault('recording-past', { compound: id });
        alerts.raise({ id: `recording:${id}`, severity: 'error', compound: id, ...past });
        return 0;
      }
      const { recordedAtMs, fromMs, toMs } = recording;
      await keep(id, { version: 1, recordedAtMs, lost: 0, firstMs: toMs });
      const header = readHeader(dir);
      const lost = header.ok ? await takeIn(dir, header.value, recording, compound, rooms) : [{ fromMs }];
      const firstMs = Math.min(toMs, ...lost.map((part) => part.fromMs));
      await keep(id, { version: 1, recordedAtMs, lost: lost.length, firstMs });
      await rm(dir, { recursive: true, force: true });
      return tell(compound);
    },
  };
}
