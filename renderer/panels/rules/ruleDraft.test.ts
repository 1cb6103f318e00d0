import { describe, expect, it } from 'vitest';
import { deviceRecord } from '#renderer/testing/records.ts';
import { readRules } from '#shared/alarms/compoundRules.ts';
import { findSystem } from '#shared/systems/index.ts';
import { draftKinds, draftOfRule, newDraft, pointsOf, ruleOfDraft } from './ruleDraft.ts';

describe('a rule while it is written', () => {
  const points = pointsOf('smoke', []);
  const temperature = points.find(({ id }) => id === 'temperature');

  it('of every kind is one that the hub takes, and comes back as it was', () => {
    if (!temperature) throw new Error('smoke has no temperature');
    for (const kind of draftKinds) {
      const draft = { ...newDraft('smoke', temperature, new Set()), kind, devices: ['a'] };
      const rule = ruleOfDraft(draft);
      expect(readRules({ version: 1, overrides: [], own: [rule] }, findSystem).ok, kind).toBe(true);
      expect(draftOfRule(rule)).toEqual(draft);
    }
  });

  it('can be about any point that a device showed, in a system nobody declared', () => {
    const device = deviceRecord('x1', {
      system: 'tree-tilt',
      points: { tilt: 4 },
      pointMeta: [{ id: 'tilt', name: '倾角', unit: '°' }],
    });
    expect(pointsOf('tree-tilt', [device])).toEqual([
      { id: 'tilt', name: { zh: '倾角', en: '倾角' }, unit: '°', declared: undefined },
    ]);
  });

  it('gets an id that is free, and asks for a state where the point has states', () => {
    const mode = pointsOf('lift', []).find(({ id }) => id === 'mode');
    if (!mode) throw new Error('a lift has no mode');
    const draft = newDraft('lift', mode, new Set(['own-mode', 'own-mode-2']));
    expect(draft).toMatchObject({ id: 'own-mode-3', kind: 'equals', value: 'automatic' });
    expect(ruleOfDraft(draft).condition).toEqual({ kind: 'equals', value: 'automatic' });
  });
});
