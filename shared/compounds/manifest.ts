/** `manifest.json` of a compound: who it is, where it lies, which models stand in it. */
import { Type, type Static } from 'typebox';
import type { DeepReadonly } from './deepReadonly.ts';
import { LocalText, metres, PlaceId, PlainId } from './local.ts';
import { RecordingMark } from './recording.ts';

const count = Type.Integer({ minimum: 0, maximum: 10_000_000 });

export const CompoundOrigin = Type.Object({
  latDeg: Type.Number({ minimum: -90, maximum: 90, description: 'WGS 84, of the ENU origin.' }),
  lonDeg: Type.Number({ minimum: -180, maximum: 180 }),
  heightM: Type.Number({ minimum: -1000, maximum: 10_000 }),
  crs: Type.String({
    minLength: 1,
    maxLength: 60,
    description: 'Projected system of the IFC files’ map conversion.',
  }),
  eastingM: metres,
  northingM: metres,
  timeZone: Type.String({
    minLength: 1,
    maxLength: 60,
    description: 'IANA name, for example Asia/Shanghai.',
  }),
});
export type CompoundOrigin = DeepReadonly<Static<typeof CompoundOrigin>>;

export const CompoundModel = Type.Object({
  id: Type.String({ pattern: '^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$' }),
  name: LocalText,
  files: Type.Array(Type.String({ pattern: '^[^/\\\\\\u0000-\\u001f.][^/\\\\\\u0000-\\u001f]{0,199}$' }), {
    minItems: 1,
    maxItems: 200,
    description: 'Names beside the manifest.',
  }),
  role: Type.Union([Type.Literal('building'), Type.Literal('site')]),
  placeId: Type.Optional(PlaceId),
  drawn: Type.Optional(Type.Boolean({ description: 'Made from drawing.json, and made anew with it.' })),
  phases: Type.Optional(
    Type.Array(PlainId, { minItems: 1, maxItems: 20, description: 'Absent: it stands in every phase.' }),
  ),
});
export type CompoundModel = DeepReadonly<Static<typeof CompoundModel>>;

export const CompoundManifest = Type.Object({
  version: Type.Literal(1),
  id: PlainId,
  name: LocalText,
  address: LocalText,
  layout: Type.Union([Type.Literal('surveyed'), Type.Literal('illustrative')], {
    description: '`illustrative`: the numbers are published facts, the site plan is ours.',
  }),
  demo: Type.Optional(
    Type.Boolean({
      description: 'Its devices are simulated; no invented reading ever enters a compound without this mark.',
    }),
  ),
  announced: Type.Optional(
    Type.Boolean({ description: 'Nobody described it: it exists because a device announced itself there.' }),
  ),
  recording: Type.Optional(RecordingMark),
  phases: Type.Optional(
    Type.Array(
      Type.Object({
        id: PlainId,
        name: LocalText,
        from: Type.Optional(
          Type.String({
            pattern: '^\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])$',
            description:
              'The day at the compound on which it began to stand so: the scene shows the phase of its instant.',
          }),
        ),
      }),
      {
        minItems: 1,
        maxItems: 20,
        description:
          'Times of which there are models, oldest first. Where none has a day, the last is how it stands now.',
      },
    ),
  ),
  facts: Type.Object({ built: count, buildings: count, units: count, households: count, people: count }),
  origin: CompoundOrigin,
  models: Type.Array(CompoundModel, {
    maxItems: 2000,
    description: 'IFC files beside the manifest; each is one model in the scene.',
  }),
});
export type CompoundManifest = DeepReadonly<Static<typeof CompoundManifest>>;
