import { Value } from 'typebox/value';
import { expect, it } from 'vitest';
import { MeterFile, type Meter } from '#shared/protocol/meter.ts';
import { draftOf, fileOf, newMeter, newRegister, newWrite } from './meterDraft.ts';

const meter: Meter = {
  id: 'lift 1',
  version: 1,
  on: false,
  host: '10.0.0.7',
  port: 1502,
  unitId: 0,
  intervalMs: 2500,
  timeoutMs: 100,
  device: { compound: 'test', system: 'lift', id: 'l1', name: '电梯', placeId: '8-2' },
  registers: [
    { function: 'holding', address: 10, type: 'float32', wordOrder: 'little', point: 'load', scale: 0.1 },
    { function: 'input', address: 0, type: 'uint32', wordOrder: 'little', byteOrder: 'little', point: 'a' },
    {
      function: 'input',
      address: 2,
      type: 'int16',
      byteOrder: 'little',
      offset: -40,
      point: 't',
      unit: '°C',
    },
  ],
  writes: [
    { command: 'resume', function: 'coil', address: 3, type: 'bit', value: true },
    { command: 'level', function: 'holding', address: 4, type: 'uint16', param: 'level' },
    { command: 'zero', function: 'holding', address: 4, type: 'uint16', value: 0 },
  ],
};

it('goes through the form and comes back as it was', () => {
  const { id, ...file } = meter;
  expect(id).toBe('lift 1');
  expect(fileOf(draftOf(meter))).toEqual(file);
});

it('says nothing of what is as usual, and what is filled in is a file', () => {
  const draft = {
    ...newMeter('test'),
    host: ' 10.0.0.9 ',
    system: 'lift',
    deviceId: 'l2',
    name: '电梯二',
    registers: [{ ...newRegister(), point: 'load' }],
    writes: [{ ...newWrite(), command: 'go' }],
  };
  const file = fileOf(draft);
  expect(file).toEqual({
    version: 1,
    host: '10.0.0.9',
    device: { compound: 'test', system: 'lift', id: 'l2', name: '电梯二' },
    registers: [{ function: 'holding', address: 0, type: 'uint16', point: 'load' }],
    writes: [{ command: 'go', function: 'holding', address: 0, type: 'uint16', param: 'value' }],
  });
  expect(Value.Check(MeterFile, file)).toBe(true);
});

it('a further register begins where the last one ends, and is read like it', () => {
  const last = { ...newRegister(), address: '10', type: 'float32', order: 'CDAB', point: 'load' } as const;
  expect(newRegister(last)).toMatchObject({ address: '12', type: 'float32', order: 'CDAB', point: '' });
});
