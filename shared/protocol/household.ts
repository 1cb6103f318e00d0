/**
 * Who lives in a place: `households.json` of a compound, and what the hub gives out of it. What is personal in it is
 * given by class (`contact`, `health`, `alone`) to whoever was granted that class, and every look is written down.
 */
import { Type, type Static } from 'typebox';
import type { DeepReadonly } from '../compounds/deepReadonly.ts';
import { LocalText, PlaceId } from '../compounds/local.ts';

export const Contact = Type.Object({
  name: Type.String({ minLength: 1, maxLength: 100 }),
  phone: Type.String({ minLength: 1, maxLength: 40 }),
  email: Type.Optional(Type.String({ minLength: 3, maxLength: 200, pattern: '^[^@\\s]+@[^@\\s]+$' })),
  relation: LocalText,
});
export type Contact = DeepReadonly<Static<typeof Contact>>;

export const Need = Type.Object({
  class: Type.Union([Type.Literal('health'), Type.Literal('alone')]),
  text: LocalText,
});
export type Need = DeepReadonly<Static<typeof Need>>;

export const Household = Type.Object({
  version: Type.Literal(1),
  placeId: PlaceId,
  people: Type.Integer({ minimum: 0, maximum: 10_000 }),
  contacts: Type.Array(Contact, { maxItems: 20, description: 'Empty without the class contact.' }),
  needs: Type.Array(Need, {
    maxItems: 20,
    description: 'Those of the classes health and alone that are granted.',
  }),
});
export type Household = DeepReadonly<Static<typeof Household>>;

export const Households = Type.Array(Household, { maxItems: 200_000 });

/** So many places are looked at in one question. */
export const mostPlacesAtOnce = 100;

/** Why somebody looks. */
export const LookPurpose = Type.String({
  pattern: '^(incident:[^\\s]{1,100}|fire-card|search)$',
  description: 'incident:<id>, fire-card or search; it stands in the audit log.',
});
