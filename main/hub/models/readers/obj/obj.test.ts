import { describe, expect, it } from 'vitest';
import { areaOf, boxOf, breakAndRead, codesOf, readWith, sourceOf } from '../testReading.ts';
import { objReader } from './index.ts';

const SQUARE = 'v 0 0 0\nv 2 0 0\nv 2 0 -2\nv 0 0 -2\n';

async function readGood(text: string, files: Readonly<Record<string, Uint8Array>> = {}) {
  const reading = await readWith(objReader, sourceOf('a.obj', text, files));
  if (!reading.result.ok) throw new Error(reading.result.error.code);
  return { ...reading, read: reading.result.value };
}

describe('OBJ', () => {
  it('makes objects rows and turns y up into z up', async () => {
    const reading = await readGood(`# a\n${SQUARE}o Gate\nf 1/1/1 2/2/2 3/3/3 4\no Wall\nf -4 -3 -2\n`);
    expect(reading.rows).toMatchObject([
      { globalId: 'Gate', type: 'Object' },
      { globalId: 'Wall', type: 'Object' },
    ]);
    expect(areaOf(reading.read.geometry)).toBeCloseTo(6, 6);
    expect(boxOf(reading.read.geometry)).toEqual({ min: [0, 0, 0], max: [2, 2, 0] });
    expect(codesOf(reading)).toEqual(['y-up-taken']);
  });

  it('keeps the heights of coordinates of a grid', async () => {
    const reading = await readGood('v 84000 447000 1\nv 84010 447000 1\nv 84000 447010 5\nf 1 2 3\n');
    expect(boxOf(reading.read.geometry)?.max).toEqual([84010, 447010, 5]);
    expect(codesOf(reading)).toEqual(['z-up-taken']);
  });

  it('takes colours from its material library, and tells where that is missing', async () => {
    const text = `mtllib a.mtl\n${SQUARE}usemtl red\nf 1 2 3\n`;
    const library = Buffer.from('newmtl red\nKd 1 0 0\nd 0.5\nmap_Kd brick.png\n');
    const { read: made, ...reading } = await readGood(text, { 'a.mtl': library });
    expect(made.geometry.pieces[2]).toBe(0x800000ff);
    expect(codesOf(reading)).toContain('pictures-missing');
    expect(codesOf(await readGood(text))).toContain('companion-missing');
  });

  it('leaves out faces without their vertices and reads the rest', async () => {
    const reading = await readGood(`${SQUARE}f 1 2 9\nf 1 2\nf 1 2 3\nv x y z\nf 5 1 2\n`);
    expect(areaOf(reading.read.geometry)).toBeCloseTo(2, 6);
    expect(codesOf(reading)).toEqual(['lines-damaged', 'vertex-missing', 'surface-flat', 'y-up-taken']);
  });

  it('answers whatever is cut off or changed', async () => {
    const source = sourceOf('a.obj', `${SQUARE}o a\nf 1 2 3 4\n`);
    expect((await breakAndRead(objReader, source, 300)).answers).toBe(300);
  });
});
