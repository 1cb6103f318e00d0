/**
 * What the REST API answers, for its description: routes declare what they take, this declares what they give. A test
 * holds real answers against it. Objects may carry more than is named here.
 */
import { Type, type TSchema } from 'typebox';
import { openStates } from '#shared/alarms/machine.ts';
import { compoundAnswers } from './openapiCompounds.ts';
import { operationAnswers } from './openapiOperations.ts';
import { peopleAnswers } from './openapiPeople.ts';
import { sourceAnswers } from './openapiSources.ts';

const LocalText = Type.Object({ zh: Type.String(), en: Type.String() });
const Instant = Type.Number({ description: 'Milliseconds since 1970-01-01T00:00:00Z.' });
const orNull = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
const Enu = Type.Array(Type.Number(), {
  minItems: 3,
  maxItems: 3,
  description: 'Metres in the compound frame: east, north, up.',
});
const Value = Type.Union([Type.Number(), Type.String(), Type.Boolean(), Type.Null()]);
const Quality = Type.Union(
  ['good', 'stale', 'bad', 'substituted', 'unknown'].map((one) => Type.Literal(one)),
);
const Reading = Type.Object({ t: Instant, value: Value, quality: Quality });
const Bin = Type.Object({
  fromMs: Instant,
  toMs: Instant,
  count: Type.Integer({ description: 'Readings in [fromMs, toMs).' }),
  quality: Type.String({ description: 'Of the last reading; `unknown` where there is none.' }),
  min: Type.Optional(Value),
  max: Type.Optional(Value),
  mean: Type.Optional(
    orNull(
      Type.Number({ description: 'Of the readings, not weighted by time; of yes and no the share of yes.' }),
    ),
  ),
  last: Value,
});
const Counts = Type.Record(Type.String(), Type.Integer());

const AlarmState = Type.Union(['normal', ...openStates].map((one) => Type.Literal(one)));
const Alarm = Type.Object({
  id: Type.String(),
  compound: Type.String(),
  deviceKey: Type.String({ description: '<system>/<device>' }),
  deviceName: LocalText,
  placeId: orNull(Type.String()),
  positionEnu: orNull(Enu),
  system: Type.String(),
  ruleId: Type.String(),
  name: LocalText,
  consequence: LocalText,
  action: LocalText,
  priority: Type.Integer({ minimum: 1, maximum: 4 }),
  state: AlarmState,
  conditionActive: Type.Boolean(),
  acknowledged: Type.Boolean(),
  firstAtMs: Instant,
  lastAtMs: Instant,
  returnedAtMs: orNull(Instant),
  acknowledgedAtMs: orNull(Instant),
  acknowledgedBy: orNull(Type.String()),
  shelvedUntilMs: orNull(Instant),
  count: Type.Integer({ minimum: 1 }),
  value: Type.String(),
  note: Type.String(),
});
const Params = Type.Record(Type.String(), Type.Unknown(), { description: 'Values in the words.' });
const Device = Type.Object({
  system: Type.String(),
  name: LocalText,
  placeId: orNull(Type.String()),
  points: Type.Record(
    Type.String(),
    Type.Intersect([
      Reading,
      Type.Object({
        ageS: Type.Number({ description: 'Seconds since the reading, silent or not.' }),
        unit: Type.Optional(Type.String()),
      }),
    ]),
  ),
});
const Model = Type.Object({
  id: Type.String(),
  name: Type.String(),
  compound: orNull(Type.String()),
  placedBy: Type.Union([Type.Literal('coordinates'), Type.Literal('recentring'), Type.Literal('hand')]),
  counts: Type.Object({
    products: Type.Integer(),
    elements: Type.Integer(),
    storeys: Type.Integer(),
    spaces: Type.Integer(),
    pieces: Type.Integer(),
    triangles: Type.Integer(),
  }),
  warnings: Type.Array(
    Type.Object({
      code: Type.String(),
      params: Type.Optional(Params),
      message: Type.String(),
      file: orNull(Type.String()),
      count: Type.Integer(),
    }),
  ),
});
const Incident = Type.Object({
  id: Type.String(),
  compound: Type.String(),
  kind: Type.Union([Type.Literal('fire'), Type.Literal('throw'), Type.Literal('other')]),
  title: LocalText,
  state: Type.Union(['new', 'in-progress', 'resolved', 'closed', 'false'].map((one) => Type.Literal(one))),
  startedAtMs: Instant,
  endedAtMs: orNull(Instant),
  assignee: orNull(Type.String()),
});
const Rejection = Type.Object({
  atMs: Instant,
  topic: Type.String(),
  source: Type.Optional(Type.String({ description: 'Id of the broker it came from.' })),
  device: Type.Optional(Type.String({ description: '<compound>/<system>/<device>' })),
  code: Type.String(),
  params: Type.Optional(Params),
  message: Type.String(),
  sample: Type.String(),
});

const ok = (fields: Record<string, TSchema>) => Type.Object({ ok: Type.Literal(true), ...fields });

/** A fault, a standing alert, a warning: the code and its parameters are for programs, the words for people. */
const said = {
  code: Type.String(),
  params: Type.Optional(Params),
  message: Type.String(),
  tip: Type.String(),
};

export const Fault = Type.Object(
  {
    ok: Type.Literal(false),
    error: Type.Object(said),
  },
  {
    title: 'Fault',
    description:
      'What happened, and what to do: a code with its parameters, and words in the language of Accept-Language (zh or en).',
  },
);

/** By method and path as Fastify writes it. */
export const answers: Readonly<Record<string, TSchema>> = {
  ...peopleAnswers,
  ...compoundAnswers,
  ...operationAnswers,
  ...sourceAnswers,
  'GET /api/health': ok({
    version: Type.String(),
    hubTime: Type.String(),
    mqtt: Type.String(),
    accepted: Type.Integer(),
    rejected: Type.Integer(),
    alerts: Type.Array(Type.Object({ id: Type.String(), ...said })),
  }),
  'GET /api/compounds': ok({
    compounds: Type.Array(Type.Object({ id: Type.String(), manifest: Type.Object({ name: LocalText }) })),
  }),
  'GET /api/compounds/:id/state': ok({
    compound: Type.String(),
    at: Type.String({ description: 'ISO 8601' }),
    live: Type.Boolean(),
    devices: Type.Record(Type.String(), Device, { description: 'By <system>/<device>.' }),
    alarms: Type.Array(Alarm),
  }),
  'GET /api/compounds/:id/clocks': ok({
    clocks: Type.Array(Type.Object({ device: Type.String(), offsetMs: Type.Number() })),
  }),
  'GET /api/points/:id/history': ok({
    point: Type.String(),
    before: Type.Optional(orNull(Reading)),
    readings: Type.Optional(Type.Array(Reading)),
    bins: Type.Optional(Type.Array(Bin)),
  }),
  'GET /api/alarms': ok({ alarms: Type.Array(Alarm) }),
  'POST /api/alarms/:id/acknowledge': ok({ alarm: Alarm }),
  'GET /api/incidents': ok({ incidents: Type.Array(Incident) }),
  'GET /api/incidents/:id': ok({ incident: Incident }),
  'POST /api/incidents/:id/pictures': ok({
    incident: Type.String(),
    picture: Type.Object({ sha256: Type.String(), camera: Type.String(), atMs: Instant }),
  }),
  'GET /api/models': ok({
    revision: Type.Integer({
      description: 'Grows with each model that is made, from 0 at the start of the hub',
    }),
    models: Type.Array(Model),
    jobs: Type.Array(Type.Object({ jobId: Type.String() })),
  }),
  'GET /api/models/elements': ok({
    elements: Type.Array(
      Type.Object({
        modelId: Type.String(),
        model: Type.String(),
        index: Type.Integer(),
        globalId: Type.String(),
        type: Type.String(),
        name: Type.String(),
        storey: orNull(Type.String()),
        centreEnu: Type.Array(Type.Number()),
        sizeM: Type.Number(),
      }),
    ),
  }),
  'POST /api/models': ok({ jobId: Type.String() }),
  'PUT /api/models/:id/placement': ok({ jobId: Type.String() }),
  'DELETE /api/models/:id': ok({}),
  'GET /api/rejections': ok({ total: Type.Integer(), byCode: Counts, recent: Type.Array(Rejection) }),
};

const archive = Type.Object({ file: Type.String({ format: 'binary', description: 'A .linli file.' }) });
const upload = Type.Object({
  file: Type.Array(Type.String({ format: 'binary' }), {
    description: 'One or more model files, or a zip of them.',
  }),
});

/** Adds answers, faults and the upload's body to a route's own schema; routes outside `/api` are not described. */
export function described(
  schema: Readonly<Record<string, unknown>>,
  method: string,
  url: string,
): Record<string, unknown> {
  const answer = answers[`${method} ${url}`];
  return {
    ...schema,
    ...(method === 'POST' && url === '/api/models' ? { body: upload } : {}),
    ...(method === 'POST' && url === '/api/compounds/import' ? { body: archive } : {}),
    response: {
      200: answer ?? { description: 'As the summary says.', type: 'object' },
      '4xx': Fault,
      '5xx': Fault,
    },
  };
}
