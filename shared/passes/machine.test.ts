import { describe, expect, it } from 'vitest';
import type { VisitorPass } from '#shared/protocol/visitorPass.ts';
import { readPassage } from './passage.ts';
import {
  isOpenPass,
  passAt,
  passStateOf,
  plainPlate,
  plateFault,
  refusalOf,
  shownPass,
  usedBy,
  usualGates,
  visitMs,
} from './machine.ts';

const pass = (more: Partial<VisitorPass> = {}): VisitorPass => ({
  version: 1,
  id: 'p1',
  number: 1,
  compound: 'a',
  placeId: '8-2-401',
  name: '王女士',
  plate: null,
  fromMs: 1000,
  untilMs: 10_000_000,
  uses: 'once',
  gates: ['gates/east', 'doors/8-2'],
  issuedBy: 'li',
  issuedAtMs: 500,
  used: [],
  useCount: 0,
  revokedAtMs: null,
  revokedBy: null,
  reason: '',
  external: null,
  forgottenAtMs: null,
  ...more,
});

describe('a pass', () => {
  it('waits, is valid, expires; is revoked from that instant on and not before', () => {
    expect([999, 1000, 9_999_999, 10_000_000].map((atMs) => passStateOf(pass(), atMs))).toEqual([
      'waiting',
      'valid',
      'valid',
      'expired',
    ]);
    const revoked = pass({ revokedAtMs: 5000 });
    expect([4999, 5000].map((atMs) => passStateOf(revoked, atMs))).toEqual(['valid', 'revoked']);
    expect(isOpenPass(revoked, 5000)).toBe(false);
  });

  it('for one visit opens each of its doors once, the gate and then the unit’s door, for half an hour', () => {
    const first = usedBy(pass(), 'gates/east', 2000);
    expect(passStateOf(first, 2000)).toBe('used');
    expect(refusalOf(first, 'gates/east', 3000)).toBe('used');
    expect(refusalOf(first, 'doors/8-2', 3000)).toBeNull();
    expect(refusalOf(first, 'doors/8-2', 2000 + visitMs + 1)).toBe('used');
    expect(refusalOf(first, 'doors/9-1', 3000)).toBe('elsewhere');
    expect(refusalOf({ ...first, revokedAtMs: 2500 }, 'doors/8-2', 3000)).toBe('revoked');
  });

  it('for any number stays valid, and keeps the first and the newest of very many uses', () => {
    let many = pass({ uses: 'any' });
    for (let i = 0; i < 120; i++) many = usedBy(many, 'gates/east', 2000 + i);
    expect([passStateOf(many, 5000), many.useCount, many.used.length]).toEqual(['valid', 120, 50]);
    expect([many.used[0]?.atMs, many.used.at(-1)?.atMs]).toEqual([2000, 2119]);
  });

  it('is shown without who comes, and in replay as it was', () => {
    const shown = shownPass(
      usedBy(pass({ plate: '鄂B12345', revokedAtMs: 5000, reason: 'x' }), 'gates/east', 3000),
    );
    expect(JSON.stringify(shown)).not.toMatch(/王女士|12345/);
    expect(shown).toMatchObject({ hasName: true, hasPlate: true });
    expect(passAt(shown, 400)).toBeNull();
    expect(passAt(shown, 2000)).toMatchObject({ used: [], useCount: 0, revokedAtMs: null, reason: '' });
    expect(passAt(shown, 5000)).toMatchObject({ useCount: 1, revokedAtMs: 5000, reason: 'x' });
  });
});

it('opens the household’s own door and every gate on foot; those for cars where there is a plate', () => {
  const devices = [
    { key: 'doors/8-2', placeId: '8-2', admits: 'household' },
    { key: 'doors/8-21', placeId: '8-21', admits: 'household' },
    { key: 'doors/home', placeId: '8-2-401', admits: 'household' },
    { key: 'gates/east', placeId: 'east-gate', admits: 'foot' },
    { key: 'cars/east', placeId: 'east-gate', admits: 'vehicle' },
    { key: 'smoke/1', placeId: '8-2-401', admits: null },
  ];
  expect(usualGates(devices, '8-2-401', false)).toEqual(['doors/8-2', 'doors/home', 'gates/east']);
  expect(usualGates(devices, '8-2-401', true)).toContain('cars/east');
});

it('compares plates without what only separates', () => {
  expect(['鄂B·12345', '鄂b 12345', '鄂Ｂ12345'].map(plainPlate)).toEqual(Array(3).fill('鄂B12345'));
});

it('says what is wrong with a plate before it is sent', () => {
  expect(['', ' ', '鄂B·12345', '鄂B-12', '<b>1234', '鄂B12345，', '..', '- 1'].map(plateFault)).toEqual([
    null,
    null,
    null,
    null,
    'letters',
    'letters',
    'unreadable',
    'unreadable',
  ]);
});

it('what a device says is read as far as it is of the right kind', () => {
  expect(
    readPassage({ token: 7, plate: '  ', confidence: 2, result: 'maybe', asks: 1, method: 'code' }),
  ).toEqual({
    method: 'code',
    direction: null,
    plate: null,
    confidence: null,
    token: null,
    asks: false,
    result: null,
    reason: null,
  });
  expect(readPassage({ score: 0.97, result: 'refused', reason: 'revoked' })).toMatchObject({
    confidence: 0.97,
    result: 'refused',
    reason: 'revoked',
  });
});
