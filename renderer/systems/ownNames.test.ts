import { expect, it } from 'vitest';
import { ownNames } from './ownNames.ts';

it('leaves out what all share, in both languages', () => {
  expect(ownNames(['地锁 车位 121', '地锁 车位 122'])).toEqual(['车位 121', '车位 122']);
  expect(ownNames(['Unit door, building 1, unit 1', 'Unit door, building 10, unit 2'])).toEqual([
    'building 1, unit 1',
    'building 10, unit 2',
  ]);
  expect(ownNames(['行人闸机 东门人行口', '行人闸机 北便门'])).toEqual(['东门人行口', '北便门']);
});

it('keeps names whole that share nothing, stand alone, or would be a bare number', () => {
  for (const names of [
    ['东大门入口道闸', '南门入口道闸'],
    ['Gate 1', 'Gate 2'],
    ['Gate, north', 'Door, north'],
    ['Ground lock, bay 1'],
    ['Lock one', 'Lock'],
    [],
  ])
    expect(ownNames(names)).toEqual(names);
});
