import { expect, it } from 'vitest';
import { buildingsIn, coordinateFault } from './NewCompound.tsx';

it('reads one building a line, and names the line that is wrong', () => {
  expect(buildingsIn('8, 2, 6, 2, 0, 40, 48, 12, 90\n\nA1，1，3，0，60，0，20，10')).toEqual([
    {
      id: '8',
      units: 2,
      storeys: 6,
      householdsPerStorey: 2,
      position: [0, 40],
      sizeM: [48, 12],
      yawRad: Math.PI / 2,
    },
    { id: 'A1', units: 1, storeys: 3, householdsPerStorey: 0, position: [60, 0], sizeM: [20, 10], yawRad: 0 },
  ]);
  expect(buildingsIn('8, 2, 6, 2, 0, 40, 48, 12\n9, two')).toBe(2);
});

it.each([
  ['lon', '514', 'longitude-range'],
  ['lon', '-180', null],
  ['lat', '90.01', 'latitude-range'],
  ['lat', '三十', 'latitude-range'],
  ['lat', ' ', null],
] as const)('says the range of %s before %s is sent', (field, typed, code) => {
  expect(coordinateFault(field, typed)?.code ?? null).toBe(code);
});
