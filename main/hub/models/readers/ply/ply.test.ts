import { describe, expect, it } from 'vitest';
import { areaOf, breakAndRead, codesOf, propertyOf, readWith, sourceOf } from '../testReading.ts';
import { plyReader } from './index.ts';

interface Row {
  readonly at: readonly [number, number, number];
  readonly rgb: readonly [number, number, number];
}
const rows: readonly Row[] = Array.from({ length: 30 }, (_, i) => ({ at: [i, i * 2, 1], rgb: [i, 200, 10] }));
const square: readonly Row[] = [
  [0, 0],
  [2, 0],
  [2, 2],
  [0, 2],
].map(([x = 0, y = 0]) => ({ at: [x, y, 0], rgb: [200, 0, 0] }));

function headerOf(coding: string, count: number, faces: number, names: readonly string[]): string {
  const face = faces > 0 ? `element face ${faces}\nproperty list uchar int vertex_indices\n` : '';
  const colors = names.map((name) => `property uchar ${name}\n`).join('');
  return `ply\nformat ${coding} 1.0\ncomment by a test\nelement vertex ${count}\nproperty double x\nproperty double y\nproperty float z\n${colors}${face}end_header\n`;
}

function binary(
  little: boolean,
  own: readonly Row[],
  faces: readonly (readonly number[])[] = [],
  said = own.length,
) {
  const coding = little ? 'binary_little_endian' : 'binary_big_endian';
  const head = new TextEncoder().encode(headerOf(coding, said, faces.length, ['red', 'green', 'blue']));
  const bytes = new Uint8Array(
    head.byteLength + own.length * 23 + faces.reduce((sum, face) => sum + 1 + face.length * 4, 0),
  );
  bytes.set(head);
  const view = new DataView(bytes.buffer);
  let at = head.byteLength;
  for (const {
    at: [x, y, z],
    rgb,
  } of own) {
    view.setFloat64(at, x, little);
    view.setFloat64(at + 8, y, little);
    view.setFloat32(at + 16, z, little);
    rgb.forEach((value, k) => view.setUint8(at + 20 + k, value));
    at += 23;
  }
  for (const face of faces) {
    view.setUint8(at++, face.length);
    for (const corner of face) {
      view.setInt32(at, corner, little);
      at += 4;
    }
  }
  return bytes;
}

const ascii = (own: readonly Row[], names = ['red', 'green', 'blue'], end = '\n') =>
  (
    headerOf('ascii', own.length, 0, names) +
    own.map(({ at, rgb }) => [...at, ...rgb].join(' ')).join('\n') +
    '\n'
  ).replaceAll('\n', end);

const read = (content: string | Uint8Array) => readWith(plyReader, sourceOf('scan.ply', content));

async function cloudOf(content: string | Uint8Array) {
  const reading = await read(content);
  if (!reading.result.ok) throw new Error(reading.result.error.code);
  const { points } = reading.result.value;
  return { ...reading, count: points?.count ?? 0, colors: points?.colors, box: points?.boxes.get(0) };
}

describe('clouds', () => {
  it.each([
    ['ascii', ascii(rows)],
    ['ascii of another system', ascii(rows, ['diffuse_red', 'diffuse_green', 'diffuse_blue'], '\r\n')],
    ['little-endian', binary(true, rows)],
    ['big-endian', binary(false, rows)],
  ])('%s', async (_name, content) => {
    const reading = await cloudOf(content);
    expect(reading).toMatchObject({ count: 30, colors: 'own', box: { min: [0, 0, 1], max: [29, 58, 1] } });
    expect(propertyOf(reading, 0, '点数')).toBe(30);
    expect(codesOf(reading)).toEqual(['z-up-taken']);
  });

  it('leaves out what is no number and tells how many are missing', async () => {
    const holes = rows.map((row, i): Row => (i < 4 ? { ...row, at: [NaN, 0, 0] } : row));
    expect((await cloudOf(binary(true, holes))).notes).toContainEqual(
      expect.objectContaining({ code: 'points-not-numbers', count: 4 }),
    );
    expect((await cloudOf(ascii(holes))).count).toBe(26);
    const claimed = await cloudOf(binary(true, rows, [], 2_000_000_000));
    expect(claimed.notes).toContainEqual(
      expect.objectContaining({ code: 'points-missing', params: { there: 30, said: 2_000_000_000 } }),
    );
  });

  it('makes classes of points elements', async () => {
    const text = `ply\nformat ascii 1.0\nelement vertex 3\nproperty float x\nproperty float y\nproperty float z\nproperty uchar classification\nend_header\n0 0 0 2\n1 0 0 6\n2 0 0 2\n`;
    const { rows: found } = await cloudOf(text);
    expect(found.map(({ name, parent }) => [name, parent])).toEqual([
      ['scan.ply', -1],
      ['地面', 0],
      ['建筑', 0],
    ]);
  });

  it('gives a verdict on what is none', async () => {
    const code = async (content: string) => {
      const { result } = await read(content);
      return result.ok ? null : result.error.code;
    };
    expect(await code('ply\nformat ascii 1.0\nelement vertex 3\n')).toBe('ply-header');
    expect(await code('ply\nformat odd 1.0\nelement vertex 3\nproperty float x\nend_header\n')).toBe(
      'ply-header',
    );
    expect(await code('ply\nformat ascii 1.0\nelement vertex 1\nproperty float x\nend_header\n1\n')).toBe(
      'ply-no-places',
    );
    expect(await code(headerOf('ascii', 5, 0, []))).toBe('las-no-points');
  });
});

describe('meshes', () => {
  it.each([true, false])('faces of a square, little-endian %s', async (little) => {
    const { result } = await read(binary(little, square, [[0, 1, 2, 3]]));
    if (!result.ok) throw new Error(result.error.code);
    expect(areaOf(result.value.geometry)).toBeCloseTo(4, 6);
    expect(result.value.points).toBeUndefined();
  });

  const strips = (own: readonly Row[], list: readonly number[]) =>
    `ply\nformat ascii 1.0\nelement vertex ${own.length}\nproperty float x\nproperty float y\nproperty float z\nelement tristrips 1\nproperty list int int vertex_indices\nend_header\n${own.map(({ at }) => at.join(' ')).join('\n')}\n${list.length} ${list.join(' ')}\n`;

  it('turns all triangles of strips the same way, and joins no strip to the next', async () => {
    const beside = square.map(({ at: [x, y, z], rgb }) => ({ at: [x + 10, y, z] as const, rgb }));
    const { result } = await read(strips([...square, ...beside], [0, 1, 3, 2, -1, 4, 5, 7, 6, -1]));
    if (!result.ok) throw new Error(result.error.code);
    const { vertices } = result.value.geometry;
    expect(areaOf(result.value.geometry)).toBeCloseTo(8, 6);
    const up = [...vertices].filter((_, i) => i % 6 === 5);
    expect(Math.min(...up)).toBeCloseTo(1, 6);
  });

  it('reads a strip of more than ten thousand corners to its end', async () => {
    const ladder = Array.from({ length: 12_000 }, (_, i): Row => ({
      at: [i >> 1, i % 2, 0],
      rgb: [0, 0, 0],
    }));
    const list = ladder.map((_, i) => i);
    const { result } = await read(strips(ladder, list));
    expect(result.ok && areaOf(result.value.geometry)).toBeCloseTo(5999, 3);
  });

  it('leaves out faces of vertices that do not exist', async () => {
    const reading = await read(
      binary(true, square, [
        [0, 1, 9],
        [0, 1, 2],
      ]),
    );
    expect(codesOf(reading)).toContain('vertex-missing');
    expect(reading.result.ok && areaOf(reading.result.value.geometry)).toBeCloseTo(2, 6);
  });

  it('answers whatever was cut off or changed', async () => {
    for (const content of [
      binary(true, square, [[0, 1, 2, 3]]),
      binary(false, rows),
      new TextEncoder().encode(ascii(rows)),
    ]) {
      const broken = await breakAndRead(plyReader, sourceOf('scan.ply', content), 200);
      expect(broken.answers).toBe(200);
      expect(broken.slowestMs).toBeLessThan(10_000);
    }
  });
});
