/** However many parts a file is cut into, each product gets the same triangles: its openings come with it. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { kernelInput } from '#hub/models/kernelInput.ts';
import { createKernelPool } from '#hub/models/kernelPool.ts';
import { PIECE, SHAPE } from '#hub/models/placedShapes.ts';
import { openStep } from '#hub/models/step/stepFile.ts';
import { generateCompound } from '#models/generate.ts';

async function trianglesOf(bytes: Uint8Array, partBytes?: number) {
  const step = openStep(bytes, 'building.ifc');
  if (!step.ok) throw new Error(step.error.code);
  const { parts } = kernelInput(step.value, { lengthM: 1, badLengthId: null }, partBytes);
  const kernels = createKernelPool(1);
  const { geometries, lost } = await kernels.triangulate(parts, () => undefined);
  await kernels.dispose();
  expect(lost).toEqual([]);
  const triangles = new Map<number, number>();
  for (const { pieces, shapes } of geometries)
    for (let p = 0; p < pieces.length; p += PIECE.size) {
      const element = pieces[p + PIECE.element] ?? 0;
      const shape = (pieces[p + PIECE.shape] ?? 0) * SHAPE.size;
      triangles.set(element, (triangles.get(element) ?? 0) + (shapes[shape + SHAPE.indexCount] ?? 0) / 3);
    }
  return { parts: parts.length, triangles };
}

test('a building in one part and in many', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'linli-parts-'));
  await generateCompound('yaguang', dir);
  const bytes = await readFile(join(dir, 'building-8.ifc'));
  await rm(dir, { recursive: true, force: true });
  expect(bytes.includes('IFCRELVOIDSELEMENT')).toBe(true);
  const whole = await trianglesOf(bytes);
  const cut = await trianglesOf(bytes, 4000);
  expect(whole.parts).toBe(1);
  expect(cut.parts).toBeGreaterThan(5);
  expect(whole.triangles.size).toBeGreaterThan(50);
  expect([...cut.triangles].sort(([a], [b]) => a - b)).toEqual(
    [...whole.triangles].sort(([a], [b]) => a - b),
  );
});
