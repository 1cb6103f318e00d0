/** Users, API tokens and device credentials for administrators of the whole hub, and the audit log for who may read it. */
import { Type } from 'typebox';
import { Scope, everywhere } from '#shared/access/may.ts';
import { DeviceCredential, RoleName, TokenRecord, UserName } from '#shared/access/records.ts';
import { newId } from '../access/index.ts';
import { doerOf, userOf } from './gate.ts';
import { answer } from './answer.ts';
import type { Http } from './app.ts';
import { permit, wholeHub } from './permit.ts';
import type { Rooms } from './rooms.ts';
import { failure, success } from '#shared/protocol/result.ts';
import { readInstant } from './instants.ts';
import { routesOf } from './route.ts';

const Name = Type.Object({ name: Type.String({ minLength: 1, maxLength: 80 }) });
const Id = Type.Object({ id: Type.String({ minLength: 1, maxLength: 100 }) });
const Password = Type.String({ maxLength: 400 });
const manage = permit('users.manage', wholeHub);

export function addPeopleRoutes(app: Http, rooms: Pick<Rooms, 'access' | 'now'>): void {
  const { access, now } = rooms;
  const { users, sessions, tokens, credentials } = access;
  const route = routesOf(app, access);

  route(manage, {
    method: 'GET',
    url: '/api/users',
    schema: { summary: 'Users' },
    handler: () => ({
      ok: true,
      users: users.list().map((user) => ({ ...user, sessions: sessions.of(user.name).length })),
    }),
  });
  route(manage, {
    method: 'POST',
    url: '/api/users',
    schema: {
      summary: 'Create a user; without a scope: every compound, nothing personal',
      body: Type.Object({ name: UserName, password: Password, role: RoleName, scope: Type.Optional(Scope) }),
    },
    handler: async (request, reply) =>
      answer(reply, await users.create(request.body, doerOf(request)), (user) => ({ user })),
  });
  route(manage, {
    method: 'PATCH',
    url: '/api/users/:name',
    schema: {
      summary: 'Change role or scope, disable, enable: at once, on open screens too',
      params: Name,
      body: Type.Object(
        {
          role: Type.Optional(RoleName),
          scope: Type.Optional(Scope),
          disabled: Type.Optional(Type.Boolean()),
        },
        { additionalProperties: false, minProperties: 1 },
      ),
    },
    handler: async (request, reply) =>
      answer(reply, await users.change(request.params.name, request.body, doerOf(request)), (user) => ({
        user,
      })),
  });
  route(manage, {
    method: 'POST',
    url: '/api/users/:name/password',
    schema: {
      summary: 'Give a user a new password; all of the user’s sessions end',
      params: Name,
      body: Type.Object({ password: Password }),
    },
    handler: async (request, reply) => {
      const { name } = request.params;
      const set = await users.setPassword(name, request.body.password, doerOf(request));
      const user = users.find(name);
      if (set.ok && user) sessions.endAll(user.name, null);
      return answer(reply, set, () => ({}));
    },
  });

  route(manage, {
    method: 'GET',
    url: '/api/tokens',
    schema: { summary: 'API tokens, without their secrets' },
    handler: () => ({ ok: true, tokens: tokens.list() }),
  });
  route(manage, {
    method: 'POST',
    url: '/api/tokens',
    schema: {
      summary: 'Create an API token; its secret is shown this once',
      body: Type.Object({
        name: TokenRecord.properties.name,
        verbs: TokenRecord.properties.verbs,
        scope: Type.Optional(Scope),
        expiresMs: Type.Optional(TokenRecord.properties.expiresMs),
      }),
    },
    handler: async (request, reply) => {
      const { name, verbs, scope, expiresMs } = request.body;
      const doer = doerOf(request);
      const created = await tokens.create(
        {
          version: 1,
          id: newId(),
          name,
          verbs,
          scope: scope ?? { ...everywhere, personal: [] },
          createdMs: now(),
          createdBy: doer.by,
          expiresMs: expiresMs ?? null,
          revokedMs: null,
        },
        `${name}: ${verbs.join(', ')}`,
        doer,
      );
      return answer(reply, created, ({ record, secret }) => ({ token: record, secret }));
    },
  });
  route(manage, {
    method: 'DELETE',
    url: '/api/tokens/:id',
    schema: { summary: 'Revoke an API token, at once', params: Id },
    handler: async (request, reply) =>
      answer(reply, await tokens.revoke(request.params.id, doerOf(request)), (token) => ({ token })),
  });

  route(manage, {
    method: 'GET',
    url: '/api/device-credentials',
    schema: { summary: 'Credentials of devices, without their passwords' },
    handler: () => ({ ok: true, credentials: credentials.list() }),
  });
  route(manage, {
    method: 'POST',
    url: '/api/device-credentials',
    schema: {
      summary:
        'Create a credential: MQTT user name and password, shown this once; it speaks for these devices, or below these topics of a bridge, alone',
      body: Type.Object({
        compound: DeviceCredential.properties.compound,
        devices: Type.Optional(DeviceCredential.properties.devices),
        bridges: DeviceCredential.properties.bridges,
        note: Type.Optional(DeviceCredential.properties.note),
      }),
    },
    handler: async (request, reply) => {
      const { compound, devices = [], bridges = [], note = '' } = request.body;
      if (devices.length + bridges.length === 0) return answer(reply, failure('credential'), () => ({}));
      const doer = doerOf(request);
      const created = await credentials.create(
        {
          version: 1,
          id: newId(),
          compound,
          devices,
          ...(bridges.length > 0 ? { bridges } : {}),
          note,
          createdMs: now(),
          createdBy: doer.by,
          revokedMs: null,
        },
        `${compound}: ${[...devices, ...bridges.map((topic) => `${topic}/#`)].join(', ')}`,
        doer,
      );
      return answer(reply, created, ({ record, secret }) => ({
        credential: record,
        username: record.id,
        password: secret,
      }));
    },
  });
  route(manage, {
    method: 'DELETE',
    url: '/api/device-credentials/:id',
    schema: { summary: 'Revoke a device’s credential; its connections are cut', params: Id },
    handler: async (request, reply) =>
      answer(reply, await credentials.revoke(request.params.id, doerOf(request)), (credential) => ({
        credential,
      })),
  });

  route(permit('audit.read'), {
    method: 'GET',
    url: '/api/audit',
    schema: {
      summary: 'Who did, looked at or was refused what, newest first',
      querystring: Type.Object({
        from: Type.Optional(Type.String()),
        to: Type.Optional(Type.String()),
        by: Type.Optional(Type.String({ maxLength: 80 })),
        verb: Type.Optional(Type.String({ maxLength: 80 })),
        limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 5000 })),
      }),
    },
    handler: (request, reply) => {
      const { from, to, ...query } = request.query;
      const begin = from === undefined ? success(0) : readInstant(from);
      const end = to === undefined ? success(Number.MAX_SAFE_INTEGER) : readInstant(to);
      if (!begin.ok) return reply.code(400).send(begin);
      if (!end.ok) return reply.code(400).send(end);
      const [fromMs, toMs] = [begin.value, end.value];
      return {
        ok: true,
        head: access.audit.head(),
        entries: access.audit.list(userOf(request), { ...query, fromMs, toMs }),
      };
    },
  });
}
