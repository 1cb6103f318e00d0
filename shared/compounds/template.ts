/** What is asked to make a new compound: who it is, and one of a list of buildings, an imported model, or footprints; none: an empty one to draw in. */
import { Type, type Static } from 'typebox';
import type { DeepReadonly } from './deepReadonly.ts';
import { LocalText, metres, PlaceId, PlainId } from './local.ts';

const Name = Type.Union([Type.String({ minLength: 1, maxLength: 200 }), LocalText]);
const size = Type.Number({ exclusiveMinimum: 0, maximum: 2000 });
const At = Type.Tuple([metres, metres], { description: 'Metres in the compound frame: east, north.' });

export const BuildingTemplate = Type.Object(
  {
    id: PlaceId,
    name: Type.Optional(Name),
    units: Type.Optional(Type.Integer({ minimum: 1, maximum: 50 })),
    storeys: Type.Integer({ minimum: 1, maximum: 200 }),
    householdsPerStorey: Type.Optional(
      Type.Integer({ minimum: 0, maximum: 60, description: 'In each unit.' }),
    ),
    storeyHeightM: Type.Optional(Type.Number({ minimum: 2, maximum: 20 })),
    footprint: Type.Optional(
      Type.Array(At, { minItems: 3, maxItems: 5000, description: 'Ring; the box is fitted to it.' }),
    ),
    position: Type.Optional(At),
    sizeM: Type.Optional(Type.Tuple([size, size], { description: 'Along its own axes.' })),
    yawRad: Type.Optional(
      Type.Number({ minimum: -7, maximum: 7, description: 'Counter-clockwise from east.' }),
    ),
  },
  { additionalProperties: false },
);
export type BuildingTemplate = DeepReadonly<Static<typeof BuildingTemplate>>;

export const OriginTemplate = Type.Object(
  {
    latDeg: Type.Number({ minimum: -90, maximum: 90 }),
    lonDeg: Type.Number({ minimum: -180, maximum: 180 }),
    heightM: Type.Optional(Type.Number({ minimum: -1000, maximum: 10_000 })),
    crs: Type.Optional(Type.String({ minLength: 1, maxLength: 60 })),
    datum: Type.Optional(
      Type.Union([Type.Literal('wgs84'), Type.Literal('gcj02'), Type.Literal('bd09')], {
        description:
          'Of latitude and longitude; maps of the internet in China show GCJ-02 or BD-09. Absent: WGS 84.',
      }),
    ),
  },
  { additionalProperties: false },
);
export type OriginTemplate = DeepReadonly<Static<typeof OriginTemplate>>;

export const NewCompound = Type.Object(
  {
    id: PlainId,
    name: Name,
    address: Type.Optional(Name),
    timeZone: Type.Optional(Type.String({ minLength: 1, maxLength: 60 })),
    built: Type.Optional(Type.Integer({ minimum: 0, maximum: 3000 })),
    origin: Type.Optional(OriginTemplate),
    buildings: Type.Optional(Type.Array(BuildingTemplate, { minItems: 1, maxItems: 500 })),
    modelId: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
    footprints: Type.Optional(
      Type.Unknown({
        description:
          'GeoJSON FeatureCollection of Polygons and MultiPolygons in WGS 84, or CityJSON with a known system.',
      }),
    ),
  },
  { additionalProperties: false },
);
export type NewCompound = DeepReadonly<Static<typeof NewCompound>>;
