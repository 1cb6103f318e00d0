/** Parts that several of a compound's records share: names in both languages, plain ids, positions in its frame. */
import { Type } from 'typebox';

export const LocalText = Type.Object({
  zh: Type.String({ maxLength: 300 }),
  en: Type.String({ maxLength: 300 }),
});

/** As topics carry it. */
export const PlainId = Type.String({ pattern: '^[a-z0-9][a-z0-9-]{0,39}$' });

/** Any shape: `8-2-401`, `A1`, `3号楼东`. */
export const PlaceId = Type.String({ minLength: 1, maxLength: 64, pattern: '\\S' });

/** On this planet. */
export const metres = Type.Number({ minimum: -2e7, maximum: 2e7 });

export const Enu = Type.Tuple([metres, metres, metres], {
  description: 'Metres in the compound frame: east, north, up.',
});
