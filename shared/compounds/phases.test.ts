import { expect, it } from 'vitest';
import { modelsIn, phaseAt, phasesBetween } from './phases.ts';

const name = { zh: '楼', en: 'Building' };
const origin = {
  latDeg: 30,
  lonDeg: 115,
  heightM: 0,
  crs: 'EPSG:4547',
  eastingM: 0,
  northingM: 0,
  timeZone: 'Asia/Shanghai',
};
const manifest = {
  origin,
  phases: [
    { id: 'before', name },
    { id: 'after', name },
  ],
  models: [
    { id: 'a', name, files: ['a.ifc'], role: 'building', phases: ['after'] },
    { id: 'a-before', name, files: ['b.ifc'], role: 'building', phases: ['before'] },
    { id: 'b', name, files: ['c.ifc'], role: 'building' },
  ],
} as const;
const models = ['a', 'a-before', 'b', 'imported'].map((id) => ({ id }));
const ids = (shown: readonly string[]) => modelsIn(models, manifest, shown).map(({ id }) => id);

it('shows the models of a phase, and everything that no phase names', () => {
  expect(ids(['after'])).toEqual(['a', 'b', 'imported']);
  expect(ids(['before'])).toEqual(['a-before', 'b', 'imported']);
  expect(ids(['before', 'after'])).toEqual(['a', 'a-before', 'b', 'imported']);
  expect(modelsIn(models, undefined, [])).toEqual(models);
});

it('stands as it does now where no phase has a day', () => {
  expect(phaseAt(manifest, Date.UTC(1999, 0))).toBe('after');
  expect(phaseAt({ origin }, 0)).toBeNull();
});

it('begins with the day at the compound, and ends with that of the next phase', () => {
  const phases = [
    { id: 'built', name },
    { id: 'lifts', name, from: '2024-05-01' },
    { id: 'garage', name, from: '2027-01-15' },
  ];
  const at = (iso: string) => phaseAt({ origin, phases }, Date.parse(iso));
  expect(at('1998-01-01T00:00:00Z')).toBe('built');
  expect(at('2024-04-30T15:59:59Z')).toBe('built');
  expect(at('2024-04-30T16:00:00Z')).toBe('lifts');
  expect(at('2027-01-14T15:59:59Z')).toBe('lifts');
  expect(at('2027-01-14T16:00:00Z')).toBe('garage');
});

it('of the time before its first day shows the first', () => {
  const phases = [{ id: 'built', name, from: '1998-06-01' }];
  expect(phaseAt({ origin, phases }, Date.UTC(1990, 0))).toBe('built');
});

it('tells what became of the buildings between two instants', () => {
  const phases = [
    { id: 'built', name: { zh: '旧', en: 'Old' } },
    { id: 'lifts', name: { zh: '新', en: 'New' }, from: '2024-05-01' },
  ];
  const between = (from: string, to: string) =>
    phasesBetween({ origin, phases }, { fromMs: Date.parse(from), toMs: Date.parse(to) });
  expect(between('2024-04-30', '2024-05-02')).toEqual({ before: phases[0]?.name, after: phases[1]?.name });
  expect(between('2024-05-02', '2024-05-03')).toBeNull();
  expect(phasesBetween({ origin }, { fromMs: 0, toMs: 1 })).toBeNull();
});
