/** One point record of a LAS file, formats 0–10 → a point of the cloud. */
import type { PointCloudBuilder } from '#hub/models/points/pointCloud.ts';
import type { Frame } from '../places/frame.ts';
import type { LasHeader } from './header.ts';

export interface RecordReader {
  read(record: DataView, at: number, cloud: PointCloudBuilder, rowOf: (classNumber: number) => number): void;
  /** Whether what lies there can be a point of the same cloud. */
  isLikely(record: DataView, at: number): boolean;
  /** Marked as deleted. */
  readonly withheld: number;
  /** Whose coordinates are no numbers. */
  readonly lost: number;
  /** Null until the first point. */
  readonly frame: Frame | null;
}

/** Where the colours of a format lie. */
const COLORS_AT: Readonly<Record<number, number>> = { 2: 20, 3: 28, 5: 28, 7: 30, 8: 30, 10: 30 };

/** `frameOf`: of the first point, as the file has it. */
export function createRecordReader(
  { format, scale, offset }: LasHeader,
  frameOf: (first: readonly [number, number, number]) => Frame,
): RecordReader {
  const [sx, sy, sz] = scale;
  const [ox, oy, oz] = offset;
  const modern = format >= 6;
  const colorsAt = COLORS_AT[format] ?? -1;
  const look = { red: 0, green: 0, blue: 0, intensity: 0 };
  let frame: Frame | null = null;
  let withheld = 0;
  let lost = 0;
  const min = [Infinity, Infinity, Infinity];
  const max = [-Infinity, -Infinity, -Infinity];
  return {
    get withheld() {
      return withheld;
    },
    get lost() {
      return lost;
    },
    get frame() {
      return frame;
    },
    isLikely: (record, at) =>
      [0, 1, 2].every((axis) => {
        const value = record.getInt32(at + axis * 4, true);
        const reach = Math.max(1, (max[axis] ?? 0) - (min[axis] ?? 0));
        return value >= (min[axis] ?? 0) - reach && value <= (max[axis] ?? 0) + reach;
      }),
    read(record, at, cloud, rowOf) {
      const ix = record.getInt32(at, true);
      const iy = record.getInt32(at + 4, true);
      const iz = record.getInt32(at + 8, true);
      const marks = record.getUint8(at + 15);
      if (modern ? (marks & 4) !== 0 : (marks & 0x80) !== 0) {
        withheld++;
        return;
      }
      const x = ix * sx + ox;
      const y = iy * sy + oy;
      const z = iz * sz + oz;
      frame ??= frameOf([x, y, z]);
      look.intensity = record.getUint16(at + 12, true);
      if (colorsAt > 0) {
        look.red = record.getUint16(at + colorsAt, true);
        look.green = record.getUint16(at + colorsAt + 2, true);
        look.blue = record.getUint16(at + colorsAt + 4, true);
      }
      const classNumber = modern ? record.getUint8(at + 16) : marks & 31;
      const [lx, ly, lz] = frame.local(x, y, z);
      if (!cloud.add(lx, ly, lz, look, rowOf(classNumber))) {
        lost++;
        return;
      }
      if (ix < (min[0] ?? 0)) min[0] = ix;
      if (iy < (min[1] ?? 0)) min[1] = iy;
      if (iz < (min[2] ?? 0)) min[2] = iz;
      if (ix > (max[0] ?? 0)) max[0] = ix;
      if (iy > (max[1] ?? 0)) max[1] = iy;
      if (iz > (max[2] ?? 0)) max[2] = iz;
    },
  };
}
