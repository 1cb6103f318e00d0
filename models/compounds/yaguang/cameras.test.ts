/** The demo's cameras see something, and their loops are in the repository. */
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { cameras } from './cameras.ts';
import { yaguangSite } from './ground.ts';

const media = join(import.meta.dirname, '../../../assets/media');
const maxBytes = 400_000;

test('every camera has its loop, small enough to keep', () => {
  for (const { id, video } of cameras(0)) {
    expect(video).toMatchObject({ kind: 'mp4', loop: true, url: `/media/${id}.mp4` });
    const path = join(media, `${id}.mp4`);
    expect(existsSync(path), `${id}: run npm run render:loops`).toBe(true);
    expect(statSync(path).size).toBeLessThanOrEqual(maxBytes);
  }
});

test('no camera hangs in a tree', () => {
  const { trees } = yaguangSite;
  for (const { id, positionEnu } of cameras(0)) {
    if (!positionEnu) throw new Error(`${id} hangs nowhere.`);
    const [x, y, z] = positionEnu;
    const inCrown = trees.filter(
      (tree) =>
        Math.hypot(tree.at[0] - x, tree.at[1] - y) < tree.crownM / 2 &&
        z > tree.heightM * 0.45 &&
        z < tree.heightM,
    );
    expect(inCrown, id).toEqual([]);
  }
});
