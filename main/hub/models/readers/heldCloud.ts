/** The cloud of a file that perhaps has no points: made when the first one comes. */
import type { PointCloud, PointCloudBuilder } from '#hub/models/points/pointCloud.ts';
import { fault } from '#shared/protocol/result.ts';
import type { ReadInto } from './reader.ts';

export function heldCloud({ points, notes }: Pick<ReadInto, 'points' | 'notes'>): {
  readonly create: () => PointCloudBuilder;
  /** Undefined where there are none. */
  readonly finish: () => PointCloud | undefined;
} {
  let held: PointCloudBuilder | null = null;
  return {
    create: () => (held ??= points.create()),
    finish() {
      notes.add(fault('points-not-numbers'), held?.lost ?? 0);
      if (held && held.count > 0) return held.finish();
      held?.dispose();
      return undefined;
    },
  };
}
