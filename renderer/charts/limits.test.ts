import { describe, expect, it } from 'vitest';
import { noRules, rulesFor } from '#shared/alarms/effectiveRules.ts';
import type { AlarmPriority } from '#shared/systems/declaration.ts';
import { systemOrUnknown } from '#shared/systems/index.ts';
import { bandsOf, brokenValues, domainOf, limitsOf, type Limit } from './limits.ts';

const limit = (side: 'above' | 'below', at: number, priority: AlarmPriority = 3): Limit => ({
  ruleId: `${side}-${at}`,
  name: { zh: '限', en: 'Limit' },
  priority,
  side,
  limit: at,
});

describe('limits', () => {
  it('are those of the rules that hold for the device, changed as the compound changed them', () => {
    const system = systemOrUnknown('hydrant');
    const declared = limitsOf(rulesFor(noRules, system, 'h1'), 'pressure');
    expect(declared.length).toBeGreaterThan(0);
    const low = declared[0];
    const override = { system: 'hydrant', rule: low?.ruleId ?? '', device: 'h1', limit: 0.2 };
    const rules = { ...noRules, overrides: [override] };
    expect(limitsOf(rulesFor(rules, system, 'h1'), 'pressure')[0]?.limit).toBe(0.2);
    expect(limitsOf(rulesFor(rules, system, 'h2'), 'pressure')[0]?.limit).toBe(low?.limit);
    expect(
      limitsOf(rulesFor(noRules, system, 'h1'), 'tilt').every(({ ruleId }) => ruleId !== low?.ruleId),
    ).toBe(true);
  });

  it('colour the states that break a rule', () => {
    const system = systemOrUnknown('lift');
    const states = system.points.find(({ id }) => id === 'door')?.states ?? [];
    const broken = brokenValues(system.rules, 'door', states);
    expect([...broken.keys()].every((code) => states[code] !== undefined)).toBe(true);
    expect(brokenValues(system.rules, 'trapped', []).get(1)).toBe(1);
    expect(brokenValues(system.rules, 'trapped', []).has(0)).toBe(false);
  });
});

describe('the axis', () => {
  it('reaches to a limit that is near, and not to one that is far', () => {
    expect(domainOf([10, 20], [limit('above', 25)])[1]).toBeGreaterThan(25);
    expect(domainOf([10, 20], [limit('above', 900)])[1]).toBeLessThan(30);
  });

  it('shows a value that never moves, and does not go below zero for what cannot', () => {
    const [low, high] = domainOf([5, 5], []);
    expect(low).toBeLessThan(5);
    expect(high).toBeGreaterThan(5);
    expect(domainOf([0, 4], [])[0]).toBe(0);
    expect(domainOf([-1, 4], [])[0]).toBeLessThan(-1);
    expect(domainOf(null, [])).toEqual([0, 1]);
  });
});

describe('bands', () => {
  const y = (value: number) => 100 - value;

  it('lie beyond their limit, up to a graver one or the end of the axis', () => {
    const [warning, alarm] = bandsOf([limit('above', 60, 3), limit('above', 80, 1)], [0, 100], y);
    expect([warning?.topY, warning?.heightPx]).toEqual([20, 20]);
    expect([alarm?.topY, alarm?.heightPx]).toEqual([0, 20]);
    const [low] = bandsOf([limit('below', 10)], [0, 100], y);
    expect([low?.lineY, low?.topY, low?.heightPx]).toEqual([90, 90, 10]);
  });

  it('are not drawn off the axis', () => {
    expect(bandsOf([limit('above', 200)], [0, 100], y)).toEqual([]);
  });
});
