/** What is kept of people and of what acts for them. Secrets are kept beside these, never in them. */
import { Type, type Static } from 'typebox';
import { Scope } from './may.ts';
import { roles } from './roles.ts';
import { verbs } from './verbs.ts';

export const UserName = Type.String({
  minLength: 1,
  maxLength: 40,
  pattern: "^[\\p{L}\\p{N}](?:[\\p{L}\\p{N} ._'·-]*[\\p{L}\\p{N}])?$",
});
export const RoleName = Type.Enum(roles);
export const VerbName = Type.Enum(verbs);
const Instant = Type.Number({ description: 'Milliseconds since 1970-01-01T00:00:00Z.' });
const InstantOrNull = Type.Union([Instant, Type.Null()]);

export const UserRecord = Type.Object({
  version: Type.Literal(1),
  name: UserName,
  role: RoleName,
  scope: Scope,
  disabled: Type.Boolean(),
  createdMs: Instant,
  createdBy: Type.String(),
  passwordChangedMs: Instant,
});
export type UserRecord = Static<typeof UserRecord>;

export const SessionRecord = Type.Object({
  version: Type.Literal(1),
  id: Type.String(),
  user: Type.String(),
  createdMs: Instant,
  address: Type.String(),
  agent: Type.String({ maxLength: 200 }),
});
export type SessionRecord = Static<typeof SessionRecord>;

export const TokenRecord = Type.Object({
  version: Type.Literal(1),
  id: Type.String(),
  name: Type.String({ minLength: 1, maxLength: 60 }),
  verbs: Type.Array(VerbName, { minItems: 1, maxItems: verbs.length }),
  scope: Scope,
  createdMs: Instant,
  createdBy: Type.String(),
  expiresMs: InstantOrNull,
  revokedMs: InstantOrNull,
});
export type TokenRecord = Static<typeof TokenRecord>;

export const DeviceCredential = Type.Object({
  version: Type.Literal(1),
  /** The user name it signs in with. */
  id: Type.String(),
  compound: Type.String({ pattern: '^[a-z0-9][a-z0-9-]{0,39}$' }),
  /** `<system>/<device>`, each of which it may speak for. */
  devices: Type.Array(
    Type.String({ pattern: '^[a-z0-9][a-z0-9-]{0,39}/[^/+#\\u0000-\\u001f\\u007f]{1,128}$' }),
    { maxItems: 500 },
  ),
  bridges: Type.Optional(
    Type.Array(
      Type.String({
        pattern:
          '^(?!linli(/|$)|\\$)[^/+#\\u0000-\\u001f\\u007f]{1,64}(/[^/+#\\u0000-\\u001f\\u007f]{1,64}){0,4}$',
      }),
      {
        maxItems: 20,
        description:
          'Topics of a bridge that speaks another dialect: it may say and hear anything below each.',
      },
    ),
  ),
  note: Type.String({ maxLength: 200 }),
  createdMs: Instant,
  createdBy: Type.String(),
  revokedMs: InstantOrNull,
});
export type DeviceCredential = Static<typeof DeviceCredential>;

export const AuditOutcome = Type.Union([Type.Literal('done'), Type.Literal('read'), Type.Literal('refused')]);

/** One link of the chain: who did or looked at what, where and when, or was refused it. */
export const AuditEntry = Type.Object({
  version: Type.Literal(1),
  seq: Type.Integer({ minimum: 1 }),
  atMs: Instant,
  by: Type.String(),
  verb: Type.String(),
  outcome: AuditOutcome,
  compound: Type.Union([Type.String(), Type.Null()]),
  target: Type.String(),
  note: Type.String(),
  address: Type.Union([Type.String(), Type.Null()]),
  /** How many alike this entry stands for: a flood of refusals is one entry a minute. */
  count: Type.Integer({ minimum: 1 }),
});
export type AuditEntry = Static<typeof AuditEntry>;
