import { expect, it } from 'vitest';
import { currentPhase, modelsIn } from './phases.ts';

const name = { zh: '楼', en: 'Building' };
const manifest = {
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
  expect(currentPhase(manifest)).toBe('after');
  expect(currentPhase({})).toBeNull();
  expect(ids(['after'])).toEqual(['a', 'b', 'imported']);
  expect(ids(['before'])).toEqual(['a-before', 'b', 'imported']);
  expect(ids(['before', 'after'])).toEqual(['a', 'a-before', 'b', 'imported']);
  expect(modelsIn(models, undefined, [])).toEqual(models);
});
