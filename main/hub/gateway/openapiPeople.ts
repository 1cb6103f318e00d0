/** What the routes of people and trust answer, for the description of the API. */
import { Type, type TSchema } from 'typebox';
import { Scope } from '#shared/access/may.ts';
import {
  AuditEntry,
  DeviceCredential,
  RoleName,
  TokenRecord,
  UserName,
  UserRecord,
  VerbName,
} from '#shared/access/records.ts';
import { PreferencesRecord } from '#shared/protocol/preferences.ts';
import { StorageReport } from '#shared/protocol/storage.ts';

const ok = (fields: Record<string, TSchema>) => Type.Object({ ok: Type.Literal(true), ...fields });
const Instant = Type.Number({ description: 'Milliseconds since 1970-01-01T00:00:00Z.' });
const SignedIn = ok({ name: UserName, role: RoleName });
const Hosts = Type.Array(Type.String());

export const peopleAnswers: Readonly<Record<string, TSchema>> = {
  'GET /api/session': ok({
    firstRun: Type.Boolean({ description: 'No user exists yet.' }),
    maySetUp: Type.Boolean({ description: 'Whether this caller may create the first administrator.' }),
    person: Type.Union([
      Type.Object({
        name: Type.String(),
        role: Type.Union([RoleName, Type.Null()]),
        verbs: Type.Array(VerbName),
        scope: Scope,
        via: Type.Enum(['session', 'token', 'hub-token', 'local', 'device']),
      }),
      Type.Null(),
    ]),
  }),
  'POST /api/session': SignedIn,
  'DELETE /api/session': ok({}),
  'POST /api/setup': SignedIn,
  'GET /api/sessions': ok({
    sessions: Type.Array(
      Type.Object({
        id: Type.String(),
        createdMs: Instant,
        usedMs: Instant,
        address: Type.String(),
        agent: Type.String(),
        current: Type.Boolean(),
      }),
    ),
  }),
  'DELETE /api/sessions': ok({}),
  'DELETE /api/sessions/:id': ok({}),
  'GET /api/me/preferences': ok(PreferencesRecord.properties),
  'PUT /api/me/preferences': ok(PreferencesRecord.properties),
  'POST /api/password': ok({}),
  'GET /api/users': ok({ users: Type.Array(UserRecord) }),
  'POST /api/users': ok({ user: UserRecord }),
  'PATCH /api/users/:name': ok({ user: UserRecord }),
  'POST /api/users/:name/password': ok({}),
  'GET /api/tokens': ok({ tokens: Type.Array(TokenRecord) }),
  'POST /api/tokens': ok({ token: TokenRecord, secret: Type.String({ description: 'Shown this once.' }) }),
  'DELETE /api/tokens/:id': ok({ token: TokenRecord }),
  'GET /api/device-credentials': ok({ credentials: Type.Array(DeviceCredential) }),
  'POST /api/device-credentials': ok({
    credential: DeviceCredential,
    username: Type.String(),
    password: Type.String({ description: 'Shown this once.' }),
  }),
  'DELETE /api/device-credentials/:id': ok({ credential: DeviceCredential }),
  'GET /api/audit': ok({
    head: Type.Object({ seq: Type.Integer(), hash: Type.String() }),
    entries: Type.Array(AuditEntry),
  }),
  'GET /api/system/storage': ok(StorageReport.properties),
  'GET /api/compounds/:id/camera-hosts': ok({ hosts: Hosts, planned: Hosts }),
  'PUT /api/compounds/:id/camera-hosts': ok({ hosts: Hosts }),
};
