import { expect, it } from 'vitest';
import { positionElsewhere } from './positionElsewhere.ts';

const origin = { latDeg: 49.1, lonDeg: 14 };
const site = { kind: 'site', latDeg: 49.1004, lonDeg: 8.4365, heightM: 110 } as const;

it('tells where the file says the model stands, and how far that is', () => {
  expect(positionElsewhere({ placedBy: 'recentring', georeference: site }, origin)).toEqual({
    lat: '49.1004',
    lon: '8.4365',
    km: '405',
  });
});

it('says nothing where the model stands there, was put elsewhere by hand, or the file has no position', () => {
  expect(positionElsewhere({ placedBy: 'coordinates', georeference: site }, origin)).toBeNull();
  expect(positionElsewhere({ placedBy: 'hand', georeference: site }, origin)).toBeNull();
  expect(positionElsewhere({ placedBy: 'recentring', georeference: { kind: 'none' } }, origin)).toBeNull();
  expect(positionElsewhere({ placedBy: 'recentring', georeference: site }, null)).toBeNull();
});
