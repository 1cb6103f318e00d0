import { expect, it } from 'vitest';
import land from 'world-atlas/land-50m.json' with { type: 'json' };
import { coastLines, type Topology } from './coastLines.ts';

it('turns steps on the grid into degrees and leaves out where the map was cut', () => {
  const lines = coastLines({
    transform: { scale: [0.5, 0.25], translate: [-180, -90] },
    arcs: [
      [
        [700, 400],
        [2, 4],
        [-4, 0],
      ],
      [
        [716, 400],
        [4, 4],
        [0, 8],
        [-8, 0],
      ],
    ],
  });
  expect(lines).toEqual([
    [
      [170, 10],
      [171, 11],
      [169, 11],
    ],
    [
      [178, 10],
      [180, 11],
    ],
    [
      [180, 13],
      [176, 13],
    ],
  ]);
});

it('reads the file that is shipped: coasts all over the world, none along the date line', () => {
  const lines = coastLines(land as unknown as Topology);
  expect(lines.length).toBeGreaterThan(1000);
  const points = lines.flat();
  expect(points.every(([lon, lat]) => Math.abs(lon) <= 180.001 && Math.abs(lat) <= 90.001)).toBe(true);
  // Shanghai's coast is in it.
  expect(points.some(([lon, lat]) => Math.hypot(lon - 121.9, lat - 31) < 0.4)).toBe(true);
  for (const line of lines)
    line.forEach(([lon], i) => {
      const before = line[i - 1];
      if (before) expect(Math.abs(lon) > 179.99 && Math.abs(before[0]) > 179.99).toBe(false);
    });
});
