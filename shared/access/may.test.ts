import fc from 'fast-check';
import { expect, it } from 'vitest';
import { everywhere, may, personOf, usualScope, type Scope } from './may.ts';
import { roleNames, roles, verbsOf } from './roles.ts';
import { personalClasses, verbs } from './verbs.ts';

const one = (role: (typeof roles)[number], scope: Partial<Scope> = {}) =>
  personOf('x', role, { ...usualScope(role), ...scope });

it('a kiosk reads state and nothing personal, and sees a camera only where one is granted', () => {
  const kiosk = one('kiosk');
  expect(verbs.filter((verb) => may(kiosk, verb))).toEqual(['state.read', 'cameras.view', 'models.read']);
  expect(may(kiosk, 'cameras.view', { cameraGroups: ['cctv', 'cctv/gate'] })).toBe(false);
  const granted = one('kiosk', { cameraGroups: ['cctv/gate'] });
  expect(may(granted, 'cameras.view', { cameraGroups: ['cctv', 'cctv/gate'] })).toBe(true);
  expect(may(granted, 'cameras.view', { cameraGroups: ['cctv', 'cctv/hall'] })).toBe(false);
});

it('an inspector reads and does nothing; maintenance sends what is harmless', () => {
  expect(verbsOf.inspector.filter((verb) => !/\.(read|view)$/.test(verb))).toEqual([]);
  expect(may(one('inspector'), 'audit.read')).toBe(true);
  expect(may(one('maintenance'), 'commands.send')).toBe(true);
  expect(may(one('maintenance'), 'commands.danger')).toBe(false);
  expect(may(one('maintenance'), 'alarms.acknowledge')).toBe(true);
  expect(may(one('maintenance'), 'alarms.act')).toBe(false);
});

it('personal data needs the verb and the class', () => {
  expect(may(one('care-worker'), 'people.read', { personalClass: 'health' })).toBe(false);
  const granted = one('care-worker', { personal: ['health'] });
  expect(may(granted, 'people.read', { personalClass: 'health' })).toBe(true);
  expect(may(granted, 'people.read', { personalClass: 'alone' })).toBe(false);
  expect(may(one('planner', { personal: [...personalClasses] }), 'people.read')).toBe(false);
});

it('an administrator may everything, and nobody anything in a foreign compound', () => {
  for (const verb of verbs)
    expect(may(personOf('a', 'admin', everywhere), verb, { compound: 'x' })).toBe(true);
  fc.assert(
    fc.property(
      fc.constantFrom(...roles),
      fc.constantFrom(...verbs),
      fc.uniqueArray(fc.constantFrom('a', 'b', 'c')),
      fc.constantFrom('a', 'b', 'c'),
      (role, verb, compounds, compound) => {
        const person = one(role, { compounds });
        expect(may(person, verb, { compound })).toBe(
          verbsOf[role].includes(verb) && compounds.includes(compound),
        );
      },
    ),
  );
});

it('every role has a name in both languages', () => {
  for (const role of roles) expect(roleNames[role].zh && roleNames[role].en).toBeTruthy();
});
