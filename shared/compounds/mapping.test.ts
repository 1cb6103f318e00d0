import { Value } from 'typebox/value';
import { describe, expect, it } from 'vitest';
import { CompoundMapping, emptyMapping, FirstCompoundMapping, migrateMapping } from './mapping.ts';

const first = {
  version: 1,
  homeAssistant: { prefix: 'ha2', nodes: ['n'], devices: { '0x1': { system: 'lift', id: 'l1' } } },
};

describe('a mapping', () => {
  it('of version 1 is one of version 2 that means the same', () => {
    expect(Value.Check(FirstCompoundMapping, first)).toBe(true);
    const migrated = migrateMapping(first);
    expect(Value.Check(CompoundMapping, migrated)).toBe(true);
    expect(migrated).toEqual({ version: 2, homeAssistant: first.homeAssistant, devices: {} });
    expect(migrateMapping(migrated)).toEqual(migrated);
    expect(Value.Check(CompoundMapping, emptyMapping)).toBe(true);
  });

  it('of a version or shape that is not known stays what it is, and is refused', () => {
    for (const odd of [
      null,
      7,
      'x',
      [],
      {},
      { version: 3 },
      { ...first, devices: {} },
      { ...first, more: 1 },
    ])
      expect(Value.Check(CompoundMapping, migrateMapping(odd))).toBe(false);
  });

  it('names devices of any dialect by whatever they are called', () => {
    const named = (name: string) => ({
      ...emptyMapping,
      devices: { zigbee2mqtt: { [name]: { ignored: true } } },
    });
    for (const name of ['0x00158d', 'kitchen/烟感 🔥', ' ', 'constructor'])
      expect(Value.Check(CompoundMapping, named(name))).toBe(true);
    expect(Value.Check(CompoundMapping, { ...emptyMapping, devices: { 'No Dialect': {} } })).toBe(false);
  });
});
