/** Points of one node of a cloud → bytes: in an order that packs well, on a grid of a millimetre or finer. */
import { MeshoptEncoder } from 'meshoptimizer/encoder';
import { POINTS_FORMAT, type PointHeader, type PointSection } from '#shared/models/pointContainer.ts';
import { joinSections } from '#shared/models/sections.ts';
import type { Paint } from './pointPaint.ts';
import { ORIGIN_UNITS, RECORD, UNIT_M } from './pointRecords.ts';

/** So many steps of a 16-bit place, each of up to four units: 64 m, to less than a millimetre. */
const MOST_STEPS = 65_535;
const MOST_UNITS_A_STEP = 4;

export const encoderReady: Promise<void> = MeshoptEncoder.ready;

/** `origin`: of the cloud in its own frame, metres. */
export function encodePoints(
  records: Int32Array,
  origin: readonly [number, number, number],
  paint: Paint,
): Uint8Array {
  const count = records.length / RECORD.size;
  const least: [number, number, number] = [Infinity, Infinity, Infinity];
  const most: [number, number, number] = [-Infinity, -Infinity, -Infinity];
  for (let at = 0; at < records.length; at += RECORD.size)
    for (let axis = 0 as 0 | 1 | 2; axis < 3; axis++) {
      const value = records[at + axis] ?? 0;
      if (value < least[axis]) least[axis] = value;
      if (value > most[axis]) most[axis] = value;
    }
  const extent = Math.max(...most.map((value, axis) => value - (least[axis] ?? 0)));
  let unitsAStep = 1;
  while (unitsAStep < MOST_UNITS_A_STEP && extent / unitsAStep > MOST_STEPS) unitsAStep *= 2;
  const wide = extent / unitsAStep > MOST_STEPS;
  if (wide) unitsAStep = 1;

  const loose = new Float32Array(count * 3);
  for (let i = 0; i < count; i++)
    for (let axis = 0; axis < 3; axis++)
      loose[i * 3 + axis] = (records[i * RECORD.size + axis] ?? 0) - (least[axis] ?? 0);
  const order = MeshoptEncoder.reorderPoints(loose, 3);
  const places = wide ? new Uint32Array(count * 4) : new Uint16Array(count * 4);
  const colors = new Uint8Array(count * 4);
  const elements = new Uint32Array(count);
  for (let i = 0; i < count; i++) {
    const to = order[i] ?? 0;
    const from = i * RECORD.size;
    for (let axis = 0; axis < 3; axis++) {
      const steps = Math.round(((records[from + axis] ?? 0) - (least[axis] ?? 0)) / unitsAStep);
      places[to * 4 + axis] = wide ? steps : Math.min(MOST_STEPS, steps);
    }
    paint.write(records, from, colors, to * 4);
    elements[to] = records[from + RECORD.element] ?? 0;
  }
  const coded = (data: Uint8Array, stride: number): Uint8Array =>
    MeshoptEncoder.encodeVertexBuffer(data, count, stride);
  const [x, y, z] = least.map((value, axis) => (value - ORIGIN_UNITS) * UNIT_M + (origin[axis] ?? 0));
  return joinSections<PointHeader, PointSection>(
    POINTS_FORMAT,
    { count, least: [x ?? 0, y ?? 0, z ?? 0], stepM: UNIT_M * unitsAStep, placeBits: wide ? 32 : 16 },
    [
      { name: 'places', data: coded(new Uint8Array(places.buffer), wide ? 16 : 8) },
      { name: 'colors', data: coded(colors, 4) },
      { name: 'elements', data: coded(new Uint8Array(elements.buffer), 4) },
    ],
  );
}
