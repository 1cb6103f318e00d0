/**
 * Who is told of what, over which channel, and what became of it: channels and rules of a compound, notices on their way,
 * warnings to residents.
 */
import { Type, type Static, type TSchema } from 'typebox';
import type { DeepReadonly } from '../compounds/deepReadonly.ts';

const Id = Type.String({ minLength: 1, maxLength: 60, pattern: '^[A-Za-z0-9][A-Za-z0-9._-]*$' });
const Name = Type.String({ minLength: 1, maxLength: 100 });
const Url = Type.String({ minLength: 8, maxLength: 2000, pattern: '^https?://' });
const Secret = Type.Optional(
  Type.String({ maxLength: 400, description: 'Only ever written: left out, the one that is kept stays.' }),
);
const Instant = Type.Number({ description: 'Milliseconds since 1970-01-01T00:00:00Z.' });
const orNull = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
const Text = Type.Object({ zh: Type.String({ maxLength: 2000 }), en: Type.String({ maxLength: 2000 }) });

const named = { id: Id, name: Name };

export const NoticeChannel = Type.Union([
  Type.Object({
    ...named,
    kind: Type.Literal('email'),
    host: Type.String({ minLength: 1, maxLength: 255 }),
    port: Type.Integer({ minimum: 1, maximum: 65_535 }),
    tls: Type.Boolean({ description: 'TLS from the first byte; else STARTTLS where the server offers it.' }),
    user: Type.Optional(Type.String({ maxLength: 200 })),
    secret: Secret,
    from: Type.String({ minLength: 3, maxLength: 200 }),
  }),
  Type.Object(
    { ...named, kind: Type.Literal('webhook'), url: Url, secret: Secret },
    { description: 'JSON, signed: X-Linli-Signature is sha256= HMAC of "<X-Linli-Timestamp>.<body>".' },
  ),
  Type.Object({ ...named, kind: Type.Literal('wecom'), url: Url }),
  Type.Object({ ...named, kind: Type.Literal('dingtalk'), url: Url, secret: Secret }),
  Type.Object({ ...named, kind: Type.Literal('feishu'), url: Url, secret: Secret }),
  Type.Object(
    {
      ...named,
      kind: Type.Literal('sms'),
      url: Url,
      contentType: Type.Union([
        Type.Literal('application/json'),
        Type.Literal('application/x-www-form-urlencoded'),
      ]),
      body: Type.String({
        maxLength: 4000,
        description: 'Template: {{phone}}, {{text}} and {{secret}} are put in, escaped for the content type.',
      }),
      secret: Secret,
    },
    { description: 'A gateway of text messages as an HTTP request.' },
  ),
]);
export type NoticeChannel = DeepReadonly<Static<typeof NoticeChannel>>;
export type ChannelKind = NoticeChannel['kind'];

const noticeCauses = ['alarm', 'escalated', 'returned', 'order', 'warning', 'test'] as const;

export const NoticeRule = Type.Object(
  {
    ...named,
    on: Type.Enum(['alarm', 'escalated', 'returned', 'order'] as const),
    priorities: Type.Array(Type.Integer({ minimum: 1, maximum: 4 }), { maxItems: 4 }),
    systems: Type.Optional(Type.Array(Type.String({ maxLength: 64 }), { maxItems: 200 })),
    placeId: Type.Optional(Type.String({ maxLength: 64, description: 'The place and all within it.' })),
    hours: Type.Optional(
      Type.Tuple([Type.Number({ minimum: 0, maximum: 24 }), Type.Number({ minimum: 0, maximum: 24 })], {
        description: 'Local hours [from, to), wrapping at midnight.',
      }),
    ),
    channels: Type.Array(Id, { minItems: 1, maxItems: 20 }),
    to: Type.Array(Type.String({ minLength: 1, maxLength: 200 }), {
      maxItems: 100,
      description: 'Addresses for e-mail, numbers for text messages; robots and webhooks need none.',
    }),
    language: Type.Union([Type.Literal('zh'), Type.Literal('en')]),
  },
  { additionalProperties: false },
);
export type NoticeRule = DeepReadonly<Static<typeof NoticeRule>>;

export const NoticeSettings = Type.Object(
  {
    version: Type.Literal(1),
    /** Nothing leaves the hub: what would have been sent is kept as a drill. */
    drill: Type.Boolean(),
    channels: Type.Array(NoticeChannel, { maxItems: 50 }),
    rules: Type.Array(NoticeRule, { maxItems: 200 }),
  },
  { additionalProperties: false },
);
export type NoticeSettings = DeepReadonly<Static<typeof NoticeSettings>>;

export const noSettings: NoticeSettings = { version: 1, drill: false, channels: [], rules: [] };

const noticeStates = ['queued', 'sending', 'sent', 'failed', 'drill'] as const;
export type NoticeState = (typeof noticeStates)[number];

export const Notice = Type.Object({
  version: Type.Literal(1),
  id: Type.String(),
  compound: Type.String(),
  channel: Type.String(),
  to: Type.String({ description: 'Empty for robots and webhooks.' }),
  subject: Type.String(),
  text: Type.String(),
  cause: Type.Enum(noticeCauses),
  ref: orNull(Type.String({ description: 'Id of the alarm, order or warning.' })),
  state: Type.Enum(noticeStates),
  attempts: Type.Integer({ minimum: 0 }),
  /** The hub ended while it was sent: it is tried once more, whether it had arrived or not. */
  resumed: Type.Boolean(),
  createdAtMs: Instant,
  nextAtMs: Instant,
  sentAtMs: orNull(Instant),
  error: orNull(Type.String({ maxLength: 500 })),
  /** For programs: what a webhook is given beside the words. */
  data: Type.Optional(Type.Unknown()),
});
export type Notice = DeepReadonly<Static<typeof Notice>>;

export const WarningKind = Type.Union([Type.Literal('fire'), Type.Literal('gas'), Type.Literal('other')]);
export type WarningKind = Static<typeof WarningKind>;

export const WarningRequest = Type.Object(
  {
    kind: WarningKind,
    placeIds: Type.Array(Type.String({ minLength: 1, maxLength: 64 }), { minItems: 1, maxItems: 100 }),
    channels: Type.Array(Id, { minItems: 1, maxItems: 20 }),
    text: Text,
    drill: Type.Boolean(),
    incidentId: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
  },
  { additionalProperties: false },
);
export type WarningRequest = DeepReadonly<Static<typeof WarningRequest>>;

export const ResidentWarning = Type.Object({
  version: Type.Literal(1),
  id: Type.String(),
  compound: Type.String(),
  ...WarningRequest.properties,
  households: Type.Integer({ minimum: 0 }),
  recipients: Type.Integer({ minimum: 0, description: 'Messages: one for each address and channel.' }),
  writtenBy: Type.String(),
  writtenAtMs: Instant,
  confirmedBy: orNull(Type.String()),
  confirmedAtMs: orNull(Instant),
  withdrawnAtMs: orNull(Instant),
});
export type ResidentWarning = DeepReadonly<Static<typeof ResidentWarning>>;

/** So long a warning waits for the second person. */
export const warningWaitsMs = 30 * 60_000;

export function isWarningWaiting(warning: ResidentWarning, nowMs: number): boolean {
  return (
    warning.confirmedAtMs === null &&
    warning.withdrawnAtMs === null &&
    nowMs - warning.writtenAtMs < warningWaitsMs
  );
}
