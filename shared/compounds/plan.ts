/** `plan.json` of a compound: its places and what stands on its ground. Positions are metres in its ENU frame, z up. */
import { Type, type Static } from 'typebox';
import type { DeepReadonly } from './deepReadonly.ts';
import { Enu, LocalText, PlaceId } from './local.ts';

const sizeM = Type.Number({ exclusiveMinimum: 0, maximum: 100_000 });

/** Upright box turned about z: centre, full size along its own axes, yaw counter-clockwise from east. */
export const OrientedBox = Type.Object({
  centreEnu: Enu,
  sizeM: Type.Tuple([sizeM, sizeM, sizeM]),
  yawRad: Type.Number({ minimum: -7, maximum: 7 }),
});
export type OrientedBox = DeepReadonly<Static<typeof OrientedBox>>;

export const PlaceKind = Type.Union([
  Type.Literal('courtyard'),
  Type.Literal('building'),
  Type.Literal('unit'),
  Type.Literal('storey'),
  Type.Literal('household'),
  Type.Literal('area'),
]);
export type PlaceKind = Static<typeof PlaceKind>;

/**
 * Ids read as people speak: building `8`, unit `8-2`, storey of a unit `8-2/4`, household `8-2-401`,
 * courtyard `hongwei`, area `centre-road`.
 */
export const Place = Type.Object({
  id: PlaceId,
  kind: PlaceKind,
  name: LocalText,
  parentId: Type.Union([PlaceId, Type.Null()]),
  box: Type.Union([OrientedBox, Type.Null()]),
});
export type Place = DeepReadonly<Static<typeof Place>>;

export const BayPlan = Type.Object({
  id: Type.String({ minLength: 1, maxLength: 128, description: 'Device id in system parking-bay.' }),
  box: OrientedBox,
  kind: Type.Union([Type.Literal('standard'), Type.Literal('accessible'), Type.Literal('charging')]),
});
export type BayPlan = DeepReadonly<Static<typeof BayPlan>>;

export const TreePlan = Type.Object({
  positionEnu: Enu,
  heightM: sizeM,
  crownM: sizeM,
  species: Type.Union([
    Type.Literal('camphor'),
    Type.Literal('osmanthus'),
    Type.Literal('plane'),
    Type.Literal('cypress'),
    Type.Literal('shrub'),
  ]),
});
export type TreePlan = DeepReadonly<Static<typeof TreePlan>>;

export const LampPlan = Type.Object({ positionEnu: Enu, heightM: sizeM });
export type LampPlan = DeepReadonly<Static<typeof LampPlan>>;

export const SavedView = Type.Object({ name: LocalText, eyeEnu: Enu, targetEnu: Enu });
export type SavedView = DeepReadonly<Static<typeof SavedView>>;

export const Surrounding = Type.Object({
  kind: Type.Union([Type.Literal('building'), Type.Literal('street')]),
  box: OrientedBox,
});
export type Surrounding = DeepReadonly<Static<typeof Surrounding>>;

export const CompoundPlan = Type.Object({
  version: Type.Literal(1),
  places: Type.Array(Place, { maxItems: 200_000 }),
  bays: Type.Array(BayPlan, { maxItems: 50_000 }),
  trees: Type.Array(TreePlan, { maxItems: 50_000 }),
  lamps: Type.Array(LampPlan, { maxItems: 50_000 }),
  boundaryEnu: Type.Array(Enu, {
    maxItems: 10_000,
    description: 'Closed ring of the fence, without repeating the first point.',
  }),
  surroundings: Type.Optional(
    Type.Array(Surrounding, {
      maxItems: 20_000,
      description: 'What stands outside the fence; scenery, never data.',
    }),
  ),
  views: Type.Array(SavedView, { maxItems: 100, description: 'First is the home view; keys 1–9 select.' }),
});
export type CompoundPlan = DeepReadonly<Static<typeof CompoundPlan>>;
