import { describe, expect, it } from 'vitest';
import type { SystemDeclaration } from '../systems/declaration.ts';
import { systems } from '../systems/index.ts';
import { pointsIn, propose, type ExposedDevice } from './proposal.ts';

const nowhere = new Set<string>();
const systemOf = (device: Partial<ExposedDevice>, among?: readonly SystemDeclaration[]) =>
  propose({ name: '', points: [], ...device }, nowhere, among).system;

describe('the system of a foreign device', () => {
  it('is told by its name in either language', () => {
    expect(systemOf({ name: '3-2-501 烟感' })).toBe('smoke');
    expect(systemOf({ name: 'Smoke detector hall' })).toBe('smoke');
    expect(systemOf({ name: '东门道闸' })).toBe('vehicle-gate');
    expect(systemOf({ name: 'Hydrant 7' })).toBe('hydrant');
  });

  it('is told by its model and by what its values are called', () => {
    expect(systemOf({ model: 'Zigbee smoke detector' })).toBe('smoke');
    const smoke = { key: 'smoke', kind: 'boolean', deviceClass: 'smoke' } as const;
    expect(systemOf({ name: '0x00158d', points: [smoke] })).toBe('smoke');
  });

  it('is told by what its devices are', () => {
    expect(systemOf({ name: 'front_door', kind: 'camera' })).toBe('cctv');
  });

  it('is told by words that a declaration carries', () => {
    const [first] = systems;
    if (!first) throw new Error('no system');
    const flood = {
      ...first,
      id: 'flood',
      name: { zh: '积水', en: 'Flooding' },
      short: { zh: '积水', en: 'Flood' },
    };
    const leak = { name: 'cellar', points: [{ key: 'water_leak', kind: 'boolean' as const }] };
    expect(systemOf(leak, [flood])).toBeNull();
    expect(systemOf(leak, [{ ...flood, recognises: ['water leak'] }])).toBe('flood');
  });

  it('is told by its points where enough of them are there, with their units', () => {
    const points = [
      { key: 'pressure', kind: 'number', unit: 'bar' },
      { key: 'flow', kind: 'number', unit: 'L/min' },
      { key: 'cap', kind: 'text' },
    ] as const;
    expect(systemOf({ name: 'P-7', points })).toBe('hydrant');
    expect(systemOf({ name: 'P-7', points: points.slice(0, 1) })).toBeNull();
  });

  it('is not what a name alone promises, where the device has values and none is the system’s', () => {
    const battery = { key: 'battery', kind: 'number', unit: '%' } as const;
    const press = (words: readonly string[]) => ({ key: 'action', kind: 'text', words }) as const;
    const button = { name: '0x1', model: 'SOS button TS0215A_sos' };
    expect(systemOf(button)).toBe('fall-sos');
    expect(systemOf({ ...button, points: [battery] })).toBeNull();
    expect(systemOf({ ...button, points: [battery, press(['single', 'double'])] })).toBeNull();
    expect(propose({ ...button, points: [battery, press(['click', 'emergency'])] }, nowhere)).toMatchObject({
      system: 'fall-sos',
      points: { action: 'sos', battery: 'battery' },
    });
    const plug = [
      { key: 'state', kind: 'boolean', words: ['ON', 'OFF'], deviceClass: 'switch' },
      { key: 'power', kind: 'number', unit: 'W' },
      { key: 'energy', kind: 'number', unit: 'kWh' },
    ] as const;
    expect(systemOf({ name: 'gas_plug', points: plug })).not.toBe('gas');
    expect(
      systemOf({ name: 'gas_plug', points: [{ key: 'gas_plug', kind: 'boolean', deviceClass: 'switch' }] }),
    ).toBeNull();
    for (const [name, key] of [
      ['CO gas detector', 'carbon_monoxide'],
      ['water leak sensor', 'water_leak'],
      ['Water', 'moisture'],
    ] as const)
      expect(systemOf({ name, points: [battery, { key, kind: 'boolean' }] })).toBeNull();
  });

  it('stays open where nothing tells, or too much', () => {
    const plug = [
      { key: 'power', kind: 'number', unit: 'W' },
      { key: 'temperature', kind: 'number', unit: '°C' },
      { key: 'battery', kind: 'number', unit: '%' },
    ] as const;
    expect(systemOf({ name: 'plug', points: plug })).toBeNull();
    expect(systemOf({ name: '烟感 电梯' })).toBeNull();
    for (const name of ['__proto__', 'constructor', '', '💥', 'x'.repeat(5000)])
      expect(systemOf({ name })).toBeNull();
  });
});

describe('the points of a foreign device', () => {
  const pointsOf = (system: string, points: ExposedDevice['points']) => {
    const found = systems.find(({ id }) => id === system);
    return found ? pointsIn(found, points) : null;
  };

  it('are those of the same name, class or kind', () => {
    expect(
      pointsOf('smoke', [
        { key: 'smoke', kind: 'boolean' },
        { key: 'device_temperature', kind: 'number', unit: '°F', deviceClass: 'temperature' },
        { key: 'battery', kind: 'number', unit: '%' },
        { key: 'signal', kind: 'number', unit: 'dBm' },
        { key: 'linkquality', kind: 'number', unit: 'lqi' },
      ]),
    ).toEqual({ smoke: 'alarm', device_temperature: 'temperature', battery: 'battery', signal: 'rssi' });
  });

  it('are no fault where the device says that it alarms, and the system has no word for that', () => {
    const smoke = systems.find(({ id }) => id === 'smoke');
    if (!smoke) throw new Error('no smoke');
    const points = smoke.points.filter(({ id }) => id !== 'alarm');
    const rules = smoke.rules.filter(({ id }) => id !== 'alarm');
    expect(pointsIn({ ...smoke, points, rules }, [{ key: 'smoke', kind: 'boolean' }])).toEqual({});
  });

  it('are not those of another quantity, nor one of them twice', () => {
    expect(
      pointsOf('smoke', [
        { key: 'humidity', kind: 'number', unit: '%' },
        { key: 'temperature', kind: 'number', unit: 'MPa' },
        { key: 'a/battery', kind: 'number', unit: '%' },
        { key: 'b/battery', kind: 'number', unit: '%' },
      ]),
    ).toEqual({ 'a/battery': 'battery' });
  });

  it('of a door are what its words can be read as', () => {
    expect(
      pointsOf('unit-door', [
        { key: 'state', kind: 'boolean', words: ['LOCK', 'UNLOCK'] },
        { key: 'contact', kind: 'boolean' },
        { key: 'tamper', kind: 'boolean' },
      ]),
    ).toEqual({ state: 'lock', contact: 'door', tamper: 'tamper' });
  });
});

it('place, system and points together', () => {
  expect(
    propose(
      { name: '烟感 3号楼2单元501', points: [{ key: 'smoke', kind: 'boolean' }] },
      new Set(['3-2-501']),
    ),
  ).toEqual({ system: 'smoke', placeId: '3-2-501', points: { smoke: 'alarm' } });
});
