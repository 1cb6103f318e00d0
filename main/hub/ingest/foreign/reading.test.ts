import { describe, expect, it } from 'vitest';
import { findPoint } from '#shared/systems/index.ts';
import { readerOf, unreadable, wordFor, type ForeignPoint } from './reading.ts';

const read = (
  point: Omit<ForeignPoint, 'key'>,
  values: readonly unknown[],
  declared?: readonly [string, string],
) => values.map(readerOf({ key: 'x', ...point }, declared && findPoint(...declared)));

describe('a foreign value', () => {
  it('is a number also where it is written as text', () => {
    expect(read({ kind: 'number' }, [21.5, ' 21.5 ', '', 'unknown', null, -3])).toEqual([
      21.5,
      21.5,
      undefined,
      null,
      null,
      -3,
    ]);
    expect(read({ kind: 'number' }, ['NaN', true, {}, [1], NaN, Infinity, '1,5'])).toEqual(
      Array.from({ length: 7 }, () => unreadable),
    );
  });

  it('is in the unit of the point', () => {
    expect(read({ kind: 'number', unit: 'bar' }, ['4'], ['hydrant', 'pressure'])).toEqual([0.4]);
  });

  it('is yes or no in its own words', () => {
    expect(read({ kind: 'boolean' }, ['ON', 'off', 1, 0, 'true', true, '', 'maybe', 2])).toEqual([
      true,
      false,
      true,
      false,
      true,
      true,
      undefined,
      unreadable,
      unreadable,
    ]);
    const upsideDown = { kind: 'boolean', on: false, off: true } as const;
    expect(read(upsideDown, [true, false])).toEqual([true, false]);
    expect(read(upsideDown, [true, false], ['smoke', 'fault'])).toEqual([false, true]);
  });

  it('is a declared state by whatever names it', () => {
    expect(read({ kind: 'text' }, ['LOCK', 'unlocked', '上锁', 'jam'], ['unit-door', 'lock'])).toEqual([
      'locked',
      'unlocked',
      'locked',
      unreadable,
    ]);
    const contact = { kind: 'boolean', on: false, off: true } as const;
    expect(read(contact, [true, false], ['unit-door', 'door'])).toEqual(['closed', 'open']);
    expect(read({}, ['OPEN', 'down'], ['vehicle-gate', 'arm'])).toEqual(['up', 'down']);
  });

  it('is text, cut where it is long, and what it is where nobody said', () => {
    expect(read({ kind: 'text' }, [7, 'x'.repeat(600)])).toEqual(['7', 'x'.repeat(512)]);
    expect(read({}, [7, '7', true, null])).toEqual([7, '7', true, null]);
  });
});

describe('the word for a wanted value', () => {
  const word = (
    point: Omit<ForeignPoint, 'key'>,
    declared: readonly [string, string],
    wanted: string | number,
  ) => {
    const own = { key: 'x', ...point };
    const found = findPoint(...declared);
    return wordFor(own, found, readerOf(own, found), wanted);
  };

  it('is one that reads as it, or as what stands in for it', () => {
    const lock = { kind: 'boolean', on: 'LOCK', off: 'UNLOCK' } as const;
    expect(word(lock, ['unit-door', 'lock'], 'locked')).toEqual({ word: 'LOCK', shown: 'locked' });
    expect(word(lock, ['unit-door', 'lock'], 'released')).toEqual({ word: 'UNLOCK', shown: 'unlocked' });
    expect(word({ kind: 'text', words: ['OPEN', 'CLOSE'] }, ['vehicle-gate', 'arm'], 'up')).toEqual({
      word: 'OPEN',
      shown: 'up',
    });
    expect(word({ kind: 'text', words: ['OPEN'] }, ['vehicle-gate', 'arm'], 'fault')).toBeNull();
    expect(word({ kind: 'number', unit: 'bar' }, ['hydrant', 'pressure'], 0.4)).toEqual({
      word: 4,
      shown: 0.4,
    });
  });
});
