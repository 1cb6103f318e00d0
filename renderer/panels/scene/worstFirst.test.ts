import { expect, test } from 'vitest';
import { alarmRecord, deviceRecord } from '#renderer/testing/records.ts';
import { worstFirst } from './worstFirst.ts';

test('what is gravest comes first, by its gravest alarm; what is calm keeps its order', () => {
  const devices = ['smoke/a', 'smoke/b', 'smoke/c', 'smoke/d'].map((key) => deviceRecord(key));
  const listed = worstFirst(devices, [
    alarmRecord('1', { deviceKey: 'smoke/d', priority: 3 }),
    alarmRecord('2', { deviceKey: 'smoke/d', priority: 1 }),
    alarmRecord('3', { deviceKey: 'smoke/b', priority: 2 }),
  ]);
  expect(listed.map(({ device, alarm }) => [device.key, alarm?.id ?? null])).toEqual([
    ['smoke/d', '2'],
    ['smoke/b', '3'],
    ['smoke/a', null],
    ['smoke/c', null],
  ]);
});
