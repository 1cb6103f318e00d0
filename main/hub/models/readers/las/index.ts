/** LAS 1.0–1.4 and LAZ: a cloud of points as one element, its classes as elements below it. */
import { failure, fault, success, type Result } from '#shared/protocol/result.ts';
import { MOST_POINTS } from '#hub/models/points/pointCloud.ts';
import { createShapeBuilder } from '../geometry/shapeBuilder.ts';
import { createFrame } from '../places/frame.ts';
import type { FormatReader, ReadInto, ReadSource, ReaderSource } from '../reader.ts';
import { addCloudRows, describeCloud } from './cloudRows.ts';
import { lasCrs } from './crs.ts';
import { isLas, NEWEST_MINOR, readHeader, type LasHeader } from './header.ts';
import { openLaz, planLaz, POINTS_A_BYTE } from './laz.ts';
import { createRecordReader, type RecordReader } from './pointRecord.ts';

export const lasReader: FormatReader = { id: 'las', recognises: isLas, ending: /\.(las|laz)$/i, read };

/** A file of more damaged parts is read up to there. */
const MOST_DAMAGED = 64;

async function read(source: ReaderSource, into: ReadInto): Promise<Result<ReadSource>> {
  const { name, bytes } = source;
  const { notes } = into;
  const opened = readHeader(bytes, name);
  if (!opened.ok) return opened;
  const header = opened.value;
  if (header.minor > NEWEST_MINOR) notes.add(fault('las-newer', { version: header.version }));
  notes.add(fault('las-records-damaged'), header.damagedRecords);
  const named = lasCrs(header, notes);
  const cloud = into.points.create();
  const rows = addCloudRows(into, name);
  const room =
    (header.pointsTo - header.pointsFrom) / (header.isPacked ? 1 / POINTS_A_BYTE : header.recordBytes);
  const every = Math.max(1, Math.ceil(Math.min(header.points, room) / MOST_POINTS));
  if (every > 1) notes.add(fault('points-thinned', { every }));
  const reader = createRecordReader(header, ([x, y]) => {
    const frame = createFrame(named?.crs ?? null, [x, y], into.anchors);
    const heightM = named ? named.heightUnitM / (named.crs.unitM || 1) : 1;
    return { ...frame, local: (x: number, y: number, z: number) => frame.local(x, y, z * heightM) };
  });
  let number = 0;
  const each = (record: DataView, at: number): void => {
    if (number++ % every === 0) reader.read(record, at, cloud, rows.rowOf);
  };
  const there = header.isPacked
    ? await readPacked(source, header, into, each)
    : success(readPlain(bytes, header, reader, each));
  reader.finish();
  if (!there.ok) {
    cloud.dispose();
    return there;
  }
  if (there.value < header.points)
    notes.add(fault('points-missing', { there: there.value, said: header.points }));
  else if (there.value > header.points)
    notes.add(fault('points-more', { there: there.value, said: header.points }));
  notes.add(fault('points-withheld'), reader.withheld);
  notes.add(fault('points-not-numbers'), cloud.lost);
  if (cloud.count === 0) {
    cloud.dispose();
    return failure('las-no-points', { file: name });
  }
  const points = cloud.finish(rows.cloud);
  describeCloud(into, rows, { header, points, crs: named?.crs.name ?? null });
  return success({
    schema: `${header.isPacked ? 'LAZ' : 'LAS'} ${header.version}`,
    geometry: createShapeBuilder().finish(),
    georeference: reader.frame?.georeference ?? null,
    points,
  });
}

/** Points that were there. */
function readPlain(
  bytes: Uint8Array,
  header: LasHeader,
  reader: RecordReader,
  each: (record: DataView, at: number) => void,
): number {
  const { pointsFrom, pointsTo, recordBytes, points } = header;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const whole = Math.floor((Math.min(pointsTo, bytes.byteLength) - pointsFrom) / recordBytes);
  let there = 0;
  for (; there < Math.min(whole, points); there++) each(view, pointsFrom + there * recordBytes);
  // A count that is too small: what goes on as points do is points.
  for (; there < whole && reader.isLikely(view, pointsFrom + there * recordBytes); there++)
    each(view, pointsFrom + there * recordBytes);
  return there;
}

async function readPacked(
  { name, bytes }: ReaderSource,
  header: LasHeader,
  { notes }: ReadInto,
  each: (record: DataView, at: number) => void,
): Promise<Result<number>> {
  const plan = planLaz(bytes, header, name, notes);
  if (!plan.ok) return plan;
  let there = 0;
  let damaged = 0;
  const laz = openLaz(bytes, header);
  for (const chunk of plan.value.chunks) {
    const read = await laz.read(chunk, (record) => each(record, 0));
    there += read;
    if (read < chunk.points) damaged++;
    if (damaged > MOST_DAMAGED) break;
  }
  laz.dispose();
  notes.add(fault('laz-chunks-damaged'), damaged);
  return success(there);
}
