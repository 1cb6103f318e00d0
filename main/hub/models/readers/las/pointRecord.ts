/** One point record of a LAS file, formats 0–10 → a point of the cloud. */
import type { PointCloudBuilder } from '#hub/models/points/pointCloud.ts';
import { FIRST_POINTS, middlePlace, type Place } from '#hub/models/points/middlePlace.ts';
import type { Frame } from '../places/frame.ts';
import type { LasHeader } from './header.ts';

export interface RecordReader {
  read(record: DataView, at: number, cloud: PointCloudBuilder, rowOf: (classNumber: number) => number): void;
  /** Whether what lies there can be a point of the same cloud. */
  isLikely(record: DataView, at: number): boolean;
  /** Marked as deleted. */
  readonly withheld: number;
  /** All points were handed over. */
  finish(): void;
  /** Null until it is known where the points lie. */
  readonly frame: Frame | null;
}

/** Where the colours of a format lie. */
const COLORS_AT: Readonly<Record<number, number>> = { 2: 20, 3: 28, 5: 28, 7: 30, 8: 30, 10: 30 };

/** `frameOf`: of a place in the middle of the first points, as the file has it. */
export function createRecordReader(
  { format, recordBytes, scale, offset }: LasHeader,
  frameOf: (middle: Place) => Frame,
): RecordReader {
  const [sx, sy, sz] = scale;
  const [ox, oy, oz] = offset;
  const modern = format >= 6;
  const colorsAt = COLORS_AT[format] ?? -1;
  const look = { red: 0, green: 0, blue: 0, intensity: 0 };
  let frame: Frame | null = null;
  let withheld = 0;
  let waiting: (readonly [
    record: DataView,
    cloud: PointCloudBuilder,
    rowOf: (classNumber: number) => number,
  ])[] = [];
  const min = [Infinity, Infinity, Infinity];
  const max = [-Infinity, -Infinity, -Infinity];
  const placeOf = (record: DataView): Place => [
    record.getInt32(0, true) * sx + ox,
    record.getInt32(4, true) * sy + oy,
    record.getInt32(8, true) * sz + oz,
  ];

  function put(
    { local }: Frame,
    record: DataView,
    at: number,
    cloud: PointCloudBuilder,
    rowOf: (classNumber: number) => number,
  ): void {
    look.intensity = record.getUint16(at + 12, true);
    if (colorsAt > 0) {
      look.red = record.getUint16(at + colorsAt, true);
      look.green = record.getUint16(at + colorsAt + 2, true);
      look.blue = record.getUint16(at + colorsAt + 4, true);
    }
    const classNumber = modern ? record.getUint8(at + 16) : record.getUint8(at + 15) & 31;
    const [x, y, z] = local(
      record.getInt32(at, true) * sx + ox,
      record.getInt32(at + 4, true) * sy + oy,
      record.getInt32(at + 8, true) * sz + oz,
    );
    if (!cloud.add(x, y, z, look, rowOf(classNumber))) return;
    for (let axis = 0; axis < 3; axis++) {
      const value = record.getInt32(at + axis * 4, true);
      if (value < (min[axis] ?? 0)) min[axis] = value;
      if (value > (max[axis] ?? 0)) max[axis] = value;
    }
  }

  function settle(): void {
    if (waiting.length === 0) return;
    const own = frameOf(middlePlace(waiting.map(([record]) => placeOf(record))));
    frame = own;
    for (const [record, cloud, rowOf] of waiting) put(own, record, 0, cloud, rowOf);
    waiting = [];
  }

  return {
    get withheld() {
      return withheld;
    },
    get frame() {
      return frame;
    },
    finish: settle,
    isLikely(record, at) {
      settle();
      return [0, 1, 2].every((axis) => {
        const value = record.getInt32(at + axis * 4, true);
        const reach = Math.max(1, (max[axis] ?? 0) - (min[axis] ?? 0));
        return value >= (min[axis] ?? 0) - reach && value <= (max[axis] ?? 0) + reach;
      });
    },
    read(record, at, cloud, rowOf) {
      const marks = record.getUint8(at + 15);
      if (modern ? (marks & 4) !== 0 : (marks & 0x80) !== 0) {
        withheld++;
        return;
      }
      if (frame) return put(frame, record, at, cloud, rowOf);
      // The bytes are the reader's, and change with the next point.
      const from = record.byteOffset + at;
      const own = new DataView(record.buffer.slice(from, from + recordBytes));
      waiting.push([own, cloud, rowOf]);
      if (waiting.length >= FIRST_POINTS) settle();
    },
  };
}
