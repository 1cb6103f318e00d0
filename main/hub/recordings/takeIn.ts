/**
 * Puts a recording that lies in a compound's folder into history and records, once, so that it is asked for as any past is.
 * Every device is described by then. What is damaged is left out and remembered; the rest plays.
 */
import { Compile } from 'typebox/compile';
import {
  RecordedFormer,
  type RecordingHeader,
  type RecordingMark,
  type RecordingPart,
} from '#shared/compounds/recording.ts';
import type { Readings } from '#shared/twin/packed.ts';
import type { History } from '../history/index.ts';
import type { Pictures } from '../incidents/index.ts';
import type { Records, Statement } from '../records/index.ts';
import type { CompoundTwin, Twin } from '../twin/index.ts';
import { createOnce, incidentKeys, partKey, recordKeys } from './once.ts';
import { incidentsOf, pictureOf, readingsOf, recordsOf } from './parts.ts';
import { createRenumbering } from './renumbering.ts';
import { cleared, createRowWriter } from './rows.ts';
import { deviceTravels } from './travelling.ts';

const isFormer = Compile(RecordedFormer);
/** Others write between two units. */
const rowsOfUnit = 500;
/** Handed over at a time, so that memory never fills while the disk is slow. */
const readingsAtOnce = 200_000;

export interface LostPart {
  readonly kind: RecordingPart['kind'];
  readonly fromMs: number;
  readonly toMs: number;
}

export async function takeIn(
  dir: string,
  header: RecordingHeader,
  mark: RecordingMark,
  twin: CompoundTwin,
  rooms: {
    readonly records: Records;
    readonly history: Pick<History, 'append' | 'whenKept'>;
    readonly pictures: Pick<Pictures, 'keep'>;
    readonly twin: Pick<Twin, 'keepFormer'>;
    readonly now: () => number;
  },
): Promise<readonly LostPart[]> {
  const { records, history, pictures, now } = rooms;
  const rows = createRowWriter(records, twin.id, createRenumbering(records.db, twin.id));
  const once = createOnce();
  const lost: LostPart[] = [];
  const words = new Map(header.words.map(([code, text]) => [code, twin.words.intern(text, now())]));
  const former = new Map(
    (header.former ?? []).flatMap((one) => {
      if (!isFormer.Check(one) || !deviceTravels(`${one.device.system}/${one.device.id}`)) return [];
      // Where its pictures came from is nobody's business here.
      const record = rooms.twin.keepFormer(twin, { ...one.device, video: undefined }, one.untilMs);
      return record ? [[record.key, new Map(Object.entries(record.points))] as const] : [];
    }),
  );
  const points = new Map(
    header.points.flatMap(({ index, device, point, text }) => {
      const here = twin.devices.get(device)?.slots.get(point)?.index ?? former.get(device)?.get(point);
      return here === undefined ? [] : [[index, { index: here, text }] as const];
    }),
  );

  async function write(statements: readonly Statement[]): Promise<void> {
    for (let at = 0; at < statements.length; at += rowsOfUnit)
      await records.stored(statements.slice(at, at + rowsOfUnit));
  }

  async function append({ count, index, value, timeMs, quality }: Readings): Promise<void> {
    for (let i = 0; i < count; i++) {
      const point = points.get(index[i] ?? -1);
      if (!point) continue;
      const given = value[i] ?? NaN;
      const here = point.text && !Number.isNaN(given) ? (words.get(given) ?? NaN) : given;
      history.append(twin.id, point.index, here, timeMs[i] ?? 0, quality[i] ?? 0);
      if (i % readingsAtOnce === readingsAtOnce - 1) await kept();
    }
    await kept();
  }
  const kept = () => new Promise<void>((resolve) => history.whenKept(resolve, resolve));

  /** The last instant of a recording belongs to its last hour. */
  const isOfIt = ({ fromMs, toMs }: RecordingPart) =>
    fromMs >= mark.fromMs && toMs > fromMs && toMs <= mark.toMs + 1;

  async function take(part: RecordingPart): Promise<boolean> {
    if (!isOfIt(part) || !once([partKey(part.name)])) return false;
    switch (part.kind) {
      case 'readings': {
        const readings = await readingsOf(dir, part);
        if (readings) await append(readings);
        return readings !== null;
      }
      case 'records': {
        const found = await recordsOf(dir, part);
        if (!found || !once(recordKeys(found))) return false;
        await write(rows.slice(found, part.fromMs));
        return true;
      }
      case 'incidents': {
        const found = await incidentsOf(dir, part);
        if (!found || !once(incidentKeys(found))) return false;
        await write(rows.incidents(found));
        return true;
      }
      case 'picture': {
        const bytes = await pictureOf(dir, part);
        return bytes !== null && (await pictures.keep(twin.id, bytes)).ok;
      }
    }
  }

  await write(cleared(twin.id));
  // Incidents come first: what they are called here must be known before a command names one.
  for (const part of header.parts)
    if (!(await take(part))) lost.push({ kind: part.kind, fromMs: part.fromMs, toMs: part.toMs });
  await write(rows.alarms());
  return lost;
}
