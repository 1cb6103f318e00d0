/**
 * A view of a compound that somebody has kept for everybody: from where one looks, what is hidden, seen through and
 * coloured, what is cut away. Elements are named as their files name them, so that a view outlives a new import.
 */
import { Type, type Static } from 'typebox';
import type { DeepReadonly } from '../compounds/deepReadonly.ts';
import { Enu, Pose } from './pose.ts';

const Metres = Type.Number({ minimum: -1e6, maximum: 1e6 });
const Byte = Type.Integer({ minimum: 0, maximum: 255 });

/** A picture of at most 30 kB. */
const mostThumbnailChars = 41_000;
export const mostSavedViews = 60;
export const mostSavedViewBytes = 1_500_000;

export const NamedElements = Type.Array(
  Type.Object({
    modelId: Type.String({ minLength: 1, maxLength: 200 }),
    ids: Type.Array(Type.String({ maxLength: 64 }), { maxItems: 20_000, description: 'GlobalIds.' }),
  }),
  { maxItems: 200 },
);
export type NamedElements = DeepReadonly<Static<typeof NamedElements>>;

const Section = Type.Union([
  Type.Null(),
  Type.Object({
    kind: Type.Literal('box'),
    box: Type.Object({
      centreEnu: Enu,
      sizeM: Enu,
      yawRad: Type.Number({ minimum: -10, maximum: 10 }),
    }),
  }),
  Type.Object({
    kind: Type.Literal('planes'),
    planes: Type.Array(Type.Object({ normalEnu: Enu, offsetM: Metres }), { minItems: 1, maxItems: 6 }),
  }),
]);

/** What a person gives; the hub adds who and when. */
export const SavedViewDraft = Type.Object(
  {
    name: Type.String({ minLength: 1, maxLength: 80 }),
    pose: Pose,
    hidden: NamedElements,
    isolated: Type.Union([NamedElements, Type.Null()], {
      description: 'These alone are shown; null: all are.',
    }),
    ghosted: NamedElements,
    colors: Type.Array(Type.Object({ rgb: Type.Tuple([Byte, Byte, Byte]), elements: NamedElements }), {
      maxItems: 500,
    }),
    section: Section,
    thumbnail: Type.String({
      maxLength: mostThumbnailChars,
      pattern: '^data:image/jpeg;base64,[A-Za-z0-9+/]+=*$',
    }),
  },
  { additionalProperties: false },
);
export type SavedViewDraft = DeepReadonly<Static<typeof SavedViewDraft>>;

const kept = {
  version: Type.Literal(1),
  id: Type.String(),
  compound: Type.String(),
  by: Type.String({ description: 'Who kept it.' }),
  atMs: Type.Number({ description: 'Milliseconds since 1970-01-01T00:00:00Z.' }),
};
export const SavedView = Type.Object({ ...kept, ...SavedViewDraft.properties });
export type SavedView = DeepReadonly<Static<typeof SavedView>>;

/** As it stands in a list. */
export const SavedViewSummary = Type.Object({
  ...kept,
  name: SavedViewDraft.properties.name,
  thumbnail: SavedViewDraft.properties.thumbnail,
});
export type SavedViewSummary = DeepReadonly<Static<typeof SavedViewSummary>>;

export function summaryOf({ version, id, compound, by, atMs, name, thumbnail }: SavedView): SavedViewSummary {
  return { version, id, compound, by, atMs, name, thumbnail };
}
