/** Reads one file as a test hands it over, and measures what came of it. */
import { existsSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { PIECE, SHAPE, TRANSFORM_SIZE, type PlacedShapes } from '#hub/models/placedShapes.ts';
import { createClouds } from '#hub/models/points/clouds.ts';
import { createTree } from '#hub/models/spatialTree.ts';
import { createNotes } from './notes.ts';
import { createAnchors } from './places/anchors.ts';
import type { FormatReader, ReaderSource } from './reader.ts';
import { onCoreMs } from '#shared/testTime.ts';

const DATA = join(import.meta.dirname, '../../../../../shared/data/cim');

export const realFile = (path: string): string => join(DATA, path);
export const hasRealFile = (path: string): boolean => existsSync(realFile(path));

export function sourceOf(
  name: string,
  content: string | Uint8Array,
  companions: Readonly<Record<string, Uint8Array>> = {},
): ReaderSource {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  return { name, path: name.toLowerCase(), bytes, companions: new Map(Object.entries(companions)) };
}

export const realSource = (path: string): ReaderSource =>
  sourceOf(basename(path), readFileSync(realFile(path)));

export async function readWith(reader: FormatReader, source: ReaderSource) {
  const clouds = createClouds(tmpdir());
  const into = {
    tree: createTree(),
    table: { sets: [], ofRow: new Map<number, number[]>() },
    notes: createNotes(),
    anchors: createAnchors(),
    points: clouds,
  };
  const result = await reader.read(source, into);
  // What is known of a cloud is asked by tests, not its points.
  clouds.dispose();
  return { result, rows: into.tree.rows, table: into.table, notes: into.notes.all() };
}

export type Reading = Awaited<ReturnType<typeof readWith>>;

export const codesOf = ({ notes }: Reading): string[] => notes.map(({ code }) => code);

export function propertyOf({ table }: Reading, row: number, name: string): unknown {
  for (const index of table.ofRow.get(row) ?? [])
    for (const [held, value] of (table.sets as { properties: readonly (readonly unknown[])[] }[])[index]
      ?.properties ?? [])
      if (held === name) return value;
  return undefined;
}

/** Box of all pieces, or of one element, in the file's frame; null where nothing was placed. */
export function boxOf(geometry: PlacedShapes, element?: number) {
  const min = [Infinity, Infinity, Infinity];
  const max = [-Infinity, -Infinity, -Infinity];
  const { pieces, shapes, vertices, transforms } = geometry;
  for (let p = 0; p * PIECE.size < pieces.length; p++) {
    if (element !== undefined && pieces[p * PIECE.size + PIECE.element] !== element) continue;
    const shape = (pieces[p * PIECE.size + PIECE.shape] ?? 0) * SHAPE.size;
    const m = transforms.subarray(p * TRANSFORM_SIZE, (p + 1) * TRANSFORM_SIZE);
    const from = (shapes[shape + SHAPE.vertexFrom] ?? 0) * 6;
    for (let v = from; v < from + (shapes[shape + SHAPE.vertexCount] ?? 0) * 6; v += 6) {
      for (let axis = 0; axis < 3; axis++) {
        const at =
          (m[axis] ?? 0) * (vertices[v] ?? 0) +
          (m[3 + axis] ?? 0) * (vertices[v + 1] ?? 0) +
          (m[6 + axis] ?? 0) * (vertices[v + 2] ?? 0) +
          (m[9 + axis] ?? 0);
        min[axis] = Math.min(min[axis] ?? 0, at);
        max[axis] = Math.max(max[axis] ?? 0, at);
      }
    }
  }
  // Without the sign of zero.
  const plain = (corner: readonly number[]): number[] => corner.map((value) => value + 0);
  return (min[0] ?? 0) <= (max[0] ?? 0) ? { min: plain(min), max: plain(max) } : null;
}

/** Area of all triangles as the file's frame has them. */
export function areaOf({ pieces, shapes, vertices, index }: PlacedShapes): number {
  let sum = 0;
  for (let p = 0; p < pieces.length; p += PIECE.size) {
    const shape = (pieces[p + PIECE.shape] ?? 0) * SHAPE.size;
    const first = shapes[shape + SHAPE.vertexFrom] ?? 0;
    const from = shapes[shape + SHAPE.indexFrom] ?? 0;
    for (let t = from; t < from + (shapes[shape + SHAPE.indexCount] ?? 0); t += 3) {
      const [a, b, c] = [0, 1, 2].map((k) => {
        const at = (first + (index[t + k] ?? 0)) * 6;
        return [...vertices.subarray(at, at + 3)];
      });
      const u = [0, 1, 2].map((k) => (b?.[k] ?? 0) - (a?.[k] ?? 0));
      const v = [0, 1, 2].map((k) => (c?.[k] ?? 0) - (a?.[k] ?? 0));
      const [ux = 0, uy = 0, uz = 0] = u;
      const [vx = 0, vy = 0, vz = 0] = v;
      sum += Math.hypot(uy * vz - uz * vy, uz * vx - ux * vz, ux * vy - uy * vx) / 2;
    }
  }
  return sum;
}

export const elementsWithGeometry = ({ pieces }: PlacedShapes): Set<number> =>
  new Set(pieces.filter((_, i) => i % PIECE.size === PIECE.element));

/** A reader must answer, soon, whatever the bytes: cut in many places, and with single bytes changed. */
export async function breakAndRead(
  reader: FormatReader,
  source: ReaderSource,
  tries: number,
): Promise<{ readonly answers: number; readonly slowestMs: number }> {
  let answers = 0;
  let slowestMs = 0;
  let seed = 1;
  const next = (below: number): number => {
    seed = (seed * 48271) % 2147483647;
    return seed % below;
  };
  for (let i = 0; i < tries; i++) {
    const whole = source.bytes;
    const bytes = i % 2 === 0 ? whole.slice(0, next(whole.length)) : whole.slice();
    if (i % 2 === 1) for (let k = 0; k < 4; k++) bytes[next(bytes.length)] = next(256);
    const startedMs = onCoreMs();
    const { result } = await readWith(reader, { ...source, bytes });
    slowestMs = Math.max(slowestMs, onCoreMs() - startedMs);
    if (typeof result.ok === 'boolean') answers++;
  }
  return { answers, slowestMs };
}
