/** All clouds of one import: where they wait while files are read, and how they come into the cache. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { POINTS_VERSION, type PointIndex } from '#shared/models/pointContainer.ts';
import type { CloudsInfo } from '#shared/protocol/model.ts';
import type { Sums } from '../cacheParts.ts';
import type { Frame } from '../productPlacement.ts';
import { createPointCloud, type PointCloud, type PointCloudBuilder } from './pointCloud.ts';

/** Files of nodes that lie ready to be taken into the cache. */
export interface StoredPoints {
  readonly dir: string;
  readonly sums: Sums;
  readonly index: PointIndex;
  readonly told: CloudsInfo;
  readonly count: number;
}

export interface Clouds {
  create(): PointCloudBuilder;
  /** `frames`: from each cloud's own frame to ENU. Null where there are no points. */
  write(
    clouds: readonly (PointCloud | undefined)[],
    frames: readonly Frame[],
    tell: (fraction: number) => void,
  ): Promise<StoredPoints | null>;
  dispose(): void;
}

/** Beside the cache, so that nothing is copied. The name says which process it belongs to. */
export function createClouds(modelsDir: string): Clouds {
  const dir = join(modelsDir, 'cache', `points.part-${process.pid}-${performance.now().toString(36)}`);
  const nodesDir = join(dir, 'nodes');
  let made = 0;
  return {
    create: () => createPointCloud(join(dir, String(made++))),
    async write(clouds, frames, tell) {
      const total = clouds.reduce((sum, cloud) => sum + (cloud?.count ?? 0), 0);
      if (total === 0) return null;
      const written: PointIndex['clouds'][number][] = [];
      let sums: Sums = {};
      let files = 0;
      let bytes = 0;
      let before = 0;
      for (const [i, cloud] of clouds.entries()) {
        const frame = frames[i];
        if (!cloud || !frame) continue;
        const done = before;
        const own = await cloud.write(nodesDir, files, (fraction) =>
          tell((done + fraction * cloud.count) / total),
        );
        before += cloud.count;
        files += own.nodes.length;
        for (const node of own.nodes) bytes += node.bytes;
        sums = { ...sums, ...own.sums };
        written.push({ frame, nodes: own.nodes });
      }
      const colors = clouds.some((cloud) => cloud?.colors === 'own') ? 'own' : 'height';
      return {
        dir: nodesDir,
        sums,
        index: { version: POINTS_VERSION, clouds: written },
        told: { clouds: written.length, nodes: files, bytes, colors },
        count: total,
      };
    },
    dispose: () => rmSync(dir, { recursive: true, force: true }),
  };
}
