import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isDeviceId } from '#shared/twin/topic.ts';
import { ownerOf, plainId, plainPointId, readOwner } from './names.ts';

const name = fc.oneof(fc.string({ unit: 'binary', minLength: 1 }), fc.stringMatching(/^[%/25F+#a]{1,12}$/));

describe('names of foreign devices', () => {
  it('come back whole from the owner they make', () => {
    fc.assert(
      fc.property(name, (id) => {
        expect(readOwner(ownerOf('tasmota', id, 'v1/gateway'))).toEqual({
          dialect: 'tasmota',
          id,
          scope: 'v1/gateway',
        });
      }),
    );
  });

  it('of Home Assistant are the owners they were', () => {
    expect(ownerOf('home-assistant', '0x0015', 'homeassistant')).toBe('home-assistant/0x0015/homeassistant');
  });

  it('become ids of ours, and different ones stay different', () => {
    fc.assert(
      fc.property(name, name, (one, other) => {
        expect(isDeviceId(plainId(one))).toBe(true);
        if (one !== other) expect(plainId(one)).not.toBe(plainId(other));
      }),
    );
    expect(plainId('0x00158d')).toBe('0x00158d');
    expect(plainId('kitchen/烟感 🔥')).toMatch(/^kitchen_烟感 🔥~[0-9a-f]{8}$/);
  });

  it('of values become ids of points', () => {
    expect(plainPointId('__proto__')).toBe('proto');
    expect(plainPointId('color.x')).toBe('color.x');
    expect(plainPointId('x'.repeat(65))).toHaveLength(64);
  });
});
