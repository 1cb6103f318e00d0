import { expect, it } from 'vitest';
import { mostPointsOfDevice } from '#shared/protocol/device.ts';
import { PointIndices } from './pointIndices.ts';

it('numbers are given once, up to the most of the compound, and found again', () => {
  const indices = new PointIndices();
  indices.restore(0, { device: 'tank/t1', point: 'level' });
  expect(indices.give({ device: 'tank/t2', point: 'level' }, false, 2)).toBe(1);
  expect(indices.give({ device: 'tank/t3', point: 'level' }, true, 2)).toBeNull();
  expect(indices.give({ device: 'tank/t3', point: 'level' }, true, 3)).toBe(2);
  expect(indices.find({ device: 'tank/t1', point: 'level' })).toBe(0);
  expect(indices.find({ device: 'tank/t1', point: 'x' })).toBeUndefined();
});

it('a device has only so many, but for declared ones; what was restored counts', () => {
  const indices = new PointIndices();
  for (let idx = 0; idx < mostPointsOfDevice; idx++)
    indices.restore(idx, { device: 'tank/t1', point: `p${idx}` });
  expect(indices.give({ device: 'tank/t1', point: 'more' }, false, 1e6)).toBeNull();
  expect(indices.give({ device: 'tank/t1', point: 'declared' }, true, 1e6)).toBe(mostPointsOfDevice);
  expect(indices.give({ device: 'tank/t2', point: 'p' }, false, 1e6)).toBe(mostPointsOfDevice + 1);
});
