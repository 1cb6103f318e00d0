import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MeshoptDecoder } from 'meshoptimizer/decoder';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openPoints } from '#shared/models/pointContainer.ts';
import { createPointCloud, pointFile, type PointCloudBuilder } from './pointCloud.ts';
import { RECORD_BYTES } from './pointRecords.ts';

let dir = '';
beforeEach(() => (dir = mkdtempSync(join(tmpdir(), 'linli-points-'))));
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const grey = { red: 1000, green: 2000, blue: 3000, intensity: 7 };

function createRandom(seed = 1): () => number {
  let at = seed;
  return () => (at = (at * 48271) % 2147483647) / 2147483647;
}

/** All nodes as they were stored, points in the file's frame. */
async function written(cloud: PointCloudBuilder) {
  await MeshoptDecoder.ready;
  const { nodes, sums } = await cloud.finish().write(join(dir, 'out'), 0, () => undefined);
  const opened = nodes.map(({ file }) => {
    const bytes = readFileSync(join(dir, 'out', pointFile(file)));
    const { positions, least, ...rest } = openPoints(Uint8Array.from(bytes).buffer, MeshoptDecoder);
    const points = Array.from({ length: positions.length / 3 }, (_, i) =>
      [0, 1, 2].map((axis) => (positions[i * 3 + axis] ?? 0) + (least[axis] ?? 0)),
    );
    return { points, ...rest };
  });
  return { nodes, sums, opened, all: opened.flatMap(({ points }) => points) };
}

describe('the tree of a cloud', () => {
  it('holds every point once, to a millimetre, with its element and colour', async () => {
    const cloud = createPointCloud(dir);
    const random = createRandom();
    const given = Array.from({ length: 150_000 }, () => [
      500_000.123 + random() * 90,
      3_400_000.456 + random() * 70,
      20 + random() * 30,
    ]);
    for (const [i, [x = 0, y = 0, z = 0]] of given.entries())
      cloud.add(x, y, z, { ...grey, red: 65_535 }, i % 3);
    const { nodes, opened, all, sums } = await written(cloud);
    expect(all).toHaveLength(given.length);
    expect(nodes.length).toBeGreaterThan(3);
    expect(Object.keys(sums)).toHaveLength(nodes.length);
    const sorted = (points: readonly (readonly number[])[], axis: number) =>
      Float64Array.from(points, (point) => point[axis] ?? NaN).sort();
    for (const axis of [0, 1, 2]) {
      const [before, after] = [sorted(given, axis), sorted(all, axis)];
      const worst = before.reduce((most, value, i) => Math.max(most, Math.abs(value - (after[i] ?? NaN))), 0);
      expect(worst).toBeLessThan(0.001);
    }
    const elements = opened.flatMap((node) => [...node.elements]);
    expect([0, 1, 2].map((element) => elements.filter((one) => one === element).length)).toEqual([
      50_000, 50_000, 50_000,
    ]);
    expect([...(opened[0]?.colors.subarray(0, 3) ?? [])]).toEqual([255, 7, 11]);
  });

  it('is spread evenly at its root, and every node lies in the box of its parent', async () => {
    const cloud = createPointCloud(dir);
    const random = createRandom();
    for (let i = 0; i < 400_000; i++) cloud.add(random() * 300, random() * 300, 0, grey, 0);
    const { nodes, opened } = await written(cloud);
    const root = opened[0]?.points ?? [];
    const quarters = [0, 0, 0, 0];
    for (const [x = 0, y = 0] of root) {
      const quarter = (x > 150 ? 1 : 0) + (y > 150 ? 2 : 0);
      quarters[quarter] = (quarters[quarter] ?? 0) + 1;
    }
    for (const one of quarters) expect(one / root.length).toBeCloseTo(0.25, 1);
    for (const node of nodes) {
      const parent = nodes[node.parent];
      if (!parent) continue;
      expect(parent.spacingM).toBeGreaterThan(node.spacingM);
      for (const axis of [0, 1, 2] as const) {
        expect(node.min[axis]).toBeGreaterThanOrEqual(parent.min[axis]);
        expect(node.max[axis]).toBeLessThanOrEqual(parent.max[axis]);
      }
    }
    expect(Math.max(...nodes.map(({ points }) => points))).toBeLessThanOrEqual(65_536);
  });

  it('is the same where nothing fits into memory, and leaves nothing on the disk', async () => {
    const make = (memoryBytes: number): PointCloudBuilder => {
      const cloud = createPointCloud(dir, memoryBytes);
      const random = createRandom();
      for (let i = 0; i < 120_000; i++)
        cloud.add(random() * 500 - 250, random() * 500 - 250, random() * 40, grey, 5);
      return cloud;
    };
    const held = await written(make(2 ** 28));
    const spilt = make(200_000);
    expect(existsSync(join(dir, 'spill'))).toBe(true);
    const same = await written(spilt);
    expect(same.nodes).toEqual(held.nodes);
    expect(existsSync(join(dir, 'spill'))).toBe(false);
  });

  it('leaves the memory to others once it is finished', async () => {
    const cloud = createPointCloud(dir);
    for (let i = 0; i < 5000; i++) cloud.add(i / 50, 0, 0, grey, 0);
    const finished = cloud.finish();
    const stored = readdirSync(join(dir, 'spill')).map((file) => statSync(join(dir, 'spill', file)).size);
    expect(stored.reduce((sum, bytes) => sum + bytes, 0)).toBe(5000 * RECORD_BYTES);
    const { nodes } = await finished.write(join(dir, 'out'), 0, () => undefined);
    expect(nodes.reduce((sum, { points }) => sum + points, 0)).toBe(5000);
  });

  it('takes a hundred thousand points at one place, and points hundreds of kilometres off', async () => {
    const cloud = createPointCloud(dir);
    for (let i = 0; i < 100_000; i++) cloud.add(1, 2, 3, grey, 0);
    expect(cloud.add(100_000, 2, 3, grey, 0)).toBe(true);
    expect(cloud.add(1e9, 2, 3, grey, 0)).toBe(false);
    expect(cloud.add(NaN, 2, 3, grey, 0)).toBe(false);
    const { all } = await written(cloud);
    expect(all).toHaveLength(100_001);
  });

  it('keeps the others where the first point lies far off, and counts who was left out', async () => {
    const cloud = createPointCloud(dir);
    cloud.add(0, 0, 0, grey, 1);
    for (let i = 0; i < 2500; i++) cloud.add(500_000 + i / 50, 3_400_000, 20, grey, i < 2000 ? 2 : 3);
    expect([cloud.tried, cloud.count, cloud.lost]).toEqual([2501, 2500, 1]);
    const few = createPointCloud(join(dir, 'few'));
    few.add(0, 0, 0, grey, 1);
    few.add(500_000, 3_400_000, 20, grey, 1);
    expect([few.count, few.lost]).toEqual([1, 1]);
    expect(Object.fromEntries(few.finish().counts)).toEqual({ 1: 1 });
    const { all } = await written(cloud);
    expect(Math.min(...all.map(([x = 0]) => x))).toBeCloseTo(500_000, 2);
  });

  it('paints by height where the file has no colours', async () => {
    const cloud = createPointCloud(dir);
    const none = { red: 0, green: 0, blue: 0, intensity: 0 };
    for (let i = 0; i < 1000; i++) cloud.add(i / 10, 0, i / 20, none, 0);
    const { opened } = await written(cloud);
    const { points = [], colors = new Uint8Array() } = opened[0] ?? {};
    const tones = new Map(points.map(([, , z = 0], i) => [Math.round(z), colors[i * 4] ?? 0]));
    expect(tones.get(49)).toBeGreaterThan((tones.get(1) ?? 255) + 50);
  });
});
