/** What the routes of sources and meters answer, for the description of the API. */
import { Type, type TSchema } from 'typebox';
import { CameraSettings } from '#shared/protocol/cameraSources.ts';
import { PointValue } from '#shared/protocol/device.ts';
import { MeterFile } from '#shared/protocol/meter.ts';

const ok = (fields: Record<string, TSchema>) => Type.Object({ ok: Type.Literal(true), ...fields });
const orNull = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
const Count = Type.Integer({ minimum: 0 });
const Instant = Type.Number({ description: 'Milliseconds since 1970-01-01T00:00:00Z.' });
const Dialects = Type.Record(Type.String(), Type.Unknown());
const Url = Type.String({ description: 'Without a login.' });
const Off = Type.Boolean({ description: 'False: it is kept and not connected.' });

const Source = Type.Object({
  id: Type.String(),
  url: orNull(Type.String({ description: 'Without a login.' })),
  connected: Type.Boolean(),
  messagesPerS: Type.Number({ description: 'Mean over the last minute.' }),
  lastMessageMs: orNull(Instant),
  accepted: Count,
  refused: Count,
  devices: Count,
  unmapped: Count,
  dialects: Type.Array(Type.Object({ id: Type.String(), devices: Count, unmapped: Count })),
});
const Sources = ok({
  sources: Type.Array(Source, { description: 'Those that run.' }),
  dialects: Dialects,
  brokers: Type.Array(
    Type.Object({ id: Type.String(), url: Url, hasLogin: Type.Boolean(), on: Off, dialects: Dialects }),
  ),
  cameras: Type.Array(
    Type.Object({
      id: Type.String(),
      kind: CameraSettings.properties.kind,
      url: Url,
      hasLogin: Type.Boolean(),
      on: Off,
      name: orNull(Type.String()),
      anyCertificate: Type.Boolean(),
    }),
  ),
  viid: orNull(
    Type.Object({
      id: Type.String({ description: 'The number of this hub as a platform.' }),
      devices: Type.Array(
        Type.Object({
          id: Type.String(),
          name: orNull(Type.String()),
          on: Off,
          direction: orNull(Type.Enum(['in', 'out'])),
          subscribeUrl: orNull(Type.String()),
          registered: Type.Boolean(),
        }),
      ),
    }),
  ),
  restart: Type.Boolean({ description: 'What was changed holds only after the hub is started again.' }),
  atMs: Instant,
});
const Meters = ok({
  meters: Type.Array(Type.Object({ id: Type.String(), ...MeterFile.properties })),
});

export const sourceAnswers: Readonly<Record<string, TSchema>> = {
  'GET /api/sources': Sources,
  'PUT /api/sources': Sources,
  'GET /api/modbus-meters': Meters,
  'PUT /api/modbus-meters/:id': Meters,
  'DELETE /api/modbus-meters/:id': Meters,
  'POST /api/modbus-meters/read': ok({
    registers: Type.Array(
      Type.Object({
        point: Type.String(),
        value: PointValue,
        fault: orNull(
          Type.Object({ code: Type.String(), params: Type.Record(Type.String(), Type.Unknown()) }),
        ),
      }),
      { description: 'In the order in which they were given.' },
    ),
  }),
};
