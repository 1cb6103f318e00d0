/** Signing in and out, the first administrator, one's own sessions and password. */
import type { FastifyReply } from 'fastify';
import { Type } from 'typebox';
import { UserName } from '#shared/access/records.ts';
import { failure, success, type Result } from '#shared/protocol/result.ts';
import { sessionCookie, sessionLongestMs, setCookie, tokenCookie, type Caller } from '../access/index.ts';
import { userOf } from './gate.ts';
import { answer } from './answer.ts';
import type { Http } from './app.ts';
import { everybody, signedIn } from './permit.ts';
import type { Rooms } from './rooms.ts';
import { routesOf } from './route.ts';

const Id = Type.Object({ id: Type.String({ minLength: 1, maxLength: 100 }) });
const Password = Type.String({ maxLength: 400 });
const NameAndPassword = Type.Object({
  name: Type.String({ minLength: 1, maxLength: 80 }),
  password: Password,
});
const smallBody = 10_000;

export function addSessionRoutes(app: Http, rooms: Pick<Rooms, 'access' | 'version'>): void {
  const { access } = rooms;
  const route = routesOf(app, access);

  function keepSession(reply: FastifyReply, caller: Caller, secret: string): void {
    const name = sessionCookie(caller.host);
    reply.header('set-cookie', setCookie(caller, name, secret, Math.floor(sessionLongestMs / 1000)));
  }
  function forgetSession(reply: FastifyReply, caller: Caller): void {
    for (const name of [sessionCookie(caller.host), tokenCookie(caller.host)])
      reply.header('set-cookie', setCookie(caller, name, '', 0));
  }
  function refuse(reply: FastifyReply, result: Result<unknown>): void {
    if (!result.ok && result.error.code === 'sign-in-wait')
      reply.header('retry-after', String(result.error.params?.['seconds'] ?? 1));
  }
  const from = ({ remoteAddress, agent }: Caller) => ({ address: remoteAddress, agent });

  route(everybody, {
    method: 'GET',
    url: '/api/session',
    schema: { summary: 'Who am I, and is this hub set up?' },
    handler: (request) => {
      const { who } = request;
      const person = who.ok ? who.value : null;
      return {
        ok: true,
        firstRun: access.firstRun,
        maySetUp: access.maySetUp(request.caller),
        person: person && {
          name: person.name,
          role: person.role,
          verbs: person.verbs,
          scope: person.scope,
          via: person.via,
        },
      };
    },
  });

  route(everybody, {
    method: 'POST',
    url: '/api/session',
    bodyLimit: smallBody,
    schema: { summary: 'Sign in: sets the session’s cookie', body: NameAndPassword },
    handler: async (request, reply) => {
      const { name, password } = request.body;
      const signed = await access.signIn(name.trim(), password, from(request.caller));
      if (signed.ok) keepSession(reply, request.caller, signed.value.secret);
      refuse(reply, signed);
      return answer(reply, signed, ({ user }) => ({ name: user.name, role: user.role }));
    },
  });

  route(everybody, {
    method: 'DELETE',
    url: '/api/session',
    schema: { summary: 'Sign out' },
    handler: (request, reply) => {
      const { who, caller } = request;
      if (who.ok && who.value.via === 'session' && who.value.key !== null)
        access.sessions.end(who.value.key, { by: who.value.name, address: who.value.address });
      forgetSession(reply, caller);
      return { ok: true };
    },
  });

  route(everybody, {
    method: 'POST',
    url: '/api/setup',
    bodyLimit: smallBody,
    schema: {
      summary: 'Create the first administrator: at the machine, or with the hub’s token',
      body: Type.Object({ name: UserName, password: Password }),
    },
    handler: async (request, reply) => {
      const { caller, body, who } = request;
      if (access.firstRun && !access.maySetUp(caller)) {
        access.refusals.add(`setup ${caller.remoteAddress}`, {
          by: who.ok ? who.value.name : '',
          verb: 'setup',
          address: caller.remoteAddress,
        });
        return reply.code(403).send(notHere());
      }
      const made = await access.setUp(body.name, body.password, from(caller), who.ok ? who.value.name : '');
      if (made.ok) keepSession(reply, caller, made.value.secret);
      return answer(reply, made, ({ user }) => ({ name: user.name, role: user.role }));
    },
  });

  route(signedIn, {
    method: 'GET',
    url: '/api/sessions',
    schema: { summary: 'My sessions' },
    handler: (request) => {
      const me = userOf(request);
      const mine = me.via === 'session' ? access.sessions.of(me.name) : [];
      return {
        ok: true,
        sessions: mine.map(({ record, usedMs }) => ({
          id: record.id,
          createdMs: record.createdMs,
          usedMs,
          address: record.address,
          agent: record.agent,
          current: record.id === me.key,
        })),
      };
    },
  });

  route(signedIn, {
    method: 'DELETE',
    url: '/api/sessions/:id',
    schema: { summary: 'End one of my sessions', params: Id },
    handler: (request, reply) => {
      const me = userOf(request);
      const mine =
        me.via === 'session' &&
        access.sessions.of(me.name).some(({ record }) => record.id === request.params.id);
      if (mine) access.sessions.end(request.params.id, { by: me.name, address: me.address });
      const result = mine ? success(null) : failure('no-session');
      return answer(reply, result, () => ({}));
    },
  });

  route(signedIn, {
    method: 'DELETE',
    url: '/api/sessions',
    schema: { summary: 'Sign me out everywhere' },
    handler: (request, reply) => {
      const me = userOf(request);
      if (me.via === 'session') {
        access.audit.note({ by: me.name, verb: 'sign-out-everywhere', target: me.name, address: me.address });
        access.sessions.endAll(me.name, null);
      }
      forgetSession(reply, request.caller);
      return { ok: true };
    },
  });

  route(signedIn, {
    method: 'POST',
    url: '/api/password',
    bodyLimit: smallBody,
    schema: {
      summary: 'Change my password; my other sessions end',
      body: Type.Object({ old: Password, password: Password }),
    },
    handler: async (request, reply) => {
      const me = userOf(request);
      if (me.via !== 'session') return answer(reply, failure('sign-in'), () => ({}));
      const { old, password } = request.body;
      const doer = { by: me.name, address: me.address };
      const changed = await access.changePassword(me.name, old, password, me.key, doer);
      refuse(reply, changed);
      return answer(reply, changed, () => ({}));
    },
  });
}

function notHere() {
  return failure('set-up-elsewhere');
}
