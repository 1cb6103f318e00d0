import { expect, it } from 'vitest';
import { readFootprints } from './footprints.ts';

const square = [
  [114.39, 30.5],
  [114.391, 30.5],
  [114.391, 30.501],
];
const named = (properties: object) => ({
  type: 'Feature',
  properties,
  geometry: { type: 'Polygon', coordinates: [square] },
});

it('takes buildings of a map, not its lakes and parks', () => {
  const features = [
    named({ name: 'a', building: 'yes', landuse: 'residential' }),
    named({ name: 'b' }),
    named({ name: 'c', kind: 'building' }),
    named({ name: 'lake', kind: 'water' }),
    named({ name: 'park', leisure: 'park' }),
    named({ name: 'river', natural: 'water' }),
  ];
  const read = readFootprints({ type: 'FeatureCollection', features });
  expect(read.ok && read.value.map(({ name }) => name)).toEqual(['a', 'b', 'c']);
  expect(readFootprints({ type: 'FeatureCollection', features: features.slice(3) })).toMatchObject({
    error: { code: 'footprints-none' },
  });
});
